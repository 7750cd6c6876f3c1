import type { LeadKey } from '../../../contract/mktows-types';
import { groupOf, textValue } from '../../../envelope/contents';
import type { Value } from '../../../envelope/values';
import { filterTypeOf } from '../../../rest/operations/lead-keys';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { numberMember, textMember } from '../../instance/rest-calls';
import { hasRestCode } from '../../instance/rest-fault';
import { readRestTime } from '../../../rest/run';
import type { BridgeCall } from '../../operation';

/** One lead key of a request that the REST API can look up. */
export interface RestLeadKey {
  readonly type: string;
  readonly value: string;
  /** The filterType of the look-up. */
  readonly filter: string;
}

/** The most values of one look-up (vendor's page on leads). */
const MOST_VALUES = 300;

/** Reads a LeadKey; one without a type or value is fault 20101, one of a type that REST has not 20102. */
export function restKeyOf(key: LeadKey | null | undefined): RestLeadKey | SoapFault {
  const { keyType, keyValue } = groupOf(key);
  return restKey(keyType, keyValue);
}

/** As `restKeyOf`, from type and value. */
export function restKey(type: Value | undefined, value: Value | undefined): RestLeadKey | SoapFault {
  const keyType = textValue(type);
  const keyValue = textValue(value);
  if (keyType === undefined || keyValue === undefined) return fault('20101');
  const filter = restFilterOf(keyType);
  return isFault(filter) ? filter : { type: keyType, value: keyValue, filter };
}

/** The filterType of a type of key; fault 20102 where the REST API has none. */
export function restFilterOf(keyType: string): string | SoapFault {
  return (
    filterTypeOf(keyType) ??
    fault(
      '20102',
      `The REST API can not look leads up by ${keyType}: use another key, such as IDNUM or EMAIL`,
    )
  );
}

/** Whether a value can be looked up at all: an id is a whole number. */
export function canBeLookedUp(filter: string, value: string): boolean {
  return filter !== 'id' || /^\d{1,10}$/.test(value);
}

/** The fault for a key that no lead has. */
export function noLead({ type, value }: Pick<RestLeadKey, 'type' | 'value'>): SoapFault {
  return fault('20103', `No lead found with ${type} = ${value}`);
}

/**
 * Looks leads up by the values of one filter.
 *
 * @param fields REST names of what is asked for; `id` comes in any case.
 * @returns the records by ascending id, each once.
 */
export async function findLeads(
  call: BridgeCall,
  filter: string,
  values: readonly string[],
  fields: readonly string[],
): Promise<readonly unknown[] | SoapFault> {
  const distinct = [...new Set(values)].filter((value) => canBeLookedUp(filter, value));
  const found = new Map<number, unknown>();
  for (let start = 0; start < distinct.length; start += MOST_VALUES) {
    const records = await lookUp(call, filter, distinct.slice(start, start + MOST_VALUES), fields);
    if (isFault(records)) return records;
    for (const record of records) {
      const id = numberMember(record, 'id');
      if (id !== undefined) found.set(id, record);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, record]) => record);
}

/** One look-up with all its pages. More than 1,000 leads are too many for the service: then half of the values are asked for. */
async function lookUp(
  call: BridgeCall,
  filter: string,
  values: readonly string[],
  fields: readonly string[],
): Promise<readonly unknown[] | SoapFault> {
  const [only = ''] = values;
  const records = await call.rest.pages(
    {
      operation: 'getLeadsByFilterUsingGET',
      query: [
        { name: 'filterType', value: filter },
        // One value with a comma would be taken for two.
        { name: 'filterValues', value: values.length === 1 && only.includes(',') ? [only, only] : values },
        { name: 'fields', value: [...new Set(['id', ...fields])] },
      ],
    },
    'token',
  );
  if (!hasRestCode(records, '1003') || values.length === 1) return records;
  const middle = Math.ceil(values.length / 2);
  const halves: unknown[] = [];
  for (const half of [values.slice(0, middle), values.slice(middle)]) {
    const own = await lookUp(call, filter, half, fields);
    if (isFault(own)) return own;
    halves.push(...own);
  }
  return halves;
}

/** The record that was updated last; of several at one moment the one with the highest id. It needs the field updatedAt. */
export function latestRecord(records: readonly unknown[]): unknown {
  return records.reduce((best, record) => (updatedAt(record) >= updatedAt(best) ? record : best));
}

function updatedAt(record: unknown): number {
  return readRestTime(textMember(record, 'updatedAt') ?? '') ?? -Infinity;
}

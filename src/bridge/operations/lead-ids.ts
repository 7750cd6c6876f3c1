import type { LeadKey } from '../../contract/mktows-types';
import { memberOf } from '../../rest/run';
import { isFault, type SoapFault } from '../../service/fault';
import { numberMember } from '../instance/rest-calls';
import type { BridgeCall } from '../operation';
import { canBeLookedUp, findLeads, latestRecord, restKeyOf, type RestLeadKey } from './leads/lead-keys';

/** A lead key of a request with the id that it means; undefined where no lead has the key. */
export interface KeyedLead {
  readonly key: RestLeadKey;
  readonly id: number | undefined;
}

/** Reads lead keys: the first that is none, or is of a type that the REST API has not, is a fault. */
export function readLeadKeys(list: readonly LeadKey[]): RestLeadKey[] | SoapFault {
  const keys: RestLeadKey[] = [];
  for (const item of list) {
    const key = restKeyOf(item);
    if (isFault(key)) return key;
    keys.push(key);
  }
  return keys;
}

/**
 * The leads that keys mean, in the order of the keys. Of several leads with a key the one that was updated last is meant, as in the
 * sandbox.
 */
export async function leadsOfKeys(
  call: BridgeCall,
  keys: readonly RestLeadKey[],
): Promise<readonly KeyedLead[] | SoapFault> {
  const byFilter = new Map<string, Map<string, number>>();
  for (const filter of new Set(keys.map((key) => key.filter))) {
    const values = keys.filter((key) => key.filter === filter).map(({ value }) => value);
    const ids = await idsByValue(call, filter, values);
    if (isFault(ids)) return ids;
    byFilter.set(filter, ids);
  }
  return keys.map((key) => ({ key, id: byFilter.get(key.filter)?.get(folded(key.value)) }));
}

async function idsByValue(
  call: BridgeCall,
  filter: string,
  values: readonly string[],
): Promise<Map<string, number> | SoapFault> {
  const fields = [...(filter === 'id' ? [] : [filter]), 'updatedAt'];
  const ids = new Map<string, number>();
  // What a lead's cookies look like is not documented, so that these keys are asked for one by one.
  const alone = filter === 'cookies';
  const groups = alone ? [...new Set(values)].map((value) => [value]) : [values];
  for (const group of groups) {
    const found = await findLeads(call, filter, group, fields);
    if (isFault(found)) return found;
    const records = new Map<string, unknown[]>();
    for (const record of found) {
      const value = alone ? group[0] : memberOf(record, filter);
      const key = folded(String(value));
      records.set(key, [...(records.get(key) ?? []), record]);
    }
    for (const [key, own] of records) {
      const id = numberMember(latestRecord(own), 'id');
      if (id !== undefined) ids.set(key, id);
    }
  }
  // An id may be written with zeros before it.
  if (filter === 'id') {
    for (const value of values.filter((one) => canBeLookedUp(filter, one))) {
      const id = ids.get(String(Number(value)));
      if (id !== undefined) ids.set(value, id);
    }
  }
  return ids;
}

function folded(value: string): string {
  return value.toLowerCase();
}

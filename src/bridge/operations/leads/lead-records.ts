import type { LeadRecord } from '../../../contract/mktows-types';
import { hasRestCode } from '../../instance/rest-fault';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { FieldName, FieldNames } from '../../../rest/names';
import { memberOf } from '../../../rest/run';
import type { ResultOf } from '../../../service/complete-result';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { readBoolean } from '../../../text/lexical';
import type { BridgeCall } from '../../operation';
import type { BridgeSettings } from '../../settings';

/** Members of a LeadRecord that are not in its list of attributes. */
const ELEMENTS: ReadonlySet<string> = new Set(['Id', 'Email']);

/** The fields that a call asks for: those that have a SOAP name, or some of them. */
export function wantedFields(names: FieldNames, only?: ReadonlySet<string>): string[] {
  return names.fields
    .filter(({ soap }) => soap !== undefined && (!only || only.has(soap) || ELEMENTS.has(soap)))
    .map(({ rest }) => rest);
}

/**
 * A lead of the REST API as a LeadRecord: Id and Email outside the list, attributes sorted by name, empty ones left out. The REST
 * API knows no foreign ids; a custom field that the settings name stands for them.
 */
export function leadRecordOf(
  { settings }: BridgeCall,
  names: FieldNames,
  record: unknown,
  only?: ReadonlySet<string>,
): ResultOf<LeadRecord> {
  const attribute = names.fields
    .flatMap((field) => {
      const { soap, rest, type } = field;
      if (soap === undefined || ELEMENTS.has(soap) || (only && !only.has(soap))) return [];
      const attrValue = soapValue(settings, field, memberOf(record, rest));
      return attrValue === undefined ? [] : { attrName: soap, attrType: soapType(type), attrValue };
    })
    .sort((a, b) => (a.attrName < b.attrName ? -1 : 1));
  return {
    Id: numberMember(record, 'id') ?? null,
    Email: textMember(record, 'email') ?? null,
    ForeignSysPersonId:
      settings.foreignIdField === null ? undefined : textMember(record, settings.foreignIdField),
    leadAttributeList: { attribute },
  };
}

/** As `attrType` had it; the REST API has more types. */
function soapType(type: string | undefined): string | undefined {
  return type === 'score' ? 'integer' : type;
}

/** A value of JSON as SOAP had it; undefined for an empty one. */
function soapValue(settings: BridgeSettings, { type }: FieldName, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') return plainNumber(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const truth = type === 'boolean' ? readBoolean(text) : undefined;
  if (truth === undefined) return text;
  return settings.booleans === 'words' ? String(truth) : truth ? '1' : '0';
}

/** A number without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
}

/** The names of the lead fields. Where the service does not know one of them any more, they are read again, once. */
export async function withNames<T>(
  { rest, facts }: BridgeCall,
  work: (names: FieldNames) => Promise<T | SoapFault>,
): Promise<T | SoapFault> {
  for (let again = false; ; again = true) {
    const names = await facts.names(rest);
    if (isFault(names)) return names;
    const outcome = await work(names);
    if (!hasRestCode(outcome, '1006')) return outcome;
    if (again) return fault('20011', 'The REST API does not know a field that it has described');
    facts.forgetNames();
  }
}

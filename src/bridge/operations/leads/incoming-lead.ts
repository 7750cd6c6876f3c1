import type { LeadRecord } from '../../../contract/mktows-types';
import { groupsOf, integerValue, textValue } from '../../../envelope/contents';
import type { Value } from '../../../envelope/values';
import type { FieldName, FieldNames } from '../../../rest/names';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { judgeInteger } from '../../../text/integers';
import { readBoolean } from '../../../text/lexical';
import { trimXml } from '../../../text/white-space';

/** What a LeadRecord asks to be written, in the REST API's names. */
export interface OutgoingLead {
  readonly id?: number;
  /** The Email element. */
  readonly email?: string;
  readonly foreignId?: string;
  /** By REST name; null clears a field. `email` may be among them. Keys and read-only fields are not. */
  readonly attributes: ReadonlyMap<string, string | boolean | null>;
}

/** Elements of a LeadRecord that identify it and that clients also send as attributes. */
const KEYS: ReadonlySet<string> = new Set(['Id', 'ForeignSysPersonId', 'ForeignSysType']);

/**
 * Reads a LeadRecord with the names of the instance. Unknown attribute names are fault 20105, all of them named, before anything
 * is written.
 *
 * @param operation is named in the fault.
 */
export function outgoingLead(
  operation: string,
  record: LeadRecord,
  names: FieldNames,
): OutgoingLead | SoapFault {
  const list = groupsOf(record.leadAttributeList, 'attribute').map(({ attrName, attrValue }) => ({
    name: textValue(attrName) ?? '',
    value: attrValue,
  }));
  const keys = new Map(list.filter(({ name }) => KEYS.has(name)).map(({ name, value }) => [name, value]));
  const idText = textValue(record.Id ?? keys.get('Id'));
  if (idText !== undefined && judgeInteger('int', idText) !== 'fine') {
    return fault('20106', `${operation} operation failed: Id can't hold the value given`);
  }
  const foreignId = textValue(record.ForeignSysPersonId ?? keys.get('ForeignSysPersonId'));
  if (
    foreignId !== undefined &&
    textValue(record.ForeignSysType ?? keys.get('ForeignSysType')) === undefined
  ) {
    return fault('20109', 'ForeignSysType is required with ForeignSysPersonId');
  }
  const attributes = attributesOf(operation, list, names);
  if (isFault(attributes)) return attributes;
  return { id: integerValue(idText), email: textValue(record.Email), foreignId, attributes };
}

function attributesOf(
  operation: string,
  list: readonly { readonly name: string; readonly value: Value | undefined }[],
  names: FieldNames,
): Map<string, string | boolean | null> | SoapFault {
  const attributes = new Map<string, string | boolean | null>();
  const unknown: string[] = [];
  for (const { name, value } of list) {
    if (KEYS.has(name)) continue;
    const field = names.ofSoap(name);
    if (!field) unknown.push(name);
    // The service filled these itself and passed over what clients sent; the REST API would refuse the record.
    else if (!field.readOnly)
      attributes.set(field.rest, restValue(field, typeof value === 'string' ? value : ''));
  }
  if (unknown.length === 0) return attributes;
  return fault('20105', `${operation} operation failed: unknown fields for import: ${unknown.join(', ')}`);
}

/** A value as JSON has it: an empty one clears the field, and other values go as texts, which the service reads by the field's type. */
function restValue({ type }: FieldName, text: string): string | boolean | null {
  const value = type === 'text' ? text : trimXml(text);
  if (value === '') return null;
  return type === 'boolean' ? (readBoolean(value.toLowerCase()) ?? value) : value;
}

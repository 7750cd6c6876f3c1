import type { LeadRecord } from '../../../contract/mktows-types';
import type { Value } from '../../../envelope/values';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { isStorable, leadField } from '../../store/fields';
import type { ForeignId } from '../../store/leads';
import { groupsOf, integerValue, textValue } from '../parameters';
import { trimXml } from '../../../text/white-space';

/** A LeadRecord of a request, read and held against the lead database's fields. */
export interface IncomingLead {
  readonly id?: number;
  /** The Email element. */
  readonly email?: string;
  readonly foreign?: ForeignId;
  /** By SOAP API name; empty values clear a field. `Email` may be among them. Keys and read-only fields are not. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads a LeadRecord. Unknown attribute names are fault 20105, all of them named in the words that were recorded from the
 * real service; a ForeignSysPersonId without its type is 20109, a value that its field can't hold 20106 (both our choice).
 *
 * @param operation is named in the fault.
 */
export function incomingLead(operation: string, record: LeadRecord): IncomingLead | SoapFault {
  const keys = keyAttributes(record);
  const foreignId = textValue(record.ForeignSysPersonId ?? keys.get('ForeignSysPersonId'));
  const foreignType = textValue(record.ForeignSysType ?? keys.get('ForeignSysType'));
  const idText = textValue(record.Id ?? keys.get('Id'));
  if (idText !== undefined && !isStorable('integer', idText)) {
    return fault('20106', `${operation} operation failed: Id can't hold the value given`);
  }
  if (foreignId !== undefined && foreignType === undefined) {
    return fault('20109', 'ForeignSysType is required with ForeignSysPersonId');
  }
  const email = textValue(record.Email);
  if (email !== undefined && !isStorable('email', email)) {
    return fault('20106', `${operation} operation failed: Email can't hold the value given`);
  }
  const attributes = attributesOf(operation, record);
  if (isFault(attributes)) return attributes;
  return {
    id: integerValue(idText),
    email,
    foreign: foreignId === undefined ? undefined : { id: foreignId, type: foreignType ?? '' },
    attributes,
  };
}

/** Elements of a LeadRecord that identify it and that clients also send as attributes (seen in several public clients). */
const KEYS: ReadonlySet<string> = new Set(['Id', 'ForeignSysPersonId', 'ForeignSysType']);

/** The attributes that identify the lead. The element of the same name goes before them (our choice). */
function keyAttributes(record: LeadRecord): ReadonlyMap<string, Value | undefined> {
  return new Map(
    groupsOf(record.leadAttributeList, 'attribute').flatMap(({ attrName, attrValue }) => {
      const name = textValue(attrName) ?? '';
      return KEYS.has(name) ? [[name, attrValue] as const] : [];
    }),
  );
}

function attributesOf(operation: string, record: LeadRecord): Map<string, string> | SoapFault {
  const attributes = new Map<string, string>();
  const unknown: string[] = [];
  for (const { attrName, attrValue } of groupsOf(record.leadAttributeList, 'attribute')) {
    const name = textValue(attrName) ?? '';
    if (KEYS.has(name)) continue;
    const value = typeof attrValue === 'string' ? attrValue : '';
    const field = leadField(name);
    if (!field) unknown.push(name);
    else if (!isStorable(field.type, trimXml(value))) {
      return fault('20106', `${operation} operation failed: ${name} can't hold the value given`);
    } else if (!field.readOnly) attributes.set(name, field.type === 'text' ? value : trimXml(value));
  }
  if (unknown.length === 0) return attributes;
  return fault('20105', `${operation} operation failed: unknown fields for import: ${unknown.join(', ')}`);
}

import type { LeadRecord } from '../../../contract/mktows-types';
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
  /** By SOAP API name; empty values clear a field. `Email` may be among them. Read-only fields are not. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads a LeadRecord. Unknown attribute names are fault 20105, all of them named in the words that were recorded from the
 * real service; a ForeignSysPersonId without its type is 20109, a value that its field can't hold 20106 (both our choice).
 *
 * @param operation is named in the fault.
 */
export function incomingLead(operation: string, record: LeadRecord): IncomingLead | SoapFault {
  const foreignId = textValue(record.ForeignSysPersonId);
  const foreignType = textValue(record.ForeignSysType);
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
    id: integerValue(record.Id),
    email,
    foreign: foreignId === undefined ? undefined : { id: foreignId, type: foreignType ?? '' },
    attributes,
  };
}

function attributesOf(operation: string, record: LeadRecord): Map<string, string> | SoapFault {
  const attributes = new Map<string, string>();
  const unknown: string[] = [];
  for (const { attrName, attrValue } of groupsOf(record.leadAttributeList, 'attribute')) {
    const name = textValue(attrName) ?? '';
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

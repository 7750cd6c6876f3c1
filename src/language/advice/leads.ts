import { boundChild, boundChildren, type Bound } from '../bound';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { childText, has, requestOf, typed } from './typed';
import { trimXml } from '../../text/white-space';

/** Lead keys and lead records. */
export function leadAdvice(reading: TextReading, report: Report) {
  for (const key of typed(reading, 'LeadKey')) keyRule(reading, key, report);
  for (const record of typed(reading, 'LeadRecord')) recordRule(reading, record, report);
  mergeRule(reading, report);
}

function keyRule(reading: TextReading, key: Bound, report: Report) {
  const value = boundChild(key, 'keyValue');
  if (value)
    keyValue(childText(reading, key, 'keyType'), trimXml(textOf(reading, value) ?? ''), value, report);
}

/** A value that can't be of its key type is never found. */
export function keyValue(type: string | undefined, text: string | undefined, value: Bound, report: Report) {
  if (!type || !text) return;
  const at = valuePlace(value);
  if (type === 'IDNUM' && !/^\d+$/.test(text)) {
    const meant = text.includes('@') ? ' Is the key type EMAIL?' : '';
    report.advice('key-value', at, `IDNUM is a lead's id, a whole number.${meant}`, { path: value.path });
  } else if (type === 'EMAIL' && !text.includes('@')) {
    const meant = /^\d+$/.test(text) ? ' Is the key type IDNUM?' : '';
    report.advice('key-value', at, `EMAIL is an e-mail address.${meant}`, { path: value.path });
  } else if (type === 'COOKIE' && /^_mkt_trk=/.test(text)) {
    report.advice('key-value', at, 'A cookie is given by its value alone: id:…&token:…, without _mkt_trk=.', {
      path: value.path,
    });
  }
}

function recordRule(reading: TextReading, record: Bound, report: Report) {
  const { element, path } = record;
  if (has(record, 'ForeignSysPersonId') && !has(record, 'ForeignSysType')) {
    const foreign = boundChild(record, 'ForeignSysPersonId')?.element ?? element;
    const message = 'ForeignSysPersonId needs a ForeignSysType next to it: CUSTOM, SFDC or NETSUITE.';
    report.advice('foreign-type', foreign.nameRange, message, { path });
  }
  const named = ['Id', 'Email', 'ForeignSysPersonId'].some((name) => has(record, name));
  const cookie = requestOf(reading, 'syncLead') && has(reading.request, 'marketoCookie');
  if (!named && !cookie) {
    const unread = element.children.some(
      (node) => node.kind === 'element' && /^(leadid|id|email|foreignsyspersonid)$/i.test(node.name),
    );
    if (!unread) {
      const message = 'Nothing says which lead this is: Id, Email or ForeignSysPersonId.';
      report.advice('no-lead-key', element.nameRange, message, { path });
    }
  }
  for (const attribute of boundChildren(boundChild(record, 'leadAttributeList'), 'attribute')) {
    const name = childText(reading, attribute, 'attrName');
    const place = boundChild(attribute, 'attrName');
    if (!name || !place || !/\s/.test(name)) continue;
    const message =
      'attrName is the field’s SOAP API name, which has no blanks, not its display name (20105).';
    report.advice('display-name', valuePlace(place), message, { path: place.path });
  }
}

function mergeRule(reading: TextReading, report: Report) {
  const request = requestOf(reading, 'mergeLeads');
  for (const list of boundChildren(boundChild(request, 'losingLeadKeyLists'), 'keyList')) {
    const names = boundChildren(list, 'attribute').map((attribute) =>
      childText(reading, attribute, 'attrName'),
    );
    if (names.length < 2 || new Set(names).size === names.length) continue;
    const message = 'One keyList names one lead; each further loser needs a keyList of its own.';
    report.advice('merge-key-list', list.element.nameRange, message, { path: list.path });
  }
}

import { escapeText } from '../../xml/escape';
import { boundChild, boundChildren, type Bound } from '../bound';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { childText, has, requestOf } from './typed';
import { trimXml } from '../../text/white-space';

/** Marketo objects and custom objects. */
export function objectAdvice(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) roleName(reading, bound, report);
  const sync = requestOf(reading, 'syncMObjects');
  if (sync) syncRule(reading, sync, report);
  const get = requestOf(reading, 'getMObjects');
  const details = boundChild(get, 'includeDetails');
  const wanted = details && /^(true|1)$/.test(trimXml(textOf(reading, details) ?? ''));
  const type = childText(reading, get, 'type');
  if (details && wanted && type && type !== 'Program') {
    const message = 'includeDetails works for Program only.';
    report.advice('include-details', valuePlace(details), message, { path: details.path });
  }
}

/** The WSDL lists OpportunityLeadRole, for a type that no element has; the service knew OpportunityPersonRole. */
function roleName(reading: TextReading, bound: Bound, report: Report) {
  if (!['type', 'objectName', 'mObjType'].includes(bound.element.name)) return;
  if (trimXml(textOf(reading, bound) ?? '') !== 'OpportunityLeadRole') return;
  const place = valuePlace(bound);
  const message = 'The WSDL lists OpportunityLeadRole, but the service calls it OpportunityPersonRole.';
  const edits = [{ ...place, text: escapeText('OpportunityPersonRole') }];
  report.advice('role-name', place, message, {
    path: bound.path,
    fixes: [{ title: 'Write OpportunityPersonRole', edits }],
  });
}

function syncRule(reading: TextReading, sync: Bound, report: Report) {
  const operation = childText(reading, sync, 'operation');
  for (const object of boundChildren(boundChild(sync, 'mObjectList'), 'mObject')) {
    const type = childText(reading, object, 'type');
    const { nameRange } = object.element;
    if (type === 'Program' && operation && operation !== 'UPDATE') {
      const message = 'Programs can be updated only: operation must be UPDATE.';
      report.advice('program-update', nameRange, message, { path: object.path });
    }
    if (operation === 'UPDATE' && !has(object, 'id') && !has(object, 'externalKey')) {
      const message = 'UPDATE needs the id of the object.';
      report.advice('object-id', nameRange, message, { path: object.path });
    } else if (operation === 'INSERT' && has(object, 'id')) {
      const message = 'A new object has no id yet: leave id out with INSERT.';
      report.advice('object-id', nameRange, message, { path: object.path });
    }
  }
}

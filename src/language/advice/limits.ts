import type { Bound } from '../bound';
import { boundChild } from '../bound';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { requestOf } from './typed';
import { trimXml } from '../../text/white-space';

/** What the service did with more than its most, where it is known. */
const BEYOND: Readonly<Record<string, string>> = {
  getMultipleLeads: 'The service passes over the rest without a word.',
  requestCampaign: 'The service passes over the rest without a word.',
  getLeadChanges: 'The service refuses more with a fault.',
};

/** Numbers of things: items of lists and sizes of batches. */
export function limitAdvice(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) {
    const most = Number(bound.field?.info.max ?? NaN);
    if (Number.isNaN(most)) continue;
    if (bound.declared.kind === 'complex') itemRule(reading, bound, most, report);
    else if (bound.element.name === 'batchSize') batchRule(reading, bound, most, report);
  }
  const leads = boundChild(requestOf(reading, 'syncMultipleLeads'), 'leadRecordList');
  if (leads && leads.children.length > 300) {
    const message = `${leads.children.length} leads in one call; up to 300 are recommended, more may time out.`;
    report.advice('batch-size', leads.element.nameRange, message, { path: leads.path });
  }
}

function itemRule(reading: TextReading, bound: Bound, most: number, report: Report) {
  const count = bound.children.length;
  if (count <= most) return;
  const first = bound.children[most] ?? bound;
  const operation = reading.operation?.name ?? '';
  const beyond = Object.hasOwn(BEYOND, operation) ? ` ${BEYOND[operation]}` : '';
  const range = { start: first.element.start, end: bound.children.at(-1)?.element.end ?? first.element.end };
  const message = `${bound.element.name} has ${count} items; ${most} is the most.${beyond}`;
  report.advice('too-many', range, message, { path: bound.path });
}

function batchRule(reading: TextReading, bound: Bound, most: number, report: Report) {
  const text = trimXml(textOf(reading, bound) ?? '');
  const size = Number(text);
  if (!/^[+-]?\d+$/.test(text)) return;
  const advise = (message: string) =>
    report.advice('batch-size', valuePlace(bound), message, { path: bound.path });
  if (size < 1) advise('A batch has at least one record.');
  else if (size > most) advise(`The largest batch is ${most}.`);
  else if (reading.operation?.name === 'getMultipleLeads' && size > 200)
    advise(
      'The vendor recommends batches of 200 for getMultipleLeads; its pages give 100, 300 and 1000 as the limit.',
    );
  else if (size > 300) advise('Batches of up to 300 are recommended; larger ones may time out.');
}

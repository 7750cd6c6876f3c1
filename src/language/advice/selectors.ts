import { boundChild, boundChildren, type Bound } from '../bound';
import { readDateTime } from '../../text/date-time';
import type { Context } from '../problem';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { keyValue } from './leads';
import { childText, has, requestOf, typed } from './typed';
import { trimXml } from '../../text/white-space';

const THIRTY_DAYS = 30 * 24 * 3600 * 1000;

/** Which leads are selected, and how to get them faster. */
export function selectorAdvice(reading: TextReading, context: Context, report: Report) {
  for (const selector of typed(reading, 'LastUpdateAtSelector')) {
    span(reading, selector, 'oldestUpdatedAt', 'latestUpdatedAt', context, true, report);
  }
  for (const position of typed(reading, 'StreamPosition')) {
    span(reading, position, 'oldestCreatedAt', 'latestCreatedAt', {}, false, report);
  }
  for (const selector of typed(reading, 'LeadKeySelector')) {
    const type = childText(reading, selector, 'keyType');
    for (const item of boundChildren(boundChild(selector, 'keyValues'), 'stringItem'))
      keyValue(type, trimXml(textOf(reading, item) ?? ''), item, report);
  }
  for (const selector of typed(reading, 'StaticListSelector')) staticList(selector, report);
  slow(reading, report);
}

function span(
  reading: TextReading,
  bound: Bound,
  from: string,
  to: string,
  context: Context,
  limited: boolean,
  report: Report,
) {
  const oldest = momentOf(childText(reading, bound, from));
  const latestText = childText(reading, bound, to);
  const latest = latestText === undefined ? context.now : momentOf(latestText);
  if (oldest === undefined || latest === undefined) return;
  const place = boundChild(bound, from)?.element ?? bound.element;
  const path = [...bound.path, from];
  if (latest < oldest) {
    if (latestText === undefined) return;
    report.advice('span-reversed', place.nameRange, `${from} lies after ${to}: nothing can match.`, { path });
  } else if (limited && latest - oldest > THIRTY_DAYS) {
    const days = Math.ceil((latest - oldest) / (24 * 3600 * 1000));
    const until = latestText === undefined ? 'until now ' : '';
    const message = `The span ${until}is ${days} days; more than 30 are refused with 20022. Ask in slices.`;
    report.advice('span', place.nameRange, message, { path });
  }
}

/** Milliseconds since 1970 of a date and time that names its zone; undefined for any other text. */
function momentOf(text: string | undefined): number | undefined {
  const read = readDateTime(text ?? '');
  return read.ok && read.offset !== null ? read.time : undefined;
}

function staticList(selector: Bound, report: Report) {
  const { element, path } = selector;
  const name = has(selector, 'staticListName');
  const id = has(selector, 'staticListId');
  if (name && id) {
    const message = 'A static list is named by staticListName or by staticListId, not by both.';
    report.advice('static-list', element.nameRange, message, { path });
  } else if (!name && !id) {
    const message = 'No list is named: staticListName or staticListId is needed.';
    report.advice('static-list', element.nameRange, message, { path });
  }
}

/** The vendor's FAQ on a slow getMultipleLeads: smaller batches, fewer fields, spans of time. */
function slow(reading: TextReading, report: Report) {
  const request = requestOf(reading, 'getMultipleLeads');
  if (!request) return;
  const deprecated = boundChild(request, 'lastUpdatedAt');
  if (deprecated) {
    const message = 'lastUpdatedAt is deprecated; a LastUpdateAtSelector as leadSelector says the same.';
    report.advice('deprecated', deprecated.element.nameRange, message, { path: deprecated.path });
  }
  if (boundChild(request, 'includeAttributes')) return;
  const message =
    'Without includeAttributes every field of every lead comes back: name the fields you need to make it faster.';
  report.advice('slow', request.element.nameRange, message, { path: [] });
}

import { boundChild, boundChildren, type Bound } from '../bound';
import type { Fix } from '../../xml/flaw';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { childText, has, requestOf } from './typed';
import { trimXml } from '../../text/white-space';

/** SOAP API names of the fields that people import most, with the display names that an import wants. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  FirstName: 'First Name',
  LastName: 'Last Name',
  Email: 'Email Address',
  Company: 'Company Name',
  Title: 'Job Title',
  Phone: 'Phone Number',
};

/** Static lists: the ones that listOperation reaches, and what an import looks like. */
export function listAdvice(reading: TextReading, report: Report) {
  const operation = requestOf(reading, 'listOperation');
  const key = boundChild(operation, 'listKey');
  const value = boundChild(key, 'keyValue');
  const byName = childText(reading, key, 'keyType') === 'MKTOLISTNAME';
  if (value && byName && /^[^.\s][^.]*\.[^.]/.test(childText(reading, key, 'keyValue') ?? '')) {
    const message =
      'A name like "Program.List" is a program’s list; listOperation reaches the Lead Database’s lists only.';
    report.advice('program-list', valuePlace(value), message, { path: value.path });
  }
  const request = requestOf(reading, 'importToList');
  if (request) importRule(reading, request, report);
}

function importRule(reading: TextReading, request: Bound, report: Report) {
  const header = boundChild(request, 'importFileHeader');
  const text = trimXml(textOf(reading, header) ?? '');
  if (!header || !text) return;
  const columns = text.split(',').map((column) => trimXml(column));
  const place = valuePlace(header);
  const wrong = columns.filter((column) => Object.hasOwn(DISPLAY_NAMES, column));
  if (wrong.length > 0) {
    const better = columns.map((column) => DISPLAY_NAMES[column] ?? column).join(',');
    const plain = trimXml(reading.text.slice(place.start, place.end)) === text && !/[&<]/.test(text);
    const fixes: Fix[] = plain
      ? [{ title: 'Write the display names', edits: [{ ...place, text: better }] }]
      : [];
    const message = `importFileHeader takes display names: ${wrong.map((name) => `${DISPLAY_NAMES[name]} for ${name}`).join(', ')}.`;
    report.advice('display-names', place, message, { path: header.path, fixes });
  }
  if (columns.some((column) => /^\{\{my\./.test(column)) && !has(request, 'campaignName')) {
    const message = 'A column of tokens needs campaignName, the campaign whose next run uses them.';
    report.advice('token-column', place, message, { path: header.path });
  }
  for (const row of boundChildren(boundChild(request, 'importFileRows'), 'stringItem')) {
    const cells = cellCount(textOf(reading, row) ?? '');
    if (cells === columns.length) continue;
    const message = `This row has ${cells} values, and importFileHeader names ${columns.length} columns.`;
    report.advice('row-length', valuePlace(row), message, { path: row.path });
  }
}

/** How many values a line of CSV has (RFC 4180: a comma between double quotes parts nothing). */
function cellCount(line: string): number {
  let quoted = false;
  let count = 1;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) count += 1;
  }
  return count;
}

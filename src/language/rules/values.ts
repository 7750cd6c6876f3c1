import type { TypeRef } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import { isNil } from '../../envelope/placed-values';
import { lexicalFault } from '../../text/lexical';
import { isXmlSpace, trimXml } from '../../text/white-space';
import { escapeText } from '../../xml/escape';
import { ownText, placedElements } from '../../xml/placed';
import type { Bound } from '../bound';
import { contentEdit, removeFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';
import { isListed, isSameValue } from './same-value';
import { textType } from './simple-types';

/** What stands in fields that hold text: numbers, dates, booleans and enumerations. */
export function valueRules(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) {
    doubleEscaped(reading, bound, report);
    const type = textType(bound);
    if (!type || isNil(bound.element) || placedElements(bound.element).length > 0) continue;
    const text = ownText(reading.text, bound.element);
    const { default: usual, fixed } = bound.field ?? {};
    // An empty element has the value that its schema gives (XML Schema Part 1, 3.3.4).
    if (text === '' && usual !== undefined) continue;
    const valueType: TypeRef =
      type.kind === 'enumeration'
        ? { kind: 'builtin', name: reading.contract.enumerations[type.name]?.base ?? 'string' }
        : type;
    if (fixed !== undefined && !isSameValue(valueType, text, fixed)) {
      const { element, path } = bound;
      const message = `${element.name} is fixed to ${fixed}.`;
      report.error('fixed-value', valuePlace(bound), message, { path, fixes: [writeFix(bound, fixed)] });
      continue;
    }
    if (type.kind === 'builtin' && (type.name === 'string' || type.name === 'anyType')) continue;
    valueRule(reading, bound, type, text, report);
  }
}

/** References that are left in a value once it is decoded. */
const ESCAPED_TWICE = /&amp;(?:amp;)*(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});/g;

function doubleEscaped({ text }: TextReading, { element, path }: Bound, report: Report) {
  const edits = element.children
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(ESCAPED_TWICE)].map((match) => ({
        start: start + match.index,
        end: start + match.index + match[0].length,
        text: `&${match[1]};`,
      })),
    );
  const [first] = edits;
  if (!first) return;
  const message = `${element.name} was escaped twice: whoever reads it gets ${first.text} as its text.`;
  // A text about XML or HTML may mean it so.
  report.advice('double-escaped', first, message, {
    path,
    fixes: [{ title: 'Escape it once', edits, alone: true }],
  });
}

function valueRule(reading: TextReading, bound: Bound, type: TypeRef, text: string, report: Report) {
  if (type.kind === 'enumeration') {
    enumerationRule(reading, bound, type.name, text, report);
    return;
  }
  const fault = lexicalFault(type.name, text);
  if (!fault) return;
  if (isXmlSpace(text)) {
    emptyRule(reading, bound, type.name, report);
    return;
  }
  const { element, path } = bound;
  const message = `${element.name} ${fault.message}.`;
  const details = { path, fixes: [writeFix(bound, fault.suggestion)] };
  // The vendor's own pages write True and False.
  const spelled = type.name === 'boolean' && /^(true|false)$/i.test(trimXml(text));
  if (spelled && isMarketo(reading.contract)) report.advice('bad-value', valuePlace(bound), message, details);
  else report.error('bad-value', valuePlace(bound), message, details);
}

function enumerationRule(reading: TextReading, bound: Bound, name: string, text: string, report: Report) {
  const listed = reading.contract.enumerations[name];
  if (!listed || isListed(listed, text)) return;
  const values = listed.values.map((entry) => entry.value);
  const { element, path } = bound;
  if (isXmlSpace(text)) {
    emptyRule(reading, bound, name, report);
    return;
  }
  const trimmed = values.find((value) => value === trimXml(text));
  const meant = trimmed ?? nearest(trimXml(text), values);
  const shown =
    values.length > 10 ? `${values.slice(0, 8).join(', ')} and ${values.length - 8} more` : values.join(', ');
  const reason = trimmed ? 'has white space around its value, which counts' : `must be one of ${shown}`;
  const hint = meant && !trimmed ? ` Did you mean ${meant}?` : '';
  const gone = trimXml(text) === 'CLEARLIST' && isMarketo(reading.contract);
  const message = gone
    ? 'CLEARLIST was taken out with version 2_3; importToList empties a list when its clearList is true.'
    : `${element.name} ${reason}.${hint}`;
  report.error(gone ? 'clear-list' : 'bad-enumeration', valuePlace(bound), message, {
    path,
    fixes: [writeFix(bound, gone ? undefined : meant)],
  });
}

/** An empty element where a number, a date or a word of an enumeration belongs. */
function emptyRule(reading: TextReading, bound: Bound, type: string, report: Report) {
  const { element, field, path, parent } = bound;
  const optional = field?.minOccurs === 0;
  const ways = optional ? ' Leave it out when there is nothing to say.' : '';
  const fixes = optional ? [removeFix(reading.text, element)] : [];
  const message = `${element.name} is empty, which is no ${type}.${ways}`;
  // The vendor's pages send a position's times as empty elements.
  const documented = isMarketo(reading.contract) && parent?.type?.name === 'StreamPosition';
  if (documented) report.advice('empty-value', element.nameRange, message, { path, fixes });
  else report.error('empty-value', element.nameRange, message, { path, fixes });
}

/** Where a value stands; the whole element when there is none. */
export function valuePlace({ element }: Bound) {
  return element.content.end > element.content.start ? element.content : element;
}

/** A fix that writes another value; none when there is nothing better to write. */
export function writeFix(bound: Bound, value: string | undefined, alone?: boolean): Fix | undefined {
  if (value === undefined || bound.element.selfClosing) return undefined;
  const title = value.length > 40 ? 'Write it as it should be' : `Write ${value}`;
  return { title, edits: [contentEdit(bound.element, escapeText(value))], alone };
}

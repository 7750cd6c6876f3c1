import { SOAP_ENVELOPE } from '../../contract/contract';
import { ownText, placedAttribute, placedElements, type PlacedElement } from '../../xml/placed';
import type { Bound } from '../bound';
import { fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { trimXml, trimXmlEnd, trimXmlStart } from '../../text/white-space';

/** Fields whose text is somebody's data: white space around it may be meant. */
const DATA: ReadonlySet<string> = new Set(['attrValue', 'value', 'importFileRows']);

/** How text is written: padding, characters that the service lost, encodings. */
export function textAdvice(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) {
    if (bound.declared.kind === 'complex' || placedElements(bound.element).length > 0) continue;
    padding(reading, bound, report);
    if (bound.element.name === 'attrValue') fragile(reading, bound, report);
  }
  for (const part of [reading.envelope, reading.header, reading.body, reading.content])
    if (part) encodingStyle(reading, part, report);
  encoding(reading, report);
}

function padding(reading: TextReading, bound: Bound, report: Report) {
  const { element, path, declared } = bound;
  // An enumeration with padding is no value of it, which is said there.
  if (declared.kind === 'enumeration' || element.children.some((node) => node.kind !== 'text')) return;
  const { start, end } = element.content;
  const raw = reading.text.slice(start, end);
  const trimmed = trimXml(raw);
  if (trimmed === raw || trimmed === '') return;
  const from = start + raw.length - trimXmlStart(raw).length;
  const edits = [
    { start, end: from, text: '' },
    { start: from + trimmed.length, end, text: '' },
  ];
  const data = DATA.has(element.name) || bound.parent?.element.name === 'importFileRows';
  report.advice(
    'padding',
    element.content,
    `There is white space around the value of ${element.name}; it is sent as part of it.`,
    {
      path,
      fixes: [{ title: 'Remove the white space', edits, alone: data }],
    },
  );
}

function fragile(reading: TextReading, { element, path }: Bound, report: Report) {
  const text = ownText(reading.text, element);
  if (/[\u{10000}-\u{10FFFF}]/u.test(text)) {
    const message =
      'Marketo’s text fields lose emoji and other characters beyond U+FFFF unless they are URL-encoded.';
    report.advice('emoji', element.content, message, { path });
  }
  if (/[\n\r]/.test(trimXml(text))) {
    const message = 'Marketo may change or cut line breaks in text fields.';
    report.advice('line-break', element.content, message, { path });
  }
}

function encodingStyle(reading: TextReading, element: PlacedElement, report: Report) {
  const attribute = placedAttribute(element, 'encodingStyle', SOAP_ENVELOPE);
  if (!attribute) return;
  const before = trimXmlEnd(reading.text.slice(0, attribute.start)).length;
  const message = 'encodingStyle belongs to SOAP encoding; this service takes literal XML.';
  report.advice('encoding-style', attribute, message, {
    fixes: [fix('Remove encodingStyle', before, attribute.end, '')],
  });
}

/** The text goes out as UTF-8, whatever its declaration says. */
function encoding(reading: TextReading, report: Report) {
  const [first] = reading.document.nodes;
  if (first?.kind !== 'instruction') return;
  const raw = reading.text.slice(first.start, first.end);
  const match = /encoding\s*=\s*(["'])([^"']*)\1/.exec(raw);
  const declared = match?.[2] ?? '';
  if (!match || /^utf-?8$/i.test(declared)) return;
  const start = first.start + match.index + match[0].length - 1 - declared.length;
  const message = `The request goes out as UTF-8, and its declaration says ${declared}.`;
  report.advice('encoding', { start, end: start + declared.length }, message, {
    fixes: [fix('Write UTF-8', start, start + declared.length, 'UTF-8')],
  });
}

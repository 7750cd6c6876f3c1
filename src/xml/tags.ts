import type { TreeCursor } from '@lezer/common';
import type { Range } from './placed';
import { decodeReferences } from './references';

/** A piece of a text as the parser counts it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An attribute before its prefix is looked up. */
export interface RawAttribute extends Range {
  readonly qname: string;
  readonly inner: Range | undefined;
  readonly value: string;
}

/** The name in an end tag; empty when there is none. */
export function closingName(text: string, start: number, end: number): string {
  return /^<\/\s*([^\s<>]*)/.exec(text.slice(start, end))?.[1] ?? '';
}

/** What stands in a start tag, as far as it was written. The cursor is at the tag, and stays there. */
export function readTag(text: string, cursor: TreeCursor) {
  let nameRange: Range = { start: cursor.from + 1, end: cursor.from + 1 };
  let complete = false;
  let selfClosing = false;
  const attributes: RawAttribute[] = [];
  if (cursor.firstChild()) {
    do {
      if (cursor.name === 'TagName') nameRange = { start: cursor.from, end: cursor.to };
      else if (cursor.name === 'Attribute') attributes.push(readAttribute(text, cursor));
      else if (cursor.name === 'EndTag') complete = true;
      else if (cursor.name === 'SelfCloseEndTag') complete = selfClosing = true;
    } while (cursor.nextSibling());
    cursor.parent();
  }
  return { name: text.slice(nameRange.start, nameRange.end), nameRange, complete, selfClosing, attributes };
}

function readAttribute(text: string, cursor: TreeCursor): RawAttribute {
  const { from: start, to: end } = cursor;
  let qname = '';
  let inner: Range | undefined;
  if (cursor.firstChild()) {
    do {
      if (cursor.name === 'AttributeName') qname = text.slice(cursor.from, cursor.to);
      else if (cursor.name === 'AttributeValue') inner = between(text, cursor);
    } while (cursor.nextSibling());
    cursor.parent();
  }
  const value = inner ? attributeText(text, inner) : '';
  return { start, end, qname, inner, value };
}

/** White space is folded before references are resolved: `&#10;` stays a line feed (XML 1.0, 3.3.3). */
function attributeText(text: string, inner: Range): string {
  const raw = text.slice(inner.start, inner.end).replace(/\r\n|[\t\n\r]/g, ' ');
  const result = decodeReferences(raw);
  return result.ok ? result.text : raw;
}

function between(text: string, { from, to }: Span): Range {
  const quote = text[from];
  const closed = to - from > 1 && text[to - 1] === quote;
  return { start: from + 1, end: closed ? to - 1 : to };
}

/** A name's prefix, empty without one, and its local part. */
export function split(qname: string): [prefix: string, name: string] {
  const colon = qname.indexOf(':');
  return colon < 0 ? ['', qname] : [qname.slice(0, colon), qname.slice(colon + 1)];
}

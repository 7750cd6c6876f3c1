import type { TextRange } from './placed';
import { decodeReferences } from './decode-references';

/** An attribute before its prefix is looked up. */
export interface RawAttribute extends TextRange {
  readonly qname: string;
  readonly inner: TextRange | undefined;
  readonly value: string;
}

/** A start tag as far as it was written. */
export interface RawTag {
  readonly end: number;
  readonly nameRange: TextRange;
  readonly attributes: readonly RawAttribute[];
  /** It has its `>`. */
  readonly complete: boolean;
  readonly selfClosing: boolean;
}

const SPACE = /[ \t\r\n]*/y;
/** What may stand in a name, as far as single code units can tell; whether it is a good one is judged elsewhere. */
const NAME =
  /[-.:\w\u00B7\u00C0-\u1FFF\u200C-\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uDFFF\uF900-\uFEFE\uFF00-\uFFFD]+/y;
const NO_START = /[-.\d\u00B7]/;
const EQUALS = /[ \t\r\n]*=[ \t\r\n]*/y;
/** A `<` that was typed before the end of a tag: no tag begins with it. */
const DOUBLED = /<(?=[ \t\r\n]*\/?>)/y;
const BARE = /[^\s<>"'=]*/y;
/** What begins a value, and what may end it: word processors curl the quotes. */
const QUOTES: Readonly<Record<string, string>> = {
  '“': '”',
  '”': '”',
  '„': '”',
  '‟': '”',
  '‘': '’',
  '’': '’',
};

/** The name in an end tag; empty when there is none. */
export function closingName(text: string, start: number, end: number): string {
  return /^<\/\s*([^\s<>]*)/.exec(text.slice(start, end))?.[1] ?? '';
}

/** A name's prefix, empty without one, and its local part. */
export function split(qname: string): [prefix: string, name: string] {
  const colon = qname.indexOf(':');
  return colon < 0 ? ['', qname] : [qname.slice(0, colon), qname.slice(colon + 1)];
}

/**
 * Reads the start tag whose `<` is at an offset. Where it is broken, what can be made out is taken: the tag ends before the
 * next `<` that may begin something at the latest, and a value whose closing quote is missing ends with its line or tag.
 */
export function readTag(text: string, start: number): RawTag {
  const nameEnd = matchEnd(NAME, text, start + 1);
  const attributes: RawAttribute[] = [];
  let at = nameEnd;
  const tag = (end: number, complete: boolean, selfClosing: boolean): RawTag => {
    return { end, nameRange: { start: start + 1, end: nameEnd }, attributes, complete, selfClosing };
  };
  for (;;) {
    const from = matchEnd(SPACE, text, at);
    const next = text[from];
    const isEnd = next === undefined || (next === '<' && matchEnd(DOUBLED, text, from) === from);
    if (isEnd) return tag(at, false, false);
    if (next === '>') return tag(from + 1, true, false);
    if (next === '/' && text[from + 1] === '>') return tag(from + 2, true, true);
    const end = matchEnd(NAME, text, from);
    if (end === from || NO_START.test(next)) {
      // Nothing that belongs here: passed over, so that what follows can be read.
      at = from + 1;
      continue;
    }
    const attribute = readAttribute(text, from, end);
    attributes.push(attribute);
    at = attribute.end;
  }
}

function readAttribute(text: string, start: number, nameEnd: number): RawAttribute {
  const qname = text.slice(start, nameEnd);
  const valueStart = matchEnd(EQUALS, text, nameEnd);
  if (valueStart === nameEnd) return { start, end: nameEnd, qname, inner: undefined, value: '' };
  const quote = text[valueStart] ?? '';
  if (quote === '"' || quote === "'" || Object.hasOwn(QUOTES, quote)) {
    const from = valueStart + 1;
    const [innerEnd, closed] = valueEnd(text, from, quote);
    const inner = { start: from, end: innerEnd };
    return { start, end: innerEnd + (closed ? 1 : 0), qname, inner, value: attributeText(text, inner) };
  }
  const end = matchEnd(BARE, text, valueStart);
  // The slash before > closes the element.
  const bareEnd = text[end - 1] === '/' && text[end] === '>' && end > valueStart ? end - 1 : end;
  return { start, end: bareEnd, qname, inner: undefined, value: '' };
}

/** Where a value ends, and whether its closing quote is there. */
function valueEnd(text: string, from: number, quote: string): [end: number, closed: boolean] {
  const close = closingQuote(text, from, quote);
  if (close >= 0 && !swallows(text, from, close)) return [close, true];
  const rest = close < 0 ? text.slice(from) : text.slice(from, close);
  const end = rest.search(/[\n>]/);
  return [from + (end < 0 ? rest.length : end), false];
}

/** A curly quote may be closed by any of its kind. */
function closingQuote(text: string, from: number, quote: string): number {
  const curly = QUOTES[quote];
  if (curly === undefined) return text.indexOf(quote, from);
  const end = curly === '”' ? /[“”„‟"<>\n]/g : /[‘’‚‛'<>\n]/g;
  end.lastIndex = from;
  const match = end.exec(text);
  return match && !/[<>\n]/.test(match[0]) ? match.index : -1;
}

/** A value that has an end of a tag in it and then another tag has lost its closing quote. */
function swallows(text: string, from: number, close: number): boolean {
  const value = text.slice(from, close);
  const end = value.indexOf('>');
  return end >= 0 && value.indexOf('<', end) >= 0;
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** White space is folded before references are resolved: `&#10;` stays a line feed (XML 1.0, 3.3.3). */
function attributeText(text: string, inner: TextRange): string {
  const raw = text.slice(inner.start, inner.end).replace(/\r\n|[\t\n\r]/g, ' ');
  const result = decodeReferences(raw);
  return result.ok ? result.text : raw;
}

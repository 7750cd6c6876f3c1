import { literalAround, unindented } from '../text/literals';
import { replaceMatches, slice, type Mapped } from '../text/mapped';
import { unwrap, unwrapEnvelope } from './layers';
import { LeftOut, messageOf, MOST_MESSAGES, type Layer, type Message, type Paste } from './message';
import { valuesOf } from './program-values';
import { headersIn, urlIn } from './surroundings';

const LESS = String.raw`(?:<|\\u003[cC]|\\x3[cC])`;
const OPENING = new RegExp(String.raw`${LESS}([\w.-]{1,64}:)?Envelope(?=[\s>\\])`, 'g');
const ELEMENT = new RegExp(String.raw`${LESS}([\w.-]{1,64}:)?params[A-Z]\w{0,64}(?=[\s>\\/])`, 'g');
/** What may stand between an XML declaration and the element: escaped line ends, and quotes of pieces put together. */
const SPACE = String.raw`(?:\s|\\[nrt]|\x60[nrt]|&#x?[dDaA013]{1,4};)*`;
const GAP = String.raw`${SPACE}(?:["'\x60][^<]{0,300}["'\x60]${SPACE})?`;
const DECLARATION = new RegExp(String.raw`${LESS}\?xml[^<]{0,200}?\?(?:>|\\u003[eE]|\\x3[eE])${GAP}$`);

interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: Mapped;
  readonly layers: readonly Layer[];
  readonly unknown: readonly string[];
}

/** Finds envelopes in any text: alone, in a program, in a log, or escaped. Undefined when there is none. */
export function readEnvelopes(source: Mapped): Paste | undefined {
  const whole = new RegExp(OPENING.source).test(source.text)
    ? { text: source, layers: [] }
    : unwrapEnvelope(source);
  return readParts(whole.text, whole.layers, OPENING, 'envelope');
}

/** Finds the elements that operations take, as programs print them without an envelope, and wraps them in one. */
export function readBareElements(source: Mapped): Paste | undefined {
  const { text, layers } = unwrap(source, ['params']);
  const found = readParts(text, layers, ELEMENT, 'element');
  return found && { ...found, messages: found.messages.map(wrapped) };
}

function readParts(
  source: Mapped,
  outer: readonly Layer[],
  opening: RegExp,
  kind: 'envelope' | 'element',
): Paste | undefined {
  const leftOut = new LeftOut();
  const parts = partsOf(source, opening);
  if (parts.length === 0) return undefined;
  const [first] = parts;
  const around = parts.map((part, index) => source.text.slice(parts[index - 1]?.end ?? 0, part.start));
  const rest = source.text.slice(parts.at(-1)?.end ?? 0);
  // Nothing but an envelope is taken exactly as it is, comments before it and all.
  const outside = [...around, rest].join('').replace(/^\uFEFF/, '');
  const isAlone =
    parts.length === 1 &&
    outside.length < 10_000 &&
    outside.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '').trim() === '';
  if (isAlone && first && first.layers.length === 0)
    return {
      kind,
      messages: [messageOf(kind === 'envelope' ? source : first.text, { layers: outer })],
      leftOut: [],
    };
  const isTold = outside.trim() !== '';
  if (isTold) leftOut.add('Text around the envelope is left out.');
  const messages = parts.map((part, index): Message => {
    for (const name of part.unknown) leftOut.add(`${name} has no value here; it stays as it is.`);
    const before = around[index] ?? '';
    const after = index === parts.length - 1 ? rest : '';
    const url = urlIn(before) ?? urlIn(after) ?? (index > 0 ? urlIn(around[0] ?? '') : undefined);
    const headers = headersIn(`${before}\n${after}`);
    const message = messageOf(part.text, {
      ...(url && { url }),
      headers,
      layers: [...outer, ...part.layers],
    });
    // An empty Body tells nothing; what stands before does.
    const isReply =
      message.operation === undefined &&
      /\b(?:response|answer|reply|received)\b[^\n]*\s*$/i.test(before.slice(-300));
    return isReply ? { ...message, kind: 'answer' } : message;
  });
  return { kind, messages, leftOut: leftOut.sentences };
}

function partsOf(source: Mapped, opening: RegExp): Part[] {
  const { text } = source;
  const parts: Part[] = [];
  const valueOf = valuesOf(source);
  // Text that was searched in vain for the end of a literal: enough of that, and the rest is taken as it stands.
  let wasted = 0;
  let at = 0;
  let match = next(opening, text, at);
  while (match && parts.length < MOST_MESSAGES) {
    const following = next(opening, text, match.index + match[0].length);
    const declaration = DECLARATION.exec(text.slice(Math.max(at, match.index - 400), match.index));
    const start = match.index - (declaration ? declaration[0].length : 0);
    const name = match[0].replace(/^[^\w]*?(?:<|u003[cC]|x3[cC])/, '');
    const local = name.slice(name.indexOf(':') + 1);
    const literal = wasted < text.length ? literalAround(source, start, local, valueOf) : undefined;
    let part: Part | undefined;
    if (literal) {
      const content = trimmed(formatted(literal.text, text), name);
      const layers: Layer[] = literal.layer === 'raw' ? [] : [literal.layer];
      part = { start, end: literal.end, text: content, layers, unknown: literal.unknown };
    } else {
      const end = ending(text, match.index, name, following?.index ?? text.length);
      wasted += end - start;
      const raw = slice(source, start, end);
      const margin = /(?:^|\n)([ \t]+)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1]?.length ?? 0;
      const isIndented = margin > 0 && !new RegExp(`\\n(?![ \\t]{${margin}}|\\r?\\n)`).test(raw.text);
      // What an escaped text has left in it is another layer.
      const inner = unwrapEnvelope(isIndented ? unindented(raw, margin) : raw);
      part = { start, end, text: withoutReferences(inner.text), layers: inner.layers, unknown: [] };
    }
    parts.push(part);
    at = part.end;
    match = following && following.index >= at ? following : next(opening, text, at);
  }
  return parts;
}

function next(opening: RegExp, text: string, from: number): RegExpExecArray | null {
  opening.lastIndex = from;
  return opening.exec(text);
}

/** Line ends that a tool wrote as references between the elements (`&#xd;`) are line ends. */
function withoutReferences(text: Mapped): Mapped {
  return replaceMatches(text, /&#(?:x0*[dD]|0*13);(?=\n)/g, () => '');
}

/** Templates for `format` write a percent sign or a brace twice. */
function formatted(content: Mapped, text: string): Mapped {
  if (/%(?:\d\$|\[\d\])s/.test(content.text)) return replaceMatches(content, /%%/g, () => '%');
  if (/\{\d\}/.test(content.text) && /[fF]ormat\s*\(/.test(text))
    return replaceMatches(content, /\{\{|\}\}/g, ([pair]) => pair.charAt(0));
  return content;
}

/** Without white space and whatever else stands around the element in its string. */
function trimmed(content: Mapped, name: string): Mapped {
  const start = content.text.search(/\S/);
  const close = content.text.lastIndexOf(`</${name}`);
  const end = close < 0 ? -1 : content.text.indexOf('>', close);
  return slice(withoutReferences(content), Math.max(start, 0), end < 0 ? content.text.length : end + 1);
}

/** After the closing tag; an element without one goes on to the next, or to the end. */
function ending(text: string, opening: number, name: string, limit: number): number {
  const empty = /^[^<>]{0,2000}\/>/.exec(text.slice(opening + 1, opening + 2100));
  if (empty && !name.endsWith('Envelope')) return opening + 1 + empty[0].length;
  const region = text.slice(opening, limit);
  const close = region.indexOf(`</${name}`);
  if (close < 0) return limit;
  const end = region.indexOf('>', close);
  return end < 0 ? limit : opening + end + 1;
}

/** A SOAP 1.1 envelope around an operation's element. */
function wrapped(message: Message): Message {
  const element = /<(?:[\w.-]+:)?params[A-Z]\w*/.exec(message.text.text);
  const content = slice(message.text, element?.index ?? 0);
  const before = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/">
  <SOAP-ENV:Body>
`;
  const end = content.text.trimEnd();
  const text = `${before}${prefixed(end)}\n  </SOAP-ENV:Body>\n</SOAP-ENV:Envelope>\n`;
  const at = (index: number) => content.at(Math.min(Math.max(0, index - before.length), end.length));
  return { ...messageOf({ text, at }, { ...message, title: '' }) };
}

/** The element's own name is in the namespace and what is in it is not: an element without a prefix gets one. */
function prefixed(element: string): string {
  const match = /^<(params[A-Z]\w*)([^>]*)>/.exec(element);
  if (!match || /<\w+[^>]*\sxmlns=""/.test(element)) return element;
  const [whole, name = '', attributes = ''] = match;
  const rest = element.slice(whole.length);
  const own = attributes.replace(/\sxmlns=(?:"[^"]*"|'[^']*')/, '');
  const close = rest.lastIndexOf(`</${name}`);
  return close < 0
    ? `<ns1:${name}${own}>${rest}`
    : `<ns1:${name}${own}>${rest.slice(0, close)}</ns1:${rest.slice(close + 2)}`;
}

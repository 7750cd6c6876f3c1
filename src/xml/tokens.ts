import { readTag, type RawTag } from './tags';
import type { TextRange } from './placed';

/** A piece of markup. What lies between two of them is text. */
export type Token =
  | (TextRange & { readonly kind: 'open'; readonly tag: RawTag })
  | (TextRange & { readonly kind: 'close' | 'comment' | 'cdata' | 'instruction' | 'doctype' });

const NAME_START = /[:A-Z_a-z\u00C0-\uFFFD]/;
const CLOSE_NAME = /[^\s<>]*/y;

/**
 * Takes any text apart into the markup that it has, in one go: each character is looked at a few times at most, however
 * broken the text is. A `<` that begins nothing is text.
 */
export function* tokens(text: string): Generator<Token> {
  let at = text.indexOf('<');
  const doctypes = new Doctypes(text);
  while (at >= 0) {
    const token = tokenAt(text, at, doctypes);
    if (token) yield token;
    at = text.indexOf('<', token ? token.end : at + 1);
  }
}

function tokenAt(text: string, start: number, doctypes: Doctypes): Token | undefined {
  const next = text[start + 1] ?? '';
  if (next === '/') return { kind: 'close', start, end: closeEnd(text, start) };
  if (next === '?') return { kind: 'instruction', start, end: past(text, '?>', start + 2) };
  if (next === '!') {
    if (text.startsWith('--', start + 2))
      return { kind: 'comment', start, end: past(text, '-->', start + 4) };
    if (/^\[cdata\[/i.test(text.slice(start + 2, start + 9)))
      return { kind: 'cdata', start, end: past(text, ']]>', start + 9) };
    if (/^doctype/i.test(text.slice(start + 2, start + 9)))
      return { kind: 'doctype', start, end: doctypes.end(start) };
    return undefined;
  }
  if (!NAME_START.test(next) && !isHighSurrogate(next)) return undefined;
  const tag = readTag(text, start);
  return { kind: 'open', start, end: tag.end, tag };
}

/** Behind the next place of the words; the text's end when there is none. */
function past(text: string, words: string, from: number): number {
  const found = text.indexOf(words, from);
  return found < 0 ? text.length : found + words.length;
}

/** An end tag without `>` ends with its name. */
function closeEnd(text: string, start: number): number {
  CLOSE_NAME.lastIndex = start + 2;
  CLOSE_NAME.test(text);
  const nameEnd = Math.max(CLOSE_NAME.lastIndex, start + 2);
  const rest = /[<>]/g;
  rest.lastIndex = nameEnd;
  const next = rest.exec(text);
  return next?.[0] === '>' && isPart(text.slice(nameEnd, next.index)) ? next.index + 1 : nameEnd;
}

/** What may have got between an end tag's name and its `>`: white space, or a few characters on the same line. */
function isPart(between: string): boolean {
  return /^\s*$/.test(between) || (between.length < 100 && !/[\r\n]/.test(between));
}

function isHighSurrogate(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0xd800 && code <= 0xdbff;
}

/** Document type declarations, with the internal subset that they may have. */
class Doctypes {
  readonly #text: string;
  /** From here on there is no end of a subset: looking again would find none. */
  #noSubsetEnd = Infinity;

  constructor(text: string) {
    this.#text = text;
  }

  end(start: number): number {
    const text = this.#text;
    const stop = /[[>]/g;
    stop.lastIndex = start + 9;
    const first = stop.exec(text);
    if (!first) return text.length;
    if (first[0] === '[' && first.index < this.#noSubsetEnd) {
      const subset = /\][ \t\r\n]*>/g;
      subset.lastIndex = first.index;
      const end = subset.exec(text);
      if (end) return end.index + end[0].length;
      this.#noSubsetEnd = first.index;
    }
    return past(text, '>', first.index);
  }
}

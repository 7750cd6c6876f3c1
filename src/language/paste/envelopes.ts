import { LeftOut, MOST_REQUESTS, titleOf, type PastedRequest, type Recognised } from './pasted';

const OPENING = /<([\w.-]+:)?Envelope(?=[\s>])/;

/** Finds envelopes in any text: alone, in a log, or escaped for a web page. Undefined when there is none. */
export function readEnvelopes(text: string): Recognised | undefined {
  const leftOut = new LeftOut();
  let source = text;
  if (!OPENING.test(source) && /&lt;([\w.-]+:)?Envelope/.test(source)) {
    source = source.replace(/&(lt|gt|quot|apos|#39|amp);/g, (_whole, name: string) => UNESCAPED[name] ?? '');
  }
  const requests: PastedRequest[] = [];
  let around = '';
  let at = 0;
  while (requests.length < MOST_REQUESTS) {
    const match = OPENING.exec(source.slice(at));
    if (!match) break;
    const start = beginning(source, at, at + match.index);
    const end = ending(source, at + match.index, match[1] ?? '');
    around += source.slice(at, start);
    const body = source.slice(start, end);
    requests.push({ title: titleOf(body), headers: [], body });
    at = end;
  }
  if (requests.length === 0) return undefined;
  around += source.slice(at);
  if (around.replace(/^\uFEFF/, '').trim() !== '') leftOut.add('Text around the envelope is left out.');
  // Nothing but an envelope is taken exactly as it is, comments before it and all.
  const alone =
    requests.length === 1 &&
    around.length < 10_000 &&
    around.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '').trim() === '';
  if (alone)
    return {
      kind: 'envelope',
      requests: [{ title: titleOf(source), headers: [], body: source }],
      leftOut: [],
    };
  return { kind: 'envelope', requests, leftOut: leftOut.sentences };
}

const UNESCAPED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  amp: '&',
};

/** An XML declaration before the envelope belongs to it. */
function beginning(source: string, from: number, opening: number): number {
  const before = source.slice(from, opening);
  const declaration = /<\?xml\s[^>]*\?>\s*$/.exec(before);
  return declaration ? from + declaration.index : opening;
}

/** After the closing tag; an envelope without one goes on to the next, or to the end. */
function ending(source: string, opening: number, prefix: string): number {
  const closing = `</${prefix}Envelope`;
  const close = source.indexOf(closing, opening);
  const next = OPENING.exec(source.slice(opening + 1));
  const limit = next ? opening + 1 + next.index : source.length;
  if (close < 0 || close > limit) return limit;
  const end = source.indexOf('>', close);
  return end < 0 ? source.length : end + 1;
}

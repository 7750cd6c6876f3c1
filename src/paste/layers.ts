import { decodeBase64 } from '../text/base64';
import { backslashAt, entityAt, percentAt, quotedPrintableAt } from '../text/escapes';
import { replaceMatches, rewrite, type Mapped } from '../text/mapped';
import type { Layer } from './message';

/** A text with the layers that were taken off it. */
export interface Unwrapped {
  readonly text: Mapped;
  readonly layers: readonly Layer[];
}

/** Logs wrap texts in one or two layers; more than these few are no log. */
const MOST_LAYERS = 4;

const COLOURS = /\x1b\[[0-9;?]{0,20}[A-Za-z]/g;

/** Takes off what a terminal reads as colours. */
export function withoutColours(source: Mapped): Unwrapped {
  if (!source.text.includes('\x1b[')) return { text: source, layers: [] };
  return { text: replaceMatches(source, COLOURS, () => ''), layers: ['colours'] };
}

/**
 * Takes off layers of escapes until elements of these names stand there as markup.
 *
 * @param names local names; what stands in the place of their brackets is the next layer.
 */
export function unwrap(source: Mapped, names: readonly string[]): Unwrapped {
  const layers: Layer[] = [];
  let text = source;
  while (layers.length < MOST_LAYERS) {
    const layer = nextLayer(text.text, names);
    if (!layer) break;
    text = withoutLayer(text, layer);
    layers.push(layer);
  }
  return { text, layers };
}

const OPENED = /<(?:[\w.-]{1,64}:)?Envelope(?:\s[^<>]{0,4000}?)?(\\["nrt]|=3D|>)/;

/** Takes off the layers of a text that holds an envelope. One that is open to see keeps whatever stands in its values. */
export function unwrapEnvelope(source: Mapped): Unwrapped {
  const layers: Layer[] = [];
  let text = source;
  while (layers.length < MOST_LAYERS) {
    const mark = OPENED.exec(text.text)?.[1];
    if (mark === '>') break;
    const layer =
      mark === undefined
        ? nextLayer(text.text, ['Envelope'])
        : mark === '=3D'
          ? 'quoted-printable'
          : 'backslashes';
    if (!layer) break;
    text = withoutLayer(text, layer);
    layers.push(layer);
  }
  return { text, layers };
}

/** Takes off one layer of escapes. What is no valid escape stays as it stands. */
export function withoutLayer(source: Mapped, layer: Layer): Mapped {
  switch (layer) {
    case 'entities':
      return rewrite(source, '&', entityAt);
    case 'backslashes':
      return rewrite(source, '\\', backslashAt);
    case 'percent':
      return rewrite(source, '%', percentAt);
    case 'carets':
      return rewrite(source, '^', caretAt);
    case 'quoted-printable':
      return rewrite(source, '=', quotedPrintableAt);
    case 'cdata':
      return replaceMatches(source, /<!\[CDATA\[|\]\]>/g, () => '');
    case 'base64':
      return decodeBase64(source) ?? source;
    default:
      return source;
  }
}

/** Windows' `^` makes the next character plain; at a line's end it joins the lines. */
function caretAt(text: string, index: number): readonly [string, number] | null {
  const next = text.charAt(index + 1);
  if (next === '\r' && text.charAt(index + 2) === '\n') return ['', 3];
  if (next === '\n') return ['', 2];
  return next === '' ? null : [next, 2];
}

function nextLayer(text: string, names: readonly string[]): Layer | null {
  const at = names.map((name) => text.indexOf(name)).filter((index) => index >= 0);
  if (at.length === 0) return null;
  const first = Math.min(...at);
  const last = Math.max(...names.map((name) => text.lastIndexOf(name)));
  const lead = text.slice(Math.max(0, first - 80), first);
  const around = text.slice(Math.max(0, first - 80), Math.min(last + 80, first + 4096));
  if (/\\u003c|\\x3c|\\{1,64}\/|\\{1,64}[nrt"]/i.test(around)) return 'backslashes';
  if (isInCdata(text, first)) return 'cdata';
  if (/<(?:[\w.-]{1,64}:)?$/.test(lead))
    return /=3D(?:["']|\r?\n|=)/.test(around) ? 'quoted-printable' : null;
  if (/=3C(?:[\w.-]{1,64}(?::|=3A))?$/i.test(lead)) return 'quoted-printable';
  if (/&(?:amp;){0,3}(?:lt|#0{0,4}60|#x0{0,4}3c);(?:[\w.-]{1,64}:)?$/i.test(lead)) return 'entities';
  if (/%(?:25){0,3}3c(?:[\w.-]{1,64}(?::|%(?:25){0,3}3a))?$/i.test(lead)) return 'percent';
  return /\^<(?:[\w.-]{1,64}:)?$/.test(lead) ? 'carets' : null;
}

function isInCdata(text: string, at: number): boolean {
  const open = text.lastIndexOf('<![CDATA[', at);
  if (open < 0 || text.lastIndexOf(']]>', at) > open) return false;
  // A value may stand in a section of its own; then its tag is outside.
  return /<(?:[\w.-]{1,64}:)?$/.test(text.slice(Math.max(0, at - 80), at));
}

import { Rewriting, type Mapped } from './mapped';

/** An escape found at some place: what it stands for, and how long it is. Null when there is none. */
type Escape = readonly [text: string, length: number] | null;

/** Ways in which logs, programs and shells wrap a text. */
export type Layer = 'entities' | 'backslashes' | 'percent' | 'carets';

/** Takes off one layer of escapes. What is no valid escape stays as it stands. */
export function unescapeLayer(source: Mapped, layer: Layer): Mapped {
  switch (layer) {
    case 'entities':
      return rewrite(source, '&', entityAt);
    case 'backslashes':
      return rewrite(source, '\\', backslashAt);
    case 'percent':
      return rewrite(source, '%', percentAt);
    case 'carets':
      return rewrite(source, '^', caretAt);
  }
}

function rewrite(source: Mapped, mark: string, escapeAt: (text: string, index: number) => Escape): Mapped {
  const { text } = source;
  const out = new Rewriting(source);
  let kept = 0;
  for (let index = text.indexOf(mark); index >= 0;) {
    const found = escapeAt(text, index);
    if (found) {
      out.keep(kept, index);
      out.replace(found[0], index);
      kept = index + found[1];
    }
    index = text.indexOf(mark, index + (found?.[1] ?? 1));
  }
  out.keep(kept, text.length);
  return out.finish(text.length);
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a character reference or one of XML's five entities: `&lt;`, `&#10;`, `&#x3c;`. */
export function entityAt(text: string, index: number): Escape {
  const end = text.slice(index, index + 12).indexOf(';');
  if (end < 2) return null;
  const name = text.slice(index + 1, index + end);
  const plain = name.startsWith('#') ? reference(name.slice(1)) : Object.hasOwn(named, name) && named[name];
  return plain ? [plain, end + 1] : null;
}

function reference(digits: string): string | null {
  const hex = /^x([0-9A-Fa-f]+)$/.exec(digits)?.[1];
  const code = hex === undefined ? (/^\d+$/.test(digits) ? Number(digits) : -1) : parseInt(hex, 16);
  return character(code);
}

function character(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '/': '/',
  '\\': '\\',
};

/** Reads an escape of JSON, JavaScript, C or a shell's `$'…'`: `\n`, `\"`, `\u003c`, `\x3c`. */
export function backslashAt(text: string, index: number): Escape {
  const next = text.charAt(index + 1);
  if (next === 'u' || next === 'x') {
    const size = next === 'u' ? 4 : 2;
    const digits = text.slice(index + 2, index + 2 + size);
    if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length < size) return null;
    return [String.fromCharCode(parseInt(digits, 16)), 2 + size];
  }
  const plain = Object.hasOwn(simple, next) ? simple[next] : undefined;
  return plain === undefined ? null : [plain, 2];
}

/** Reads one run of percent-encoded bytes as UTF-8. */
function percentAt(text: string, index: number): Escape {
  const bytes: number[] = [];
  let at = index;
  while (bytes.length < 64 && text.charAt(at) === '%') {
    const digits = text.slice(at + 1, at + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) break;
    bytes.push(parseInt(digits, 16));
    at += 3;
  }
  return bytes.length === 0 ? null : [new TextDecoder().decode(Uint8Array.from(bytes)), at - index];
}

/** Windows' `^` makes the next character plain; at a line's end it joins the lines. */
export function caretAt(text: string, index: number): Escape {
  const next = text.charAt(index + 1);
  if (next === '\r' && text.charAt(index + 2) === '\n') return ['', 3];
  if (next === '\n') return ['', 2];
  return next === '' ? null : [next, 2];
}

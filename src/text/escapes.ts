/** An escape found at some place: what it stands for, and how long it is. Null when there is none. */
export type Escape = readonly [text: string, length: number] | null;

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
  const hex = /^[xX]([0-9A-Fa-f]+)$/.exec(digits)?.[1];
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
    if (digits.length < size || !/^[0-9A-Fa-f]+$/.test(digits)) return null;
    return [String.fromCharCode(parseInt(digits, 16)), 2 + size];
  }
  const plain = Object.hasOwn(simple, next) ? simple[next] : undefined;
  return plain === undefined ? null : [plain, 2];
}

/** Reads an escape of bash's `$'…'`, which has octal and long forms too; a backslash before anything else stays. */
export function ansiEscapeAt(text: string, index: number): Escape {
  const code = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
    text.slice(index, index + 10),
  );
  if (code) {
    const point = code[4] ? parseInt(code[4], 8) : parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
    return [point <= 0x10ffff ? String.fromCodePoint(point) : '', code[0].length];
  }
  const next = text.charAt(index + 1);
  const more: Readonly<Record<string, string>> = { a: '\x07', e: '\x1b', E: '\x1b', v: '\v', '?': '?' };
  const plain = simple[next] ?? more[next];
  return plain === undefined ? null : [plain, 2];
}

/** Reads one run of percent-encoded bytes as UTF-8. */
export function percentAt(text: string, index: number): Escape {
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

/** Reads quoted-printable text (RFC 2045, 6.7): `=3D` is a byte of UTF-8, and `=` at a line's end joins the lines. */
export function quotedPrintableAt(text: string, index: number): Escape {
  const joint = /^=[ \t]{0,8}\r?\n/.exec(text.slice(index, index + 11));
  if (joint) return ['', joint[0].length];
  const bytes: number[] = [];
  let at = index;
  while (bytes.length < 64 && text.charAt(at) === '=') {
    const digits = text.slice(at + 1, at + 3);
    if (!/^[0-9A-F]{2}$/i.test(digits)) break;
    bytes.push(parseInt(digits, 16));
    at += 3;
  }
  return bytes.length === 0 ? null : [new TextDecoder().decode(Uint8Array.from(bytes)), at - index];
}

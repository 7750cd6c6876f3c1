/** What stands where a secret key stood. */
export const REMOVED = '[secret key removed]';

/** Shorter keys are no secret, and would take every such letter out of a text. */
const SHORTEST = 4;

/**
 * Takes secret keys out of a text that leaves the page or is kept: as they are, and as XML, URLs, JSON and programs, Base64
 * and hexadecimal digits write them (in UTF-8 or UTF-16), also one inside the other.
 */
export function withoutSecrets(text: string, keys: readonly string[]): string {
  return keys.reduce((clean, key) => {
    if (key.length < SHORTEST) return clean;
    const written = asWritten(key);
    return clean
      .replace(written, REMOVED)
      .replace(BASE64, (run) =>
        decodedTexts(run).some((inner) => inner.search(written) >= 0) ? REMOVED : run,
      );
  }, text);
}

/** True when a text holds one of the keys, however it is written. */
export function holdsSecret(text: string, keys: readonly string[]): boolean {
  return withoutSecrets(text, keys) !== text;
}

/** Long enough to hold a key that is escaped inside. */
const BASE64 = /[\w+/-]{12,}/g;

/** What a run of Base64 digits holds, when it begins with the first, second, third or fourth digit. */
function decodedTexts(run: string): string[] {
  const digits = run.replaceAll('-', '+').replaceAll('_', '/');
  return [0, 1, 2, 3].map((skip) => {
    const own = digits.slice(skip);
    return atob(own.slice(0, own.length - (own.length % 4)));
  });
}

const NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Finds a key however it is written. Upper and lower case are not told apart. */
function asWritten(key: string): RegExp {
  let written = known.get(key);
  if (!written) known.set(key, (written = expressionOf(key)));
  return written;
}

/** Making one takes longer than looking through most texts. */
const known = new Map<string, RegExp>();

function expressionOf(key: string): RegExp {
  const utf16 = (first: number, second: number) =>
    key.split('').flatMap((unit) => {
      const code = unit.charCodeAt(0);
      return [(code >> first) & 255, (code >> second) & 255];
    });
  const encoded = [[...new TextEncoder().encode(key)], utf16(0, 8), utf16(8, 0)];
  const forms = [
    [...key].map(letter).join(''),
    ...encoded.map((bytes) => bytes.map(hex).join('[\\s,:;-]*(?:0x|\\\\+x)?')),
    ...encoded.flatMap((bytes) => [0, 1, 2].map((before) => base64At(bytes, before))),
  ];
  return new RegExp(forms.filter(Boolean).join('|'), 'gi');
}

/** One letter: itself, after backslashes, as an XML reference, in percent-encoding, as an escape of a program. */
function letter(own: string, index: number): string {
  // Backslashes before the first letter are not looked at: a text of nothing else would take time by the square of its length.
  const backslashes = index > 0 && own !== '\\' ? '\\\\*' : '';
  const code = own.codePointAt(0) ?? 0;
  const named = NAMES[own];
  const escapes = own
    .split('')
    .map((unit) => `${backslashes}\\\\[ux]\\{?0*${unit.charCodeAt(0).toString(16)}\\}?`);
  const forms = [
    `${backslashes}${own.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}`,
    `&(?:amp;)*(?:#0*${code}|#x0*${code.toString(16)}${named ? `|${named}` : ''});`,
    [...new TextEncoder().encode(own)].map((byte) => `%(?:25)*${hex(byte)}`).join(''),
    escapes.join(''),
    ...(own === ' ' ? ['\\+'] : []),
  ];
  return `(?:${forms.join('|')})`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** The digits that bytes always have in the Base64 of a longer text, when that many bytes (modulo 3) stand before them. */
function base64At(bytes: readonly number[], before: number): string {
  const whole = btoa('\0'.repeat(before) + String.fromCharCode(...bytes)).replace(/=+$/, '');
  // Digits that also depend on neighbours of the key are not the key's own.
  const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  if (own.length <= SHORTEST) return '';
  const either: Readonly<Record<string, string>> = { '+': '(?:[+-]|%2b)', '/': '(?:[/_]|%2f)' };
  return own
    .split('')
    .map((digit) => either[digit] ?? digit)
    .join('(?:\\s|\\\\[rn])*');
}

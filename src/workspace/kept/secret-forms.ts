import { escapeAttribute, escapeText } from '../../xml/escape';

/** Shorter keys are no secret, and would take every such letter out of a text. */
const SHORTEST = 4;

/**
 * How secret keys may stand in a text: as they are, and as XML, URLs, JSON, hexadecimal digits and Base64 write them. Upper
 * and lower case are not told apart.
 */
export function secretForms(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key) => key.length >= SHORTEST).flatMap(writtenForms))];
}

/** True when a text holds one of the keys in any of these forms. */
export function holdsSecret(text: string, keys: readonly string[]): boolean {
  const small = text.toLowerCase();
  return secretForms(keys).some((form) => small.includes(form.toLowerCase()));
}

function writtenForms(key: string): string[] {
  const bytes = new TextEncoder().encode(key);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const percent = hex.map((digits) => `%${digits}`).join('');
  const numeric = [...key].map((letter) => `&#${letter.codePointAt(0)};`).join('');
  return [
    key,
    escapeText(key),
    escapeAttribute(key),
    encodeURIComponent(key),
    encodeURIComponent(key).replaceAll('%20', '+'),
    JSON.stringify(key).slice(1, -1),
    hex.join(''),
    percent,
    numeric,
    ...[0, 1, 2].flatMap((before) => base64At(bytes, before)),
  ];
}

/** The digits that a key always has in the Base64 of a longer text, when that many bytes (modulo 3) stand before it. */
function base64At(bytes: Uint8Array, before: number): string[] {
  const padded = new Uint8Array(before + bytes.length);
  padded.set(bytes, before);
  const whole = btoa(String.fromCharCode(...padded)).replace(/=+$/, '');
  // Digits that also depend on neighbours of the key are not the key's own.
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor(((before + bytes.length) * 8) / 6);
  const own = whole.slice(first, last);
  return own.length >= SHORTEST ? [own, own.replaceAll('+', '-').replaceAll('/', '_')] : [];
}

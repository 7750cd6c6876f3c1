import { escapeAttribute, escapeText } from '../../xml/escape';

/** What stands where a secret key stood. */
export const REMOVED = '[secret key removed]';

/** Shorter keys are no secret, and would take every such letter out of a text. */
const SHORTEST = 4;

/**
 * Takes secret keys out of a text that leaves the page or is kept: as they are, and as XML, URLs, JSON, hexadecimal digits
 * and Base64 write them.
 */
export function withoutSecrets(text: string, keys: readonly string[]): string {
  return patterns(keys).reduce((clean, pattern) => clean.replace(pattern, REMOVED), text);
}

/** True when a text holds one of the keys in a form that `withoutSecrets` would take out. */
export function holdsSecret(text: string, keys: readonly string[]): boolean {
  return patterns(keys).some((pattern) => text.search(pattern) >= 0);
}

/** The forms of the keys, the longest first: a form may be the beginning of another. */
function patterns(keys: readonly string[]): RegExp[] {
  const forms = new Set(keys.filter((key) => key.length >= SHORTEST).flatMap(writtenForms));
  return [...forms].sort((a, b) => b.length - a.length).map((form) => new RegExp(literal(form), 'gi'));
}

/** The ways in which a key may stand in a text; upper and lower case are not told apart. */
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

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

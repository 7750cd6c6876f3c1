/** Bytes as base64 (RFC 4648) with its padding. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(binary(bytes));
}

/**
 * Reads base64 or base64url as lenient decoders do: other characters are passed over, padding may be missing.
 *
 * @returns null when what remains cannot be base64.
 */
export function fromBase64(text: string): Uint8Array | null {
  const symbols = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '');
  if (symbols.length < 2 || symbols.length % 4 === 1) return null;
  return Uint8Array.from(atob(symbols), (character) => character.charCodeAt(0));
}

/** Bytes as a string of the characters U+0000 to U+00FF, one for each byte. */
export function binary(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

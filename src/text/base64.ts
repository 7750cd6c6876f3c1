import type { Mapped } from './mapped';

/**
 * Decodes base64 (RFC 4648, either alphabet, line breaks allowed) that holds UTF-8 text.
 *
 * @returns the text with the way back to the base64 digits, or null when it is no base64 or no UTF-8.
 */
export function decodeBase64(source: Mapped): Mapped | null {
  const digits: number[] = [];
  for (let index = 0; index < source.text.length; index += 1)
    if (!/[\s=]/.test(source.text.charAt(index))) digits.push(index);
  if (digits.length === 0 || digits.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let index = 0, bits = 0, value = 0, out = 0; index < digits.length; index += 1) {
    const digit = digitOf(source.text.charCodeAt(digits[index] ?? 0));
    if (digit < 0) return null;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[out++] = (value >> bits) & 0xff;
    }
  }
  const text = utf8(bytes);
  if (text === null) return null;
  // Where the text is plain ASCII a character is a byte; for others the way back is counted when it is asked for.
  const at = (index: number) => {
    const byte = text.length === bytes.length ? index : new TextEncoder().encode(text.slice(0, index)).length;
    return source.at(digits[Math.floor((byte * 4) / 3)] ?? source.text.length);
  };
  return { text, at };
}

function digitOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

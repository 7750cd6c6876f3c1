import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Cause, Charset } from '../cause';
import { weights } from './choice';

/** The encodings of message and key, and what is wrong with them. */
export interface Encoding {
  readonly message: Charset | 'utf-8';
  readonly key: Charset | 'utf-8';
  readonly causes: readonly Cause[];
  readonly weight: number;
}

const wide: readonly Charset[] = ['utf-16le', 'utf-16be', 'utf-16le-bom', 'utf-16be-bom'];
const narrow: readonly Charset[] = ['latin-1', 'windows-1252', 'ascii'];

/** What windows-1252 has where Latin-1 has control characters, from 80 to 9f; the holes are what it leaves undefined. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Every pair of encodings, the right one first. */
export const encodings: readonly Encoding[] = [
  { message: 'utf-8', key: 'utf-8', causes: [], weight: 0 },
  ...[...wide, ...narrow].flatMap((charset): Encoding[] => {
    const weight = charset === 'utf-16le' || charset === 'latin-1' ? weights.common : weights.rare;
    const cause = (where: 'both' | 'message' | 'secret-key'): Cause => ({ code: 'charset', where, charset });
    return [
      { message: charset, key: charset, causes: [cause('both')], weight },
      { message: charset, key: 'utf-8', causes: [cause('message')], weight },
      { message: 'utf-8', key: charset, causes: [cause('secret-key')], weight },
    ];
  }),
  ...wide.flatMap((message) =>
    wide
      .filter((key) => key !== message)
      .map((key): Encoding => {
        const causes: Cause[] = [
          { code: 'charset', where: 'message', charset: message },
          { code: 'charset', where: 'secret-key', charset: key },
        ];
        return { message, key, causes, weight: 2 * weights.rare };
      }),
  ),
];

/**
 * Says whether an encoding makes bytes that no simpler one makes: Latin-1 and ASCII write most texts as UTF-8 does.
 *
 * @param keyIsBytes the key is not text, so that no encoding applies to it.
 */
export function makesADifference(
  encoding: Encoding,
  message: string,
  key: string,
  keyIsBytes: boolean,
): boolean {
  const { message: forMessage, key: forKey } = encoding;
  if (encoding.causes.length === 0) return true;
  if (keyIsBytes && forKey !== 'utf-8') return false;
  if (forMessage === forKey) return differs(forMessage, message) || differs(forKey, key);
  const charset = forMessage === 'utf-8' ? forKey : forMessage;
  if (charset === 'utf-8' || !narrow.includes(charset)) return true;
  // With the other text plain ASCII, "both" makes the same bytes and has been tried.
  return differs(charset, message) && (keyIsBytes || differs(charset, key));
}

function differs(charset: Charset | 'utf-8', text: string): boolean {
  if (charset === 'utf-8') return false;
  if (charset === 'windows-1252') return hasWindows(text);
  return !narrow.includes(charset) || !isAscii(text);
}

/** Whether windows-1252 writes a text other than Latin-1 does. */
export function hasWindows(text: string): boolean {
  return /[\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]/.test(
    text,
  );
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** One buffer for each length of message: bytes made for a moment cost no memory. */
const buffers = new Map<number, Uint8Array>();

/** ASCII text as bytes that are valid until the next call; null for other text. */
export function asciiBytes(text: string): Uint8Array | null {
  let bytes = buffers.get(text.length);
  if (!bytes) {
    bytes = new Uint8Array(text.length);
    if (text.length <= 256) buffers.set(text.length, bytes);
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return null;
    bytes[index] = code;
  }
  return bytes;
}

/** Text as bytes. Characters that a narrow charset lacks become `?`, as most platforms write them. */
export function encode(text: string, charset: Charset | 'utf-8'): Uint8Array {
  switch (charset) {
    case 'utf-8':
      return utf8ToBytes(text);
    case 'latin-1':
      return narrowBytes(text, 0xff);
    case 'windows-1252':
      return Uint8Array.from(text, (character) => {
        const at = windows1252.indexOf(character);
        if (at >= 0) return 0x80 + at;
        const code = character.codePointAt(0) ?? 0;
        return code > 0xff || (code >= 0x80 && code < 0xa0) ? 0x3f : code;
      });
    case 'ascii':
      return narrowBytes(text, 0x7f);
    case 'utf-16le':
    case 'utf-16be':
      return wideBytes(text, charset === 'utf-16le');
    case 'utf-16le-bom':
    case 'utf-16be-bom':
      return wideBytes(`\ufeff${text}`, charset === 'utf-16le-bom');
  }
}

/** Bytes as the text that windows-1252 or Latin-1 makes of them. */
export function decodeNarrow(bytes: Uint8Array, charset: 'latin-1' | 'windows-1252'): string {
  let text = '';
  for (const byte of bytes) {
    const special = charset === 'windows-1252' && byte >= 0x80 && byte < 0xa0;
    text += special ? windows1252.charAt(byte - 0x80) : String.fromCharCode(byte);
  }
  return text;
}

function narrowBytes(text: string, last: number): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > last ? 0x3f : code;
  });
}

function wideBytes(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const low = littleEndian ? 0 : 1;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[2 * index + low] = unit & 0xff;
    bytes[2 * index + 1 - low] = unit >> 8;
  }
  return bytes;
}

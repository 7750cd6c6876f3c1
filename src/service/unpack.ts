import { readStream, type ReadBody } from '../proxy/body';

/** The content codings that are unpacked (RFC 9110, section 8.4.1). */
export const CONTENT_CODINGS = ['gzip', 'x-gzip', 'deflate'] as const;

/** A value of Content-Encoding that `unpack` can undo. */
export type ContentCoding = (typeof CONTENT_CODINGS)[number];

/**
 * Unpacks a body, no further than the limit: a small packed body can hold gigabytes.
 *
 * @param limit in bytes, of what comes out.
 * @returns `broken` when the bytes are not packed in that way.
 */
export async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  coding: ContentCoding,
  limit: number,
  signal: AbortSignal,
): Promise<ReadBody> {
  const packed = new Blob([bytes]).stream();
  try {
    const unpacked = packed.pipeThrough(new DecompressionStream(format(bytes, coding)));
    const whole = await readStream(unpacked, limit, signal);
    return whole.byteLength > limit ? { ok: false, problem: 'too-large' } : { ok: true, bytes: whole };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** `deflate` means the zlib format, and some clients send the bare one: its first bytes do not check as zlib's (RFC 1950). */
function format([first = 0, second = 0]: Uint8Array, coding: ContentCoding): CompressionFormat {
  if (coding !== 'deflate') return 'gzip';
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0 ? 'deflate' : 'deflate-raw';
}

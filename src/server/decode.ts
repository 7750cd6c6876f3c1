import type { IncomingMessage } from 'node:http';
import { pipeline, type Duplex, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body without its content encoding. We ask for none; some servers compress all the same. Decoding keeps pace with
 * the reader, so that whoever counts the bytes can stop in time.
 *
 * @returns nothing when the encoding is unknown.
 */
export function decoded(incoming: IncomingMessage): Readable | undefined {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return incoming;
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding]?.() : undefined;
  if (!decoder) return undefined;
  // The decoder carries an error of either stream to its reader; there is nothing to add here.
  return pipeline(incoming, decoder, () => undefined);
}

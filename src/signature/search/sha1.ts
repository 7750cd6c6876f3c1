import { _SHA1 } from '@noble/hashes/legacy.js';

/** The digest of a message: 20 bytes that are valid until the next call. */
type DigestInPlace = (message: Uint8Array) => Uint8Array;

type State = [number, number, number, number, number];

const blockLength = 64;

/**
 * The library's compression function (FIPS 180-4, 6.1.2), driven from block to block. Its own SHA-1 and HMAC make several
 * views of memory for each message; to clear these away takes longer than to hash, and a search makes ten thousands.
 */
class Compression extends _SHA1 {
  /** Hashes so many bytes of whole blocks that follow a state. */
  run(from: State, blocks: DataView, bytes: number): State {
    this.set(...from);
    for (let offset = 0; offset < bytes; offset += blockLength) this.process(blocks, offset);
    return this.get();
  }
}

const compression = new Compression();
const initial: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** A message's blocks with their padding; made larger when a message needs it. */
let padded = new Uint8Array(1024);
let paddedView = new DataView(padded.buffer);

/** The outer hash's only block: the inner digest, and padding that is always the same. */
const outer = new Uint8Array(blockLength);
const outerView = new DataView(outer.buffer);
outer[20] = 0x80;
outerView.setUint32(60, (blockLength + 20) * 8);

const digest = new Uint8Array(20);
const digestView = new DataView(digest.buffer);

/** SHA-1 of a message. */
export const sha1: DigestInPlace = (message) => {
  write(compression.run(initial, ...pad(message, 0)), digestView);
  return digest;
};

/** Prepares HMAC-SHA1 (RFC 2104) for one key: what depends on the key alone is computed here, once. */
export function hmacSha1(key: Uint8Array): DigestInPlace {
  const short = key.length > blockLength ? sha1(key).slice() : key;
  const inner = keyed(short, 0x36);
  const outerState = keyed(short, 0x5c);
  return (message) => {
    write(compression.run(inner, ...pad(message, blockLength)), outerView);
    write(compression.run(outerState, outerView, blockLength), digestView);
    return digest;
  };
}

/** The state after the block that the key makes with the byte of RFC 2104's inner or outer padding. */
function keyed(key: Uint8Array, filler: number): State {
  padded.fill(filler, 0, blockLength);
  for (let index = 0; index < key.length; index++) padded[index] = (key[index] ?? 0) ^ filler;
  const state = compression.run(initial, paddedView, blockLength);
  padded.fill(0, 0, blockLength);
  return state;
}

/**
 * Puts a message and its padding into the blocks.
 *
 * @param before how many bytes were hashed before it.
 * @returns the blocks and how many bytes of them to hash.
 */
function pad(message: Uint8Array, before: number): [DataView, number] {
  const length = Math.ceil((message.length + 9) / blockLength) * blockLength;
  if (length > padded.length) {
    padded = new Uint8Array(2 * length);
    paddedView = new DataView(padded.buffer);
  }
  padded.set(message);
  padded.fill(0, message.length, length);
  padded[message.length] = 0x80;
  const bits = (before + message.length) * 8;
  paddedView.setUint32(length - 8, Math.floor(bits / 2 ** 32));
  paddedView.setUint32(length - 4, bits >>> 0);
  return [paddedView, length];
}

function write(state: State, to: DataView): void {
  for (let index = 0; index < 5; index++) to.setUint32(4 * index, state[index] ?? 0);
}

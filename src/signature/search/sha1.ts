/** The digest of a message: 20 bytes that are valid until the next call. */
type DigestInPlace = (message: Uint8Array) => Uint8Array;

/** Five words of 32 bits. */
type State = Int32Array;

const blockLength = 64;

/** FIPS 180-4, 5.3.1. */
const initial: State = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);

/** The message schedule: a block's words, and what is made of them. Shared, as all memory here is. */
const words = new Int32Array(80);

const inner: State = new Int32Array(5);
const result: State = new Int32Array(5);
const digest = new Uint8Array(20);

/**
 * SHA-1's compression function (FIPS 180-4, 6.1.2) over the block in `words`. A search makes forty thousand digests, and the
 * library's own function, which goes through views of memory, takes half as long again for each.
 */
function compress(from: State, to: State): void {
  for (let t = 16; t < 80; t++) {
    const x = words[t - 3]! ^ words[t - 8]! ^ words[t - 14]! ^ words[t - 16]!;
    words[t] = (x << 1) | (x >>> 31);
  }
  let a = from[0]!;
  let b = from[1]!;
  let c = from[2]!;
  let d = from[3]!;
  let e = from[4]!;
  let t = 0;
  for (; t < 20; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + words[t]! + 0x5a827999) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 40; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + words[t]! + 0x6ed9eba1) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 60; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e + words[t]! + 0x8f1bbcdc) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 80; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + words[t]! + 0xca62c1d6) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  to[0] = from[0]! + a;
  to[1] = from[1]! + b;
  to[2] = from[2]! + c;
  to[3] = from[3]! + d;
  to[4] = from[4]! + e;
}

/** SHA-1 of a message. */
export const sha1: DigestInPlace = (message) => {
  hash(initial, message, 0, result);
  return bytesOf(result);
};

/** Prepares HMAC-SHA1 (RFC 2104) for one key: what depends on the key alone is computed here, once. */
export function hmacSha1(key: Uint8Array): DigestInPlace {
  const short = key.length > blockLength ? sha1(key).slice() : key;
  const forInner = keyed(short, 0x36);
  const forOuter = keyed(short, 0x5c);
  return (message) => {
    hash(forInner, message, blockLength, inner);
    // The outer hash's only block: the inner digest, and padding that is always the same.
    for (let index = 0; index < 5; index++) words[index] = inner[index]!;
    words[5] = 0x80000000;
    for (let index = 6; index < 15; index++) words[index] = 0;
    words[15] = (blockLength + 20) * 8;
    compress(forOuter, result);
    return bytesOf(result);
  };
}

/** The state after the block that the key makes with the byte of RFC 2104's inner or outer padding. */
function keyed(key: Uint8Array, filler: number): State {
  words.fill(filler * 0x01010101, 0, 16);
  for (const [index, byte] of key.entries()) words[index >> 2]! ^= byte << (24 - 8 * (index & 3));
  const state = new Int32Array(5);
  compress(initial, state);
  return state;
}

/**
 * Hashes a message and its padding.
 *
 * @param before how many bytes, in whole blocks, led to the state.
 */
function hash(from: State, message: Uint8Array, before: number, to: State): void {
  const { length } = message;
  let state = from;
  let at = 0;
  for (; at + blockLength <= length; at += blockLength) {
    read(message, at, 16);
    compress(state, to);
    state = to;
  }
  const whole = (length - at) >> 2;
  for (let index = whole; index < 16; index++) words[index] = 0;
  read(message, at, whole);
  let last = 0;
  for (let index = at + 4 * whole; index < length; index++) last = (last << 8) | message[index]!;
  const left = (length - at) & 3;
  words[whole] = ((last << 8) | 0x80) << (24 - 8 * left);
  if (length - at > 55) {
    compress(state, to);
    state = to;
    words.fill(0, 0, 16);
  }
  const bits = (before + length) * 8;
  words[14] = Math.floor(bits / 2 ** 32);
  words[15] = bits;
  compress(state, to);
}

/** Puts so many words of a message into the block. */
function read(message: Uint8Array, start: number, count: number): void {
  let at = start;
  for (let index = 0; index < count; index++, at += 4) {
    words[index] =
      (message[at]! << 24) | (message[at + 1]! << 16) | (message[at + 2]! << 8) | message[at + 3]!;
  }
}

function bytesOf(state: State): Uint8Array {
  for (let index = 0, at = 0; index < 5; index++, at += 4) {
    const word = state[index]!;
    digest[at] = word >>> 24;
    digest[at + 1] = word >>> 16;
    digest[at + 2] = word >>> 8;
    digest[at + 3] = word;
  }
  return digest;
}

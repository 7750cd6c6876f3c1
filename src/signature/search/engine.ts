import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { binary } from '../base64';
import type { Cause, OtherHash } from '../cause';
import { weights } from './choice';
import { hmacSha1, sha1 as fastSha1 } from './sha1';

/** A hash function by name. */
export type HashName = OtherHash | 'SHA-1';

/** A way to make a digest of key and message. */
export interface Method {
  readonly hash: HashName;
  readonly kind: 'hmac' | 'swapped' | 'key-first' | 'key-last' | 'key-both' | 'no-key';
  readonly causes: readonly Cause[];
  readonly weight: number;
}

const functions = {
  MD5: md5,
  'RIPEMD-160': ripemd160,
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

/** Length of a hash function's digest, in bytes. */
export function digestLength(hash: HashName): number {
  return functions[hash].outputLen;
}

const kinds: readonly (readonly [kind: Method['kind'], weight: number, cause: Cause | null])[] = [
  ['hmac', 0, null],
  ['key-first', weights.common, { code: 'plain-hash', key: 'first' }],
  ['key-last', weights.common, { code: 'plain-hash', key: 'last' }],
  ['swapped', weights.common, { code: 'swapped' }],
  ['key-both', weights.rare, { code: 'plain-hash', key: 'both' }],
  ['no-key', weights.rare, { code: 'plain-hash', key: 'none' }],
];

/** Every method, HMAC-SHA1 first. */
export const methods: readonly Method[] = (Object.keys(functions) as HashName[])
  .sort((a, b) => Number(b === 'SHA-1') - Number(a === 'SHA-1'))
  .flatMap((hash) =>
    kinds.map(([kind, weight, cause]): Method => {
      const other: readonly Cause[] = hash === 'SHA-1' ? [] : [{ code: 'hash', hash }];
      const causes = cause ? [...other, cause] : other;
      return { hash, kind, causes, weight: weight + weightOf(hash) };
    }),
  );

/** RIPEMD-160 makes digests as long as SHA-1's, but hardly a program uses it. */
function weightOf(hash: HashName): number {
  if (hash === 'SHA-1') return 0;
  return hash === 'RIPEMD-160' ? weights.far : weights.common;
}

/** A digest of a hash function without a key. */
export function hashOf(hash: HashName, input: Uint8Array): Uint8Array {
  return functions[hash](input);
}

interface Bench {
  readonly mac: NonNullable<Parameters<ReturnType<typeof hmac.create>['_cloneInto']>[0]>;
  readonly out: Uint8Array;
}

/** Where a hash function's HMACs are computed: shared, for memory made anew for each key would cost more than hashing. */
const benches = new Map<HashName, Bench>();

/** Makes a digest of a message: bytes that are valid until the next call, or null when this very input was hashed before. */
export type Digest = (message: Uint8Array) => Uint8Array | null;

/**
 * Prepares a method for one key. An HMAC keeps the state after the key's block, so that a message costs no more than its
 * own blocks.
 *
 * @param hashed remembers what was hashed without HMAC, where different keys and messages join into equal bytes.
 */
export function prepare({ hash, kind }: Method, key: Uint8Array, hashed: Set<string>): Digest {
  const make = functions[hash];
  const isSha1 = hash === 'SHA-1';
  if (kind === 'hmac' && isSha1) return hmacSha1(key);
  if (kind === 'hmac') {
    const keyed = hmac.create(make, key);
    const bench = benches.get(hash) ?? { mac: keyed.clone(), out: new Uint8Array(make.outputLen) };
    benches.set(hash, bench);
    return (message) => {
      keyed._cloneInto(bench.mac).update(message).digestInto(bench.out);
      return bench.out;
    };
  }
  if (kind === 'swapped') return (message) => (isSha1 ? hmacSha1(message)(key) : hmac(make, message, key));
  return (message) => {
    const input = joined(kind, key, message);
    const name = hash + binary(input);
    if (hashed.has(name)) return null;
    hashed.add(name);
    return isSha1 ? fastSha1(input) : make(input);
  };
}

function joined(kind: Method['kind'], key: Uint8Array, message: Uint8Array): Uint8Array {
  if (kind === 'key-first') return concatBytes(key, message);
  if (kind === 'key-last') return concatBytes(message, key);
  return kind === 'key-both' ? concatBytes(key, message, key) : message;
}

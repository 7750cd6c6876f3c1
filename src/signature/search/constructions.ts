import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { binary, toBase64 } from '../base64';
import type { Cause, ConstructionKind } from '../cause';
import { hashOf, type HashName } from './engine';
import { hmacSha1 } from './sha1';

/** A calculation that is not one key and one message, as the service's is. */
export interface Construction {
  readonly hash: HashName;
  readonly causes: readonly Cause[];
  /** The digest, which is valid until the next calculation. */
  readonly digest: () => Uint8Array;
}

interface Values {
  readonly timestamp: string;
  readonly userId: string;
  readonly secretKey: string;
}

/** A part of a formula: its bytes, and how the formula names them. */
interface Term {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const inner: readonly HashName[] = ['SHA-1', 'MD5', 'SHA-256', 'SHA-512'];

/** Each calculation that some signing scheme, or some misreading of the documentation, does with the three values. */
export function* constructions({ timestamp, userId, secretKey }: Values): Generator<Construction> {
  const time = term('timestamp', timestamp);
  const user = term('user id', userId);
  const key = term('key', secretKey);
  for (const [message, swapped] of [
    [joined(time, user), false],
    [joined(user, time), true],
  ] as const) {
    const order: Cause[] = swapped ? [{ code: 'order' }] : [];
    const hmac = (kind: ConstructionKind, first: Term, second: Term): Construction => {
      const formula = `HMAC(${first.name}, ${second.name})`;
      const digest = () => hmacSha1(first.bytes)(second.bytes);
      return { hash: 'SHA-1', causes: [...order, { code: 'construction', kind, formula }], digest };
    };
    const plain = (kind: ConstructionKind, hash: HashName, over: Term): Construction => {
      const formula = `${hash}(${over.name})`;
      const digest = () => hashOf(hash, over.bytes);
      return { hash, causes: [...order, { code: 'construction', kind, formula }], digest };
    };
    const mac = (first: Term, second: Term) =>
      written(`HMAC(${first.name}, ${second.name})`, hmacSha1(first.bytes)(second.bytes).slice());

    yield hmac('user-id-as-key', user, message);
    yield hmac('timestamp-as-key', time, message);
    for (const other of [joined(message, key), joined(key, message)]) {
      yield hmac('key-in-message', key, other);
      yield hmac('user-id-as-key', user, other);
      yield hmac('timestamp-as-key', time, other);
    }
    for (const over of mac(key, message)) yield hmac('hmac-twice', key, over);
    for (const hash of inner) {
      for (const over of hashed(hash, message)) yield hmac('hmac-of-hash', key, over);
      for (const made of hashed(hash, key)) yield hmac('hashed-key', made, message);
      for (const over of mac(key, message)) yield plain('hash-of-hmac', hash, over);
    }
    for (const joint of [joined(key, user), joined(user, key), joined(key, time), joined(time, key)]) {
      yield hmac('key-joined', joint, message);
    }
    const [first, second] = swapped ? [user, time] : [time, user];
    yield hmac('key-in-message', key, joined(first, key, second));
    for (const step of mac(key, first)) {
      yield hmac('chained', step, second);
      yield hmac('chained', key, joined(step, second));
    }
    for (const hash of ['SHA-1', 'MD5', 'RIPEMD-160', 'SHA-256', 'SHA-512'] as const) {
      yield plain('key-in-middle', hash, joined(first, key, second));
      for (const mark of [':', '|', '&']) {
        yield plain(
          'key-in-middle',
          hash,
          joined(first, term(`“${mark}”`, mark), key, term(`“${mark}”`, mark), second),
        );
      }
      // A secret on both ends, or a hash of a hash, in the place of HMAC.
      for (const over of hashed(hash, joined(key, message))) yield plain('hash-of-hmac', hash, over);
      for (const over of hashed(hash, joined(message, key))) yield plain('hash-of-hmac', hash, over);
    }
  }
  const alone = (kind: ConstructionKind, first: Term, second: Term): Construction => {
    const formula = `HMAC(${first.name}, ${second.name})`;
    const digest = () => hmacSha1(first.bytes)(second.bytes);
    return { hash: 'SHA-1', causes: [{ code: 'construction', kind, formula }], digest };
  };
  for (const other of [time, key, joined(time, key), joined(key, time)])
    yield alone('user-id-as-key', user, other);
  for (const other of [user, key, joined(user, key), joined(key, user)])
    yield alone('timestamp-as-key', time, other);
  for (const joint of [joined(key, user), joined(user, key)]) yield alone('key-joined', joint, time);
  for (const joint of [joined(key, time), joined(time, key)]) yield alone('key-joined', joint, user);
  yield alone('key-in-message', key, key);
}

function term(name: string, text: string): Term {
  return { name, bytes: utf8ToBytes(text) };
}

function joined(...terms: readonly Term[]): Term {
  const bytes = new Uint8Array(terms.reduce((sum, part) => sum + part.bytes.length, 0));
  let at = 0;
  for (const part of terms) {
    bytes.set(part.bytes, at);
    at += part.bytes.length;
  }
  return { name: terms.map(({ name }) => name).join(' + '), bytes };
}

/** A digest as programs hand it on: bytes, hex of either case, base64. */
function written(name: string, digest: Uint8Array): Term[] {
  const hex = bytesToHex(digest);
  return [
    { name: `hex(${name})`, bytes: utf8ToBytes(hex) },
    { name, bytes: digest },
    { name: `HEX(${name})`, bytes: utf8ToBytes(hex.toUpperCase()) },
    { name: `base64(${name})`, bytes: utf8ToBytes(toBase64(digest)) },
    { name: `${name} as UTF-8`, bytes: utf8ToBytes(binary(digest)) },
  ];
}

function hashed(hash: HashName, over: Term): Term[] {
  return written(`${hash}(${over.name})`, hashOf(hash, over.bytes));
}

import type { Cause } from '../cause';
import { asciiBytes, encode, makesADifference, type Encoding } from './charset';
import { searchLimits, rankOf, type Choice, type Rank } from './choice';
import { prepare, type Digest, type Method } from './engine';
import type { KeyMaterial } from './keys';
import type { Space } from './space';

/** What made the signature. */
export interface Hit {
  readonly message: Choice<string>;
  readonly key: Choice<KeyMaterial>;
  readonly encoding: Encoding;
  readonly method: Pick<Method, 'causes'>;
  readonly output: readonly Cause[];
}

/** The end of a search: what was found, and how many different calculations it took. */
export interface SearchResult {
  readonly hit: Hit | null;
  /** Distinct triples of algorithm, key bytes and message bytes. */
  readonly calculations: number;
}

/** What is worked through together: one way to encode and hash, and the ranks of the keys and the messages. */
interface Round {
  readonly weight: number;
  readonly method: Space['methods'][number];
  readonly encoding: Encoding;
  readonly keys: Rank;
  readonly messages: Rank;
}

/** The rank of what is right. */
const rightly = rankOf(0, 0) as Rank;

/** Calculations between two looks at the clock. */
const stride = 64;

/**
 * Tries everything in the space, fewest mistakes first, until something gives the signature.
 *
 * @param pause called often; where it gives a promise, the search goes on when that resolves.
 */
export async function search(space: Space, pause: () => Promise<void> | undefined): Promise<SearchResult> {
  const digests = digestCache();
  let calculations = 0;
  for (let causes = 0; causes <= searchLimits.causes; causes++) {
    for (const { method, encoding, keys, messages } of rounds(space, causes)) {
      const utf8 = encoding.message === 'utf-8';
      for (const key of space.keys.of(keys)) {
        const keyIsBytes = 'bytes' in key.value;
        const keyText = 'text' in key.value ? key.value.text : '';
        const digestOf = digests(method, encoding, key);
        for (const message of space.messages.of(messages)) {
          if (!makesADifference(encoding, message.value, keyText, keyIsBytes)) continue;
          const bytes = (utf8 ? asciiBytes(message.value) : null) ?? encode(message.value, encoding.message);
          const digest = digestOf(bytes);
          if (!digest) continue;
          calculations++;
          const output = method.match(digest);
          if (output) return { hit: { message, key, encoding, method, output }, calculations };
          if (calculations % stride === 0) await pause();
        }
      }
    }
    for (const { match, digest, ...method } of space.constructions) {
      if (method.causes.length !== causes) continue;
      calculations++;
      const output = match(digest());
      const [message] = space.messages.of(rightly);
      const [key] = space.keys.of(rightly);
      const [encoding] = space.encodings;
      if (output && message && key && encoding) {
        return { hit: { message, key, encoding, method, output }, calculations };
      }
    }
  }
  return { hit: null, calculations };
}

/** Everything that takes exactly so many causes and stays within the limit of weight, the likelier first. */
function rounds(space: Space, causes: number): Round[] {
  const out: Round[] = [];
  for (const method of space.methods) {
    for (const encoding of space.encodings) {
      for (const keys of space.keys.ranks) {
        const left = causes - method.causes.length - encoding.causes.length - keys.causes;
        const used = method.weight + encoding.weight + keys.weight;
        for (let weight = used; weight <= searchLimits.weight; weight++) {
          const messages = rankOf(left, weight - used);
          if (messages) out.push({ weight, method, encoding, keys, messages });
        }
      }
    }
  }
  return out.sort((a, b) => a.weight - b.weight);
}

/** Prepares each method for each key once. */
function digestCache(): (method: Method, encoding: Encoding, key: Choice<KeyMaterial>) => Digest {
  const hashed = new Set<string>();
  const prepared = new Map<Choice<KeyMaterial>, Map<string, Digest>>();
  return (method, encoding, key) => {
    const ofKey = prepared.get(key) ?? new Map<string, Digest>();
    prepared.set(key, ofKey);
    const name = `${method.hash} ${method.kind} ${encoding.key}`;
    const known = ofKey.get(name);
    if (known) return known;
    const bytes = 'text' in key.value ? encode(key.value.text, encoding.key) : key.value.bytes;
    const digest = prepare(method, bytes, hashed);
    ofKey.set(name, digest);
    return digest;
  };
}

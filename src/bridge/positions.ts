import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fault, type SoapFault } from '../service/fault';

/** Signs positions: the first key signs, and each of them is taken, so that one can take the other's place in peace. */
export interface PositionKey {
  /** Up to 20 letters, digits, `-` and `_`. */
  readonly id: string;
  readonly secret: string;
}

/** What every position is bound to: nobody can use it for something else. */
export interface PositionScope {
  readonly operation: string;
  readonly user: string;
  /** Whatever selects the records, in any form that is the same for the same request. */
  readonly selection: unknown;
}

/** What a position holds: plain JSON. */
export type PositionContent = Readonly<Record<string, unknown>>;

const VERSION = '1';
/** Bytes of the code that signs a position. */
const CODE = 16;
/** Larger texts are no positions, in UTF-16 code units. */
const LONGEST = 65_536;

/**
 * Writes and reads stream positions. A position holds all that the next page needs, so that any bridge with the same keys and
 * the same instance goes on from it. What was changed, is too old, or belongs to another user, instance or request is fault 20122.
 */
export class Positions {
  readonly #keys: readonly PositionKey[];
  readonly #instance: string;
  readonly #life: number;
  readonly #now: () => number;

  /**
   * @param instance names the instance: its base address.
   * @param life how long a position is good, in milliseconds.
   * @param now milliseconds since 1970.
   */
  constructor(keys: readonly PositionKey[], instance: string, life: number, now: () => number) {
    this.#keys = keys;
    this.#instance = instance;
    this.#life = life;
    this.#now = now;
  }

  write(scope: PositionScope, content: PositionContent): string {
    const [key] = this.#keys;
    if (!key) throw new Error('There is no key for positions.');
    const since = Math.floor(this.#now() / 1_000);
    const payload = encode(utf8ToBytes(JSON.stringify([since, content])));
    const signed = `${VERSION}.${key.id}.${payload}`;
    return `${signed}.${this.#code(signed, scope, key)}`;
  }

  read(text: string, scope: PositionScope): PositionContent | SoapFault {
    const [, version, id, payload = '', code] = SHAPE.exec(text.slice(0, LONGEST)) ?? [];
    if (version !== VERSION) return fault('20122', 'The stream position has an unknown form');
    const key = this.#keys.find((one) => one.id === id);
    const signed = `${version}.${id}.${payload}`;
    if (!key || code !== this.#code(signed, scope, key)) {
      return fault('20122', 'The stream position belongs to another request, or was changed');
    }
    const [since, content] = JSON.parse(decode(payload)) as [number, PositionContent];
    if (this.#now() - since * 1_000 > this.#life) return fault('20122', 'The stream position is too old');
    return content;
  }

  #code(signed: string, { operation, user, selection }: PositionScope, { secret }: PositionKey): string {
    const bound = JSON.stringify([signed, this.#instance, user, operation, canonical(selection)]);
    return encode(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(bound)).subarray(0, CODE));
  }
}

const SHAPE = /^(\w{1,3})\.([\w-]{1,20})\.([\w-]+)\.([\w-]+)$/;

/** The same JSON for the same content, in whatever order its members came. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, own]) => own !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => [name, canonical(own)]);
}

/** Base64 for addresses, without padding (RFC 4648, section 5). */
function encode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decode(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );
  return new TextDecoder().decode(bytes);
}

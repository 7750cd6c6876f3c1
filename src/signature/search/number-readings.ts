import type { Cause } from '../cause';
import { byteOrders } from './byte-orders';
import type { SignatureReading } from './output';

/** Lengths of digests in bytes. */
const lengths = [16, 20, 28, 32, 48, 64] as const;

/** A signature that is a number: the digest in decimal, or with a sign as Java's and .NET's `BigInteger` print it. */
export function readNumber(text: string, causes: readonly Cause[]): SignatureReading[] {
  if (/^-?\d{30,160}$/.test(text)) return [...readings(text, BigInt(text), 10, causes)];
  if (!/^-[0-9A-Fa-f]{20,128}$/.test(text)) return [];
  return [...readings(text.toLowerCase(), -BigInt(`0x${text.slice(1)}`), 16, causes)];
}

function* readings(
  text: string,
  value: bigint,
  radix: 10 | 16,
  causes: readonly Cause[],
): Generator<SignatureReading> {
  const negative = value < 0n;
  const bytes = lengths.find((length) => {
    const size = 8n * BigInt(length);
    return negative ? -value <= 2n ** (size - 1n) : value < 2n ** size;
  });
  if (bytes === undefined) return;
  const whole = 2n ** BigInt(8 * bytes);
  const digits = (negative ? value + whole : value).toString(16).padStart(2 * bytes, '0');
  const write = (digest: string) => {
    const number = BigInt(`0x${digest}`);
    return (negative && 2n * number >= whole ? number - whole : number).toString(radix);
  };
  const encoding = radix === 16 ? 'signed-hex' : negative ? 'signed-decimal' : 'decimal';
  const cause: Cause = { code: 'output-encoding', encoding, padded: true };
  yield { digits, text, write, causes: [...causes, cause] };
  // .NET takes the last byte for the highest.
  const turned = byteOrders['bytes-reversed'];
  const order: Cause = { code: 'output-order', order: 'bytes-reversed' };
  yield {
    digits: turned(digits),
    text,
    write: (digest) => write(turned(digest)),
    causes: [...causes, order, cause],
  };
}

/** What languages print around a list of bytes, and the list itself. */
const list =
  /^(?:[A-Za-z_][\w.]{0,30})?(?:\(\d{1,3}\)|\[\d{0,3}\])?(?:[A-Za-z]{0,8})?[\s('B,]{0,8}[[({]?\s{0,4}((?:-?\d{1,3}|0[xX][0-9A-Fa-f]{1,2})(?:[\s,;]{1,4}(?:-?\d{1,3}|0[xX][0-9A-Fa-f]{1,2})){15,63})[\s,;]{0,4}[\])}]{0,2}$/;

/** A signature that lists its bytes as numbers: `[18, -52, …]`, `{0x12, 0xcc, …}`. */
export function readByteList(signature: string): SignatureReading[] {
  if (signature.length > 2048) return [];
  const inner = list.exec(signature.trim())?.[1];
  if (inner === undefined) return [];
  const numbers = inner.split(/[\s,;]+/).map(Number);
  const isWhole = (lengths as readonly number[]).includes(numbers.length);
  if (!isWhole || numbers.some((number) => number < -128 || number > 255)) return [];
  const signed = numbers.some((number) => number < 0);
  const digits = numbers.map((number) => (number & 0xff).toString(16).padStart(2, '0')).join('');
  const encoding = signed ? 'signed-byte-list' : 'byte-list';
  const cause: Cause = { code: 'output-encoding', encoding, padded: true };
  return [{ digits, text: digits, write: (digest) => digest, causes: [cause] }];
}

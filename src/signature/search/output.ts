import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { binary, fromBase64, toBase64 } from '../base64';
import type { ByteOrder, Cause, OutputEncoding } from '../cause';
import { byteOrders } from './byte-orders';
import { undress } from './marks';
import { readByteList, readNumber } from './number-readings';
import { slip } from './slips';

/** Fewer hex digits than these could agree with one of many thousand digests by chance. */
export const fewestDigits = 12;

/** Lengths of whole digests in hex: nothing was lost in such a text. */
const wholeDigests: readonly number[] = [32, 40, 56, 64, 96, 128];

/**
 * One way to understand a signature's text: which hex digits of the digest it tells, and how a digest would have to be
 * written to give exactly that text. The first is for a quick look, the second is the proof.
 */
export interface SignatureReading {
  /** Lower-case hex of the beginning of the digest, or of its end; empty when only the proof can tell. */
  readonly digits: string;
  readonly text: string;
  readonly write: (digest: string) => string;
  readonly causes: readonly Cause[];
  /** One digit may be wrong, missing or too many; then all the others have to be there. */
  readonly slips?: boolean;
}

/** Says whether a digest of so many bytes can have been written so: not shorter than what is told of it. */
export function fits({ digits, text, slips }: SignatureReading, digestLength: number): boolean {
  if (slips) return Math.abs(text.length - 2 * digestLength) <= 1;
  if (digits !== '') return digits.length <= 2 * digestLength;
  // Where zeros were lost it was one byte in sixteen; one in two is beyond chance.
  return text.length >= 1.5 * digestLength && text.length < 8 * digestLength;
}

/** Every way to understand a signature, the plainest first; none when the text is no signature or too short. */
export function readSignature(signature: string): SignatureReading[] {
  const listed = readByteList(signature);
  const { text, causes } = undress(signature);
  if (text.length < fewestDigits || text.length > 1024) return listed;
  const readings = [
    ...listed,
    ...(/^[0-9A-Fa-f]+$/.test(text) ? readHex(text, causes) : readBase64(text, causes)),
    ...readNumber(text, causes),
    ...readSlips(text, causes),
  ];
  return readings.filter(({ digits }) => digits === '' || digits.length >= fewestDigits);
}

function readHex(text: string, causes: readonly Cause[]): SignatureReading[] {
  const lower = text.toLowerCase();
  const changed = withCase(text, causes);
  const plain: SignatureReading = { digits: lower, text: lower, write: (digest) => digest, causes: changed };
  const zeros: Cause = { code: 'output-zeros-lost', from: 'bytes' };
  const readings: SignatureReading[] = [plain];
  if (!wholeDigests.includes(text.length)) {
    readings.push({ ...plain, digits: '', write: unpadded, causes: [...changed, zeros] });
  }
  const inner = lower.length % 2 === 0 ? innerHex(hexToBytes(lower)) : null;
  if (inner !== null) {
    const write = (digest: string) => asciiHex(digest);
    const twice: Cause = { code: 'output-encoding', encoding: 'hex-of-hex', padded: true };
    readings.push({ digits: inner.toLowerCase(), text: lower, write, causes: [...changed, twice] });
  }
  const bytes = lower.length % 2 === 0 ? hexToBytes(lower) : null;
  const base64 = bytes && innerBase64(bytes);
  if (base64) {
    const write = (digest: string) => asciiHex(toBase64(hexToBytes(digest)));
    const twice: Cause = { code: 'output-encoding', encoding: 'hex-of-base64', padded: true };
    readings.push({ digits: bytesToHex(base64), text: lower, write, causes: [...changed, twice] });
  }
  if (wholeDigests.includes(text.length)) {
    for (const [order, turn] of Object.entries(byteOrders) as [ByteOrder, (hex: string) => string][]) {
      const turned: Cause = { code: 'output-order', order };
      readings.push({ digits: turn(lower), text: lower, write: turn, causes: [...changed, turned] });
    }
  }
  if (lower.includes('ffffff')) {
    const signed: Cause = { code: 'output-encoding', encoding: 'signed-bytes', padded: true };
    readings.push({ ...plain, digits: '', write: signedBytes, causes: [...changed, signed] });
    const loose: Cause = { ...signed, padded: false };
    readings.push({ ...plain, digits: '', write: signedUnpadded, causes: [...changed, loose] });
  }
  return readings;
}

/** The right letters are lower case; digits alone have no case. */
function withCase(text: string, causes: readonly Cause[]): readonly Cause[] {
  if (text === text.toLowerCase()) return causes;
  return [...causes, { code: 'output-case', letters: text === text.toUpperCase() ? 'upper' : 'mixed' }];
}

function readBase64(text: string, causes: readonly Cause[]): SignatureReading[] {
  const symbols = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/_-]+$/.test(symbols)) return [];
  // A cut may fall within a group of four: what is left over there tells no whole byte.
  const bytes = fromBase64(symbols.length % 4 === 1 ? symbols.slice(0, -1) : symbols);
  if (!bytes) return [];
  const twice = innerBase64(bytes);
  if (twice) {
    const write = (digest: string) => toBase64(ascii(toBase64(hexToBytes(digest))));
    const encoding: Cause = { code: 'output-encoding', encoding: 'base64-of-base64', padded: true };
    return [{ digits: bytesToHex(twice), text, write, causes: [...causes, encoding] }];
  }
  const inner = innerHex(bytes);
  const upper = inner !== null && inner !== inner.toLowerCase();
  const digits = inner?.toLowerCase() ?? bytesToHex(bytes);
  const ofHex = inner === null ? '' : '-of-hex';
  const cased = upper ? withCase(inner, causes) : causes;
  return [true, false].flatMap((padded) =>
    [false, true].map((url): SignatureReading => {
      const write = (digest: string) => {
        const base64 = toBase64(
          inner === null ? hexToBytes(digest) : ascii(upper ? digest.toUpperCase() : digest),
        );
        const kept = padded ? base64 : base64.replace(/=+$/, '');
        return url ? kept.replaceAll('+', '-').replaceAll('/', '_') : kept;
      };
      const encoding: OutputEncoding = `${url ? 'base64url' : 'base64'}${ofHex}` as OutputEncoding;
      return { digits, text, write, causes: [...cased, { code: 'output-encoding', encoding, padded }] };
    }),
  );
}

/** A digest that may have been typed off: nearly as long as one, and nearly all hex. */
function readSlips(text: string, causes: readonly Cause[]): SignatureReading[] {
  const lower = text.toLowerCase();
  const isLong = wholeDigests.some((length) => Math.abs(length - text.length) <= 1);
  if (!isLong || lower.replaceAll(/[0-9a-f]/g, '').length > 1) return [];
  const changed = /^[0-9a-f]+$/.test(lower) ? withCase(text, causes) : causes;
  return [{ digits: lower, text: lower, write: (digest) => digest, causes: changed, slips: true }];
}

/** The bytes of a whole digest whose base64 the bytes spell. */
function innerBase64(bytes: Uint8Array): Uint8Array | null {
  const text = binary(bytes);
  if (!/^[A-Za-z0-9+/]{22,88}={0,2}$/.test(text) || /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text)) return null;
  const inner = fromBase64(text);
  return inner && wholeDigests.includes(2 * inner.length) ? inner : null;
}

/** The text that the bytes spell, if they spell hex of one case. */
function innerHex(bytes: Uint8Array): string | null {
  const text = binary(bytes);
  return /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text) ? text : null;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function asciiHex(text: string): string {
  return [...ascii(text)].map((byte) => byte.toString(16)).join('');
}

/** Each byte in hex without its leading zero: `0a` becomes `a`. */
function unpadded(digest: string): string {
  return digest.replaceAll(/(..)/g, (pair) => (pair.startsWith('0') ? pair.slice(1) : pair));
}

/** Each byte above 127 as the 32-bit number that it becomes where bytes have a sign: `ab` becomes `ffffffab`. */
function signedBytes(digest: string): string {
  return digest.replaceAll(/(..)/g, (pair) => (pair >= '80' ? `ffffff${pair}` : pair));
}

function signedUnpadded(digest: string): string {
  return digest.replaceAll(/(..)/g, (pair) => {
    if (pair >= '80') return `ffffff${pair}`;
    return pair.startsWith('0') ? pair.slice(1) : pair;
  });
}

/**
 * What was done to a digest to make the signature read; null when it was not this digest.
 *
 * @param digest lower-case hex.
 */
export function outputCauses(reading: SignatureReading, digest: string): readonly Cause[] | null {
  const whole = reading.write(digest);
  if (whole === reading.text) return reading.causes;
  if (reading.slips) {
    const slipped = slip(reading.text, whole);
    return slipped && [...reading.causes, slipped];
  }
  if (reading.digits === '' || reading.text.length >= whole.length) return null;
  const kept = whole.startsWith(reading.text) ? 'first' : whole.endsWith(reading.text) ? 'last' : null;
  if (kept === null) return null;
  const lost = whole.slice(0, whole.length - reading.text.length);
  if (kept === 'last' && /^0+$/.test(lost))
    return [...reading.causes, { code: 'output-zeros-lost', from: 'number' }];
  const cut: Cause = { code: 'output-truncated', kept, characters: reading.text.length, of: whole.length };
  return [...reading.causes, cut];
}

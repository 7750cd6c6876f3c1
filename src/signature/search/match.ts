import { bytesToHex } from '@noble/hashes/utils.js';
import type { Cause } from '../cause';
import { fits, outputCauses, type SignatureReading } from './output';

/** Tells whether a digest gives the signature, and through which output mistakes; null when it does not. */
export type Matcher = (digest: Uint8Array) => readonly Cause[] | null;

/**
 * Compiles the readings for digests of one length. Four bytes decide nearly always, so that the text of a digest is
 * only written for the few that agree in them.
 *
 * @returns null when no digest of that length can give the signature.
 */
export function matcher(readings: readonly SignatureReading[], digestLength: number): Matcher | null {
  const possible = readings.filter((reading) => fits(reading, digestLength));
  if (possible.length === 0) return null;
  const firsts = words(possible, (digits) => digits.slice(0, 8));
  const lasts = words(possible, (digits, slips) =>
    slips || digits.length < digestLength * 2 ? digits.slice(-8) : '',
  );
  const starts = possible.filter(({ digits }) => digits === '').map(({ text }) => text.slice(0, 2));
  return (digest) => {
    const agrees =
      firsts.includes(word(digest, 0)) ||
      (lasts.length > 0 && lasts.includes(word(digest, digest.length - 4))) ||
      (starts.length > 0 && startsAlike(starts, digest[0] ?? 0));
    return agrees ? prove(possible, bytesToHex(digest)) : null;
  };
}

/** The end of a signature with an odd number of digits still ends with whole bytes, as a digest does. */
function words(
  readings: readonly SignatureReading[],
  part: (digits: string, slips: boolean) => string,
): number[] {
  const texts = readings
    .map(({ digits, slips = false }) => part(digits, slips))
    .filter((digits) => digits.length === 8);
  return [...new Set(texts.map((digits) => parseInt(digits, 16)))];
}

function word(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return high * 65_536 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
}

function startsAlike(starts: readonly string[], byte: number): boolean {
  const hex = byte.toString(16);
  return starts.some(
    (start) => start.startsWith('ff') || start.startsWith(hex) || (byte < 16 && start.startsWith(`0${hex}`)),
  );
}

function prove(readings: readonly SignatureReading[], digest: string): readonly Cause[] | null {
  let cut: readonly Cause[] | null = null;
  for (const reading of readings) {
    const causes = outputCauses(reading, digest);
    if (!causes) continue;
    if (reading.write(digest) === reading.text) return causes;
    cut ??= causes;
  }
  return cut;
}

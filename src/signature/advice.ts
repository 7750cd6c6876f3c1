import { lookAlikesIn, plainLookAlikes, type LookAlike } from './look-alikes';
import { readInstant, type Instant } from '../text/instant';
import { fewestDigits, readSignature } from './search/output';

/** Something about a value that is worth changing or knowing, though the signature may be right. */
export type Advice =
  | { readonly code: 'timestamp-not-a-date' }
  | { readonly code: 'timestamp-not-w3c'; readonly shape: 'epoch' | 'rfc-2822' | 'ruby' | 'printed' }
  | { readonly code: 'timestamp-no-offset' }
  | { readonly code: 'timestamp-offset-without-colon' }
  | { readonly code: 'timestamp-fraction'; readonly digits: number }
  | { readonly code: 'timestamp-two-digit-year' }
  | { readonly code: 'timestamp-space' }
  | { readonly code: 'timestamp-twelve-hour-slip' }
  | { readonly code: 'whitespace'; readonly where: 'timestamp' | 'user-id' | 'secret-key' | 'signature' }
  /** Characters that can't be seen, or that look like others. Never of the key. */
  | {
      readonly code: 'look-alikes';
      readonly where: 'timestamp' | 'user-id' | 'signature';
      readonly marks: readonly LookAlike[];
    }
  | { readonly code: 'not-ascii'; readonly where: 'user-id' | 'secret-key' }
  | { readonly code: 'user-id-is-email' }
  | { readonly code: 'user-id-from-documentation' }
  | { readonly code: 'key-empty' }
  | { readonly code: 'key-is-user-id' }
  | { readonly code: 'signature-too-short'; readonly length: number }
  | { readonly code: 'signature-not-a-digest' };

const hour = 3_600_000;

/** A slip shows as an age of twelve hours, give or take what a request may have waited. */
const slipTolerance = 10 * 60_000;

/**
 * Advises about a timestamp as it stands in the header.
 *
 * @param now milliseconds since 1970; without it nothing is said about twelve hours.
 */
export function adviseTimestamp(text: string, now?: number): Advice[] {
  const instant = readInstant(text);
  const marks = lookAlikesIn(text);
  if (marks.length > 0) {
    const plain = adviseTimestamp(plainLookAlikes(text), now);
    // With them it is no date, whatever it would be without.
    const notDate = !instant && !plain.some(({ code }) => code === 'timestamp-not-a-date');
    return [
      { code: 'look-alikes', where: 'timestamp', marks },
      ...(notDate ? [{ code: 'timestamp-not-a-date' } as const] : []),
      ...plain,
    ];
  }
  const advice: Advice[] = text.trim() === text ? [] : [{ code: 'whitespace', where: 'timestamp' }];
  // A day alone is no moment to compare with a clock.
  if (!instant || instant.shape === 'date') {
    const halfDay = /\b[ap]\.?m\b/i.test(text.slice(0, 256));
    return [...advice, { code: halfDay ? 'timestamp-twelve-hour-slip' : 'timestamp-not-a-date' }];
  }
  if (instant.shape === 'iso') advice.push(...adviseIso(instant, text.trim()));
  else advice.push({ code: 'timestamp-not-w3c', shape: instant.shape });
  if (now !== undefined && Math.abs(Math.abs(now - instant.time) - 12 * hour) < slipTolerance) {
    advice.push({ code: 'timestamp-twelve-hour-slip' });
  }
  return advice;
}

function* adviseIso(instant: Instant, text: string): Generator<Advice> {
  if (instant.twoDigitYear) yield { code: 'timestamp-two-digit-year' };
  if (!/[Tt]/.test(text)) yield { code: 'timestamp-space' };
  if (instant.zone === null) yield { code: 'timestamp-no-offset' };
  if (instant.zone === 'no-colon' || instant.zone === 'hours-only')
    yield { code: 'timestamp-offset-without-colon' };
  if (instant.fraction !== null) yield { code: 'timestamp-fraction', digits: instant.fraction.length };
}

/** User ids that the vendor's documentation prints beside signatures made for other ones. */
const altered: readonly string[] = [
  'mktodemoaccount881_536240405411DF5316D5C9',
  'bigcorp1_461839624B16E06BA2D663',
  'demo17_1_809939874BFABAE58E5D27',
  'demo17_1_809939944BFABAE58E5D27',
  'demo17_1_809224544BFABAE58E5D27',
];

/** Advises about a user id as it stands in the header. */
export function adviseUserId(userId: string): Advice[] {
  const marks = lookAlikesIn(userId);
  if (marks.length > 0)
    return [{ code: 'look-alikes', where: 'user-id', marks }, ...adviseUserId(plainLookAlikes(userId))];
  const advice: Advice[] = [];
  const trimmed = userId.trim();
  if (trimmed !== userId) advice.push({ code: 'whitespace', where: 'user-id' });
  if (!isAscii(trimmed)) advice.push({ code: 'not-ascii', where: 'user-id' });
  if (trimmed.includes('@')) advice.push({ code: 'user-id-is-email' });
  if (altered.includes(trimmed)) advice.push({ code: 'user-id-from-documentation' });
  return advice;
}

/** Advises about a secret key as it was typed. No advice holds the key or its length. */
export function adviseKey(secretKey: string, userId?: string): Advice[] {
  if (secretKey === '') return [{ code: 'key-empty' }];
  const advice: Advice[] = [];
  const trimmed = secretKey.trim();
  if (trimmed !== secretKey) advice.push({ code: 'whitespace', where: 'secret-key' });
  if (!isAscii(trimmed)) advice.push({ code: 'not-ascii', where: 'secret-key' });
  if (userId !== undefined && trimmed === userId.trim()) advice.push({ code: 'key-is-user-id' });
  return advice;
}

/** Advises about a signature as it stands in the header. */
export function adviseSignature(signature: string): Advice[] {
  const marks = lookAlikesIn(signature);
  if (marks.length > 0)
    return [
      { code: 'look-alikes', where: 'signature', marks },
      ...adviseSignature(plainLookAlikes(signature)),
    ];
  const length = signature.trim().length;
  const advice: Advice[] = length === signature.length ? [] : [{ code: 'whitespace', where: 'signature' }];
  if (length < fewestDigits) return [...advice, { code: 'signature-too-short', length }];
  return readSignature(signature).length > 0 ? advice : [...advice, { code: 'signature-not-a-digest' }];
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

import { isCalendarDay, isTimeOfDay, momentOf, MONTHS, offsetOf } from './calendar';
import { readDateTime } from './date-time';
import { printedParts, withPlus, type TimeParts } from './printed-time';
import { trimXml } from './white-space';

/** A timestamp as read: the instant, and what the text says about its zone and precision. */
export interface Instant {
  /** Milliseconds since 1970-01-01T00:00:00Z; a text without an offset is read as UTC. */
  readonly time: number;
  /** Minutes east of UTC, or null when the text names none. */
  readonly offset: number | null;
  /** The digits after the decimal point, or null when there is none. */
  readonly fraction: string | null;
  /** How the text is shaped: `date` is a day without a time, `ruby` what Ruby 1.8 prints, `printed` what `printedParts` reads. */
  readonly shape: 'iso' | 'date' | 'epoch' | 'rfc-2822' | 'ruby' | 'printed';
  /** What the offset looks like: `+05:30`, `+0530`, `+05`, `Z`, or null. */
  readonly zone: 'colon' | 'no-colon' | 'hours-only' | 'z' | null;
  readonly twoDigitYear: boolean;
}

/** Longer texts are no timestamps, unless the schema's letter says so. */
const LONGEST = 256;

const ZONE = String.raw`(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?`;
const ISO = new RegExp(
  String.raw`^(\d{4}|\d\d)-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?[ \t]*${ZONE}$`,
  'i',
);
const BASIC = new RegExp(String.raw`^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:[.,](\d+))?${ZONE}$`);
const DATE = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)[ \t]*${ZONE}$`, 'i');
const EPOCH = /^(\d{9,10})(\d{3})?(?:\.(\d{1,9}))?$/;
const MAIL =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (GMT|UTC|[+-]\d{4})$/;
const RUBY = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) (\S{1,6}) (\d{4})$/;

/**
 * Reads a timestamp leniently, in the forms that people and programs write: `xs:dateTime` and its neighbours in ISO 8601
 * (a space for the T, no seconds, a comma, `-0800`, `-08`, `UTC`, no punctuation, two digits of the year), a date alone,
 * seconds or milliseconds since 1970, RFC 2822, and what JavaScript, Java, Go, C and Ruby print. XML white space around it is passed over. Whatever
 * `readDateTime` reads, this reads as the same moment.
 *
 * @returns null when the text is no date, or names a day, a time of day or an offset that does not exist.
 */
export function readInstant(text: string): Instant | null {
  const trimmed = trimXml(text);
  const strict = readDateTime(trimmed);
  if (strict.ok) {
    const { time, offset, fraction, zone } = strict;
    return { time, offset, fraction, shape: 'iso', zone: zoneShape(zone), twoDigitYear: false };
  }
  if (trimmed.length > LONGEST) return null;
  const parts = isoParts(trimmed);
  if (parts) return instantOf(parts, parts.hour === undefined ? 'date' : 'iso');
  return readEpoch(trimmed) ?? readMail(trimmed) ?? readRuby(trimmed) ?? readPrinted(trimmed);
}

/**
 * The `xs:dateTime` that a text means which differs from one in punctuation only: a space for the T, no seconds, a comma,
 * `-0800`, `UTC`. XML white space around it is passed over.
 *
 * @returns undefined when the text is no such thing, or is right already.
 */
export function strictDateTime(text: string): string | undefined {
  const trimmed = trimXml(text);
  const parts = trimmed.length > LONGEST ? undefined : isoParts(trimmed);
  if (parts?.hour === undefined || parts.year.length !== 4) return undefined;
  const { year, month, day, hour, minute, second, fraction, zone = '' } = parts;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const offset = /^[+-]/.test(zone)
    ? `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
    : zone && 'Z';
  const decimals = fraction === undefined ? '' : `.${fraction}`;
  const strict = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}${decimals}${offset}`;
  return strict !== trimmed && readDateTime(strict).ok ? strict : undefined;
}

function isoParts(text: string): TimeParts | undefined {
  const match = ISO.exec(text) ?? BASIC.exec(text);
  if (match) {
    const [, year = '', month = '', day = '', hour, minute, second, fraction, zone] = match;
    return { year, month, day, hour, minute, second, fraction, zone };
  }
  const [, year = '', month = '', day = '', zone] = DATE.exec(text) ?? [];
  return year === '' ? undefined : { year, month, day, zone };
}

function readEpoch(text: string): Instant | null {
  const match = EPOCH.exec(text);
  if (!match) return null;
  const [, seconds, milliseconds, decimals] = match;
  const fraction = milliseconds ?? decimals ?? null;
  const time = Number(seconds) * 1000 + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return { time, offset: 0, fraction, shape: 'epoch', zone: null, twoDigitYear: false };
}

function readMail(text: string): Instant | null {
  const [, day = '', month = '', year = '', hour, minute, second, zone] = MAIL.exec(text) ?? [];
  return instantOf({ year, month: monthNumber(month), day, hour, minute, second, zone }, 'rfc-2822');
}

function readRuby(text: string): Instant | null {
  const [, month = '', day = '', hour, minute, second, zone, year = ''] = RUBY.exec(text) ?? [];
  return instantOf({ year, month: monthNumber(month), day, hour, minute, second, zone }, 'ruby');
}

function readPrinted(text: string): Instant | null {
  const restored = withPlus(text);
  if (restored !== undefined) {
    const instant = readInstant(restored);
    return instant && { ...instant, shape: 'printed' };
  }
  const parts = printedParts(text);
  const instant = parts && instantOf(parts, 'printed');
  return instant ? { ...instant, zone: null } : null;
}

/** From 1; 0 when there is no month of that name. */
function monthNumber(name: string): number {
  return MONTHS.indexOf(name) + 1;
}

function instantOf(parts: TimeParts, shape: Instant['shape']): Instant | null {
  const { hour = '00', minute = '00', second = '00', fraction, zone } = parts;
  const twoDigitYear = parts.year.length === 2;
  const day = [
    Number(twoDigitYear ? `20${parts.year}` : parts.year),
    Number(parts.month),
    Number(parts.day),
  ] as const;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  if (!isCalendarDay(...day) || !isTimeOfDay(...clock, fraction)) return null;
  const offset = zone === undefined ? null : offsetOf(zone);
  if (offset === undefined) return null;
  return {
    time: momentOf(day, clock, fraction) - (offset ?? 0) * 60_000,
    offset,
    fraction: fraction ?? null,
    shape,
    zone: zoneShape(zone),
    twoDigitYear,
  };
}

function zoneShape(zone = ''): Instant['zone'] {
  if (zone === '') return null;
  if (/^[A-Za-z]/.test(zone)) return 'z';
  if (zone.includes(':')) return 'colon';
  return zone.length === 3 ? 'hours-only' : 'no-colon';
}

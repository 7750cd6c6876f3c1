/** A timestamp as read: the instant, and what the text says about its zone and precision. */
export interface Instant {
  /** Milliseconds since 1970-01-01T00:00:00Z; a text without an offset is read as UTC. */
  readonly time: number;
  /** Minutes east of UTC, or null when the text names none. */
  readonly offset: number | null;
  /** The digits after the decimal point, or null when there is none. */
  readonly fraction: string | null;
  /** How the text is shaped. */
  readonly shape: 'iso' | 'epoch' | 'rfc-2822';
  /** What the offset looks like: `+05:30`, `+0530`, `+05`, `Z`, or null. */
  readonly zone: 'colon' | 'no-colon' | 'hours-only' | 'z' | null;
  readonly twoDigitYear: boolean;
}

const iso =
  /^(\d{4}|\d{2})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const epoch = /^(\d{9,10})(\d{3})?(?:\.(\d{1,9}))?$/;
const mail =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|[+-]\d{4})$/;
export const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/**
 * Reads a timestamp in the forms that people write: W3C date and time and its neighbours, the basic form of ISO 8601,
 * seconds or milliseconds since 1970, RFC 2822. White space around it is passed over.
 *
 * @returns null when the text is no date, or a day that no calendar has.
 */
export function readInstant(text: string): Instant | null {
  if (text.length > 256) return null;
  const trimmed = text.trim();
  return readIso(trimmed) ?? readEpoch(trimmed) ?? readMail(trimmed);
}

function readIso(text: string): Instant | null {
  const match = iso.exec(text) ?? compact.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction, zone] = match;
  const twoDigitYear = year.length === 2;
  const time = utc(Number(twoDigitYear ? `20${year}` : year), Number(month), Number(day), [
    Number(hour),
    Number(minute),
    Number(second),
  ]);
  const offset = zone === undefined ? null : minutes(zone);
  if (time === null || offset === undefined) return null;
  return {
    time: time + milliseconds(fraction) - (offset ?? 0) * 60_000,
    offset,
    fraction: fraction ?? null,
    shape: 'iso',
    zone: zoneShape(zone),
    twoDigitYear,
  };
}

function readEpoch(text: string): Instant | null {
  const match = epoch.exec(text);
  if (!match) return null;
  const time = Number(match[1]) * 1000 + Number(match[2] ?? 0) + (match[2] ? 0 : milliseconds(match[3]));
  const fraction = match[2] ?? match[3] ?? null;
  return { time, offset: 0, fraction, shape: 'epoch', zone: null, twoDigitYear: false };
}

function readMail(text: string): Instant | null {
  const match = mail.exec(text);
  if (!match) return null;
  const month = monthNames.indexOf(match[2] ?? '') + 1;
  const time = utc(Number(match[3]), month, Number(match[1]), [
    Number(match[4]),
    Number(match[5]),
    Number(match[6]),
  ]);
  const offset = minutes(match[7] ?? '');
  if (time === null || offset === undefined) return null;
  return {
    time: time - offset * 60_000,
    offset,
    fraction: null,
    shape: 'rfc-2822',
    zone: zoneShape(match[7]),
    twoDigitYear: false,
  };
}

function utc(year: number, month: number, day: number, clock: [number, number, number]): number | null {
  const [hour, minute, second] = clock;
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return null;
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
}

/** Minutes east of UTC; undefined for an offset that XML Schema Part 2, 3.2.7.3 does not know. */
function minutes(zone: string): number | undefined {
  if (/^[A-Za-z]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const size = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (size > 14 * 60 || Number(digits.slice(2)) > 59) return undefined;
  return zone.startsWith('-') ? -size : size;
}

function zoneShape(zone: string | undefined): Instant['zone'] {
  if (zone === undefined) return null;
  if (/^[A-Za-z]/.test(zone)) return 'z';
  if (zone.includes(':')) return 'colon';
  return zone.length === 3 ? 'hours-only' : 'no-colon';
}

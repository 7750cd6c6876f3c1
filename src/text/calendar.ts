/** One day in milliseconds. */
export const DAY = 86_400_000;

/** Offsets from UTC reach 14 hours either way (XML Schema Part 2, 3.2.7.3), in minutes. */
export const MAX_OFFSET = 14 * 60;

/** The English names of the months, as RFC 2822 and most programming languages print them. */
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The English names of the days of the week, Sunday first. */
export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has, from 1 to 12; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** True when a calendar has that day. There is no year 0 (XML Schema Part 2, 3.2.7.1). */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return year !== 0 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for 00:00:00 to 23:59:59, and for 24:00:00 without a fraction: the end of the day (XML Schema Part 2, 3.2.7.1). */
export function isTimeOfDay(hour: number, minute: number, second: number, fraction = ''): boolean {
  if (hour === 24) return minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  return hour <= 23 && minute <= 59 && second <= 59;
}

/** Moments that a `Date` can hold in any zone: what lies beyond counts as the first or the last of them. */
const LAST = 100_000_000 * DAY - 2 * DAY;

/**
 * A moment in UTC, in milliseconds since 1970. What is cut off from the fraction is less than a millisecond. The parts have
 * to be possible ones; hour 24 is the next day's beginning.
 *
 * @param fraction the digits after the decimal point of the seconds.
 */
export function momentOf(
  day: readonly [year: number, month: number, day: number],
  clock: readonly [hour: number, minute: number, second: number],
  fraction = '',
): number {
  const [year, month, date] = day;
  // Four hundred years have the same days whenever they begin; this way no year is too far for a Date.
  const cycle = Math.floor(year / 400);
  const days = Date.UTC(2000 + year - cycle * 400, month - 1, date) / DAY + (cycle - 5) * 146_097;
  const [hour, minute, second] = clock;
  const time = days * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + millisecondsOf(fraction);
  return Math.max(-LAST, Math.min(LAST, time));
}

/** The milliseconds that the digits after a decimal point begin with. */
function millisecondsOf(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/**
 * Minutes east of UTC of an offset, with or without a colon or minutes: `+05:30`, `-0800`, `+01`, `Z`, `UTC`, `GMT`.
 *
 * @returns undefined for anything else, and for an offset that can't be (`+14:01`, `+05:99`).
 */
export function offsetOf(zone: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone);
  if (!match) return undefined;
  const minutes = Number(match[3] ?? 0);
  const size = Number(match[2]) * 60 + minutes;
  if (minutes > 59 || size > MAX_OFFSET) return undefined;
  return match[1] === '-' && size > 0 ? -size : size;
}

import { textValue } from '../envelope/contents';
import type { Value } from '../envelope/values';
import { DAY } from '../text/calendar';
import { readInstant } from '../text/instant';
import { w3cTimestamp } from '../text/timestamp';

/**
 * Reads a date as leniently as the service is known to have done: whatever `readInstant` reads as a date of the calendar
 * with a year of four digits, Ruby's `Time#to_s` in both its forms among it (`2013-06-09 14:04:54 -0800`,
 * `Sun Jun 09 14:04:54 -0800 2013`). Seconds since 1970 and mail dates it is not known to have taken. Without an offset it
 * counts as UTC (our choice).
 *
 * @returns milliseconds since 1970, or undefined when it is no date.
 */
export function parseDateTime(text: string): number | undefined {
  const instant = readInstant(text);
  if (!instant || instant.twoDigitYear) return undefined;
  return ['iso', 'date', 'ruby'].includes(instant.shape) ? instant.time : undefined;
}

/** A date and time in milliseconds since 1970, or undefined when it is absent, nil or empty. */
export function instantValue(value: Value | undefined): number | undefined {
  const text = textValue(value);
  return text === undefined ? undefined : parseDateTime(text);
}

/**
 * Writes a time as the vendor's samples have it: to the second, in US Central time with its offset
 * (`2015-09-04T16:07:16-05:00`).
 *
 * @param instant milliseconds since 1970.
 */
export function formatDateTime(instant: number): string {
  return w3cTimestamp(instant, isCentralSummer(instant) ? '-05:00' : '-06:00');
}

/** The day of a time in US Central time, `2015-09-04`. */
export function formatDate(instant: number): string {
  return formatDateTime(instant).slice(0, 10);
}

/**
 * The number of the day in Central Standard Time, whatever the season: the vendor resets the daily quota at 00:00 CST.
 */
export function standardDay(instant: number): number {
  return Math.floor((instant - 6 * 3_600_000) / DAY);
}

/**
 * Daylight saving in the United States since 2007: from the second Sunday of March, 2:00 standard time, to the first
 * Sunday of November, 2:00 daylight time. Computed here because `Intl` takes a hundred times as long for each date.
 */
function isCentralSummer(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return instant >= sunday(year, 2, 8) + 8 * 3_600_000 && instant < sunday(year, 10, 1) + 7 * 3_600_000;
}

/** The first Sunday of a month (from 0) that is not before that day, at 00:00 UTC. */
function sunday(year: number, month: number, day: number): number {
  const first = Date.UTC(year, month, day);
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
}

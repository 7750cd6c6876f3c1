import { w3cTimestamp } from '../signature/timestamp';

/** One day in milliseconds. */
export const DAY = 86_400_000;

/**
 * Reads `xs:dateTime` (XML Schema Part 2, 3.2.7), and more kindly than the schema: the offset may lack its colon or be
 * missing (then it counts as UTC; our choice), the time may be missing or stand after a space.
 *
 * @returns milliseconds since 1970, or undefined when it is no date.
 */
export function parseDateTime(text: string): number | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date.parse takes the 31st of a shorter month for the 1st of the next one.
  if (Number.isNaN(local) || new Date(local).getUTCDate() !== Number(day)) return undefined;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  const minutes = offset ? Number(offset[2]) * 60 + Number(offset[3]) : 0;
  if (minutes > 14 * 60) return undefined;
  return (
    local + Math.trunc(Number(`0${fraction}`) * 1000) - (offset?.[1] === '-' ? -minutes : minutes) * 60_000
  );
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

import { MONTHS, offsetOf } from './calendar';
import { formatOffset } from './timestamp';
import { offsetOfName } from './zone-names';

/** The parts of a date and time as they stand in a text; the month may be a number already. */
export interface TimeParts {
  readonly year: string;
  readonly month: string | number;
  readonly day: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly fraction?: string;
  /** As `offsetOf` reads it. */
  readonly zone?: string;
}

/** Other ways in which programming languages print a time, each by its parts. */
const PRINTED: readonly RegExp[] = [
  // JavaScript's `'' + date`, with or without the zone's name.
  /^[A-Z][a-z]{2} (?<name>[A-Z][a-z]{2}) (?<day>\d\d) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) GMT(?<zone>[+-]\d{4})(?: \([^()]{1,60}\))?$/,
  // Java's `Date.toString()`, the date command, and C's `asctime`, which names no zone.
  /^[A-Z][a-z]{2} (?<name>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?:(?<zone>[A-Z]{2,5}|GMT[+-]\d\d:\d\d) )?(?<year>\d{4})$/,
  // Go's `Time.String()`, with what the monotonic clock adds.
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))? (?<zone>[+-]\d{4}) (?:[A-Z]{2,5}|[+-]\d{2,4})(?: m=[+-][\d.]{1,32})?$/,
  // An abbreviation for the offset.
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))? ?(?<zone>[A-Z]{2,5})$/,
  // Java's `ZonedDateTime`.
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>[+-]\d\d:\d\d|Z)\[[\w/+-]{1,64}\]$/,
  // Dots for the colons, and hours without their zero.
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d{1,2})\.(?<minute>\d\d)\.(?<second>\d\d)(?<zone>Z|[+-]\d\d:?\d\d)?$/,
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})[T ](?<hour>\d{1,2}):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))? ?(?<zone>Z|[+-]\d\d:?\d\d)?$/,
];
/** An offset whose plus sign became a space on its way through a web form. */
const PLUS_LOST = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?) (\d\d:?\d\d)$/;

/** The text with the plus sign that its offset has lost; undefined where none is missing. */
export function withPlus(text: string): string | undefined {
  const match = PLUS_LOST.exec(text);
  return match ? `${match[1]}+${match[2]}` : undefined;
}

/**
 * Takes apart what JavaScript, Java, Go and C print for a time, and ISO 8601 with a zone's name, with dots for its colons or
 * without zeros in front. The values are not checked.
 *
 * @returns undefined when the text is no such thing, or names a zone that is not known.
 */
export function printedParts(text: string): TimeParts | undefined {
  for (const pattern of PRINTED) {
    const found = pattern.exec(text)?.groups;
    if (!found) continue;
    const { name, year = '', month = '', day = '', hour, minute, second, fraction } = found;
    const zone = found.zone?.replace(/^GMT(?=[+-])/, '');
    const parts = { year, month: name === undefined ? month : MONTHS.indexOf(name) + 1, day: day.trim() };
    const clock = { hour, minute, second, fraction };
    if (zone === undefined || offsetOf(zone) !== undefined) return { ...parts, ...clock, zone };
    const named = offsetOfName(zone);
    return named === undefined ? undefined : { ...parts, ...clock, zone: formatOffset(named) };
  }
  return undefined;
}

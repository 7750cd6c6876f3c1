import { offsetOf } from './calendar';

/** Where a timestamp's offset comes from: this machine's zone, an offset (`Z`, `+05:30`), or an IANA zone (`Asia/Kolkata`). */
export type Zone = 'local' | (string & {});

/**
 * Writes an instant as W3C date and time with seconds and offset (W3C NOTE-datetime), as the vendor's samples have it:
 * `2013-06-09T14:04:54-08:00`.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z; cut to the second.
 * @param zone `Z` and UTC write `+00:00`, since every documented sample carries a numeric offset.
 * @throws RangeError when the instant is no date, or the zone neither an offset nor known to the platform.
 */
export function w3cTimestamp(instant: number, zone: Zone = 'local'): string {
  const offset = offsetMinutes(instant, zone);
  const shifted = new Date(instant + offset * 60_000).toISOString();
  return shifted.slice(0, shifted.indexOf('.')) + formatOffset(offset);
}

/** The zone's offset from UTC at that instant, in minutes, east positive. */
export function offsetMinutes(instant: number, zone: Zone): number {
  if (zone === 'local') return -new Date(instant).getTimezoneOffset();
  if (zone === 'Z' || /^[+-]\d\d:\d\d$/.test(zone)) {
    const minutes = offsetOf(zone);
    if (minutes === undefined) throw new RangeError(`"zone" expected an offset, got ${zone}`);
    return minutes;
  }
  return namedOffset(instant, zone);
}

/** Minutes east of UTC as `+hh:mm` or `-hh:mm`. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(Math.trunc(minutes));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function namedOffset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(instant);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  return offsetOf(text.slice(3)) ?? 0;
}

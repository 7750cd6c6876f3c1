const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hour12: false });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** The day of a time, in words; two times are of the same day when this is the same. @param time milliseconds since 1970. */
export function dayOf(time: number): string {
  return day.format(time);
}

/** Hour, minute and second, for lists. */
export function secondOf(time: number): string {
  return seconds.format(time);
}

/** When something was: the hour for today, with the date for another day. */
export function whenOf(time: number, now: number): string {
  return dayOf(time) === dayOf(now) ? clock.format(time) : `${clock.format(time)}, ${date.format(time)}`;
}

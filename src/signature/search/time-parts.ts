import { MONTHS, WEEKDAYS } from '../../text/calendar';
import { formatOffset } from '../../text/timestamp';

const weekdaysInFull = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A number of two digits. */
export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The parts that programs print of an instant, on the clocks of a zone so many minutes east of UTC. */
export function partsOf(time: number, offset: number) {
  const moment = new Date(time + offset * 60_000);
  const text = moment.toISOString();
  const colon = formatOffset(offset);
  return {
    weekday: WEEKDAYS[moment.getUTCDay()] ?? '',
    weekdayInFull: weekdaysInFull[moment.getUTCDay()] ?? '',
    month: MONTHS[moment.getUTCMonth()] ?? '',
    /** The month from 1 to 12. */
    number: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    year: moment.getUTCFullYear(),
    /** `2017-03-09` */
    date: text.slice(0, 10),
    /** `17:40:00` */
    clock: text.slice(11, 19),
    /** On a face of twelve hours. */
    hour: moment.getUTCHours() % 12 || 12,
    minute: text.slice(14, 16),
    second: text.slice(17, 19),
    half: moment.getUTCHours() < 12 ? 'AM' : 'PM',
    /** The offset, `-08:00` and `-0800`. */
    colon,
    numeric: colon.replace(':', ''),
  };
}

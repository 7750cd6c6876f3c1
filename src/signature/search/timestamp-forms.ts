import type { TimestampForm } from '../cause';
import { formatOffset } from '../../text/timestamp';
import { partsOf, two } from './time-parts';

/** Writes an instant, in milliseconds since 1970, as seen in a zone so many minutes east of UTC. */
type Writer = (time: number, offset: number) => string;

/** `2017-03-09T17:40:00.000` on the clocks of the zone. */
function wall(time: number, offset: number): string {
  return new Date(time + offset * 60_000).toISOString().slice(0, -1);
}

const second: Writer = (time, offset) => wall(time, offset).slice(0, 19);
const spaced: Writer = (time, offset) => second(time, offset).replace('T', ' ');
const micro: Writer = (time, offset) => `${wall(time, offset)}000`;
const bare: Writer = (time, offset) => second(time, offset).replaceAll(/[-:]/g, '');
const ending = (count: number) => '0'.repeat(count);
const noColon = (offset: number) => formatOffset(offset).replace(':', '');

function mail(time: number, offset: number): string {
  const { weekday, day, month, year, clock } = partsOf(time, offset);
  return `${weekday}, ${two(day)} ${month} ${year} ${clock}`;
}

/** `2017-03-09T05:40:00`: the hours from 01 to 12. */
function twelveHours(time: number, offset: number): string {
  const text = second(time, offset);
  const hour = Number(text.slice(11, 13)) % 12 || 12;
  return text.slice(0, 11) + String(hour).padStart(2, '0') + text.slice(13);
}

/** The forms that a zone can be written in. Every text is in the zone's own wall clock. */
export const zoned = {
  w3c: (time, offset) => second(time, offset) + formatOffset(offset),
  'no-colon': (time, offset) => second(time, offset) + noColon(offset),
  'hours-only': (time, offset) => second(time, offset) + formatOffset(offset).slice(0, 3),
  'no-offset': second,
  space: (time, offset) => spaced(time, offset) + formatOffset(offset),
  'space-no-colon': (time, offset) => `${spaced(time, offset)} ${noColon(offset)}`,
  'space-no-offset': spaced,
  milliseconds: (time, offset) => wall(time, offset) + formatOffset(offset),
  'milliseconds-no-colon': (time, offset) => wall(time, offset) + noColon(offset),
  'milliseconds-no-offset': wall,
  microseconds: (time, offset) => micro(time, offset) + formatOffset(offset),
  'microseconds-no-offset': micro,
  'no-seconds': (time, offset) => second(time, offset).slice(0, 16) + formatOffset(offset),
  compact: (time, offset) => bare(time, offset) + noColon(offset),
  'two-digit-year': (time, offset) => second(time, offset).slice(2) + formatOffset(offset),
  'twelve-hour': (time, offset) => twelveHours(time, offset) + formatOffset(offset),
  'rfc-2822': (time, offset) => `${mail(time, offset)} ${noColon(offset)}`,
  'date-only': (time, offset) => second(time, offset).slice(0, 10),
  ticks: (time, offset) => `${wall(time, offset)}${ending(4)}${formatOffset(offset)}`,
  'ticks-no-offset': (time, offset) => `${wall(time, offset)}${ending(4)}`,
  nanoseconds: (time, offset) => `${wall(time, offset)}${ending(6)}${formatOffset(offset)}`,
  'space-microseconds': (time, offset) => micro(time, offset).replace('T', ' '),
  'space-microseconds-offset': (time, offset) => micro(time, offset).replace('T', ' ') + formatOffset(offset),
  'space-milliseconds': (time, offset) => wall(time, offset).replace('T', ' '),
  'space-tenths': (time, offset) => `${spaced(time, offset)}.0`,
  'sql-datetime2': (time, offset) => `${wall(time, offset).replace('T', ' ')}${ending(4)}`,
  'sql-datetimeoffset': (time, offset) =>
    `${wall(time, offset).replace('T', ' ')}${ending(4)} ${formatOffset(offset)}`,
  'space-offset-spaced': (time, offset) => `${spaced(time, offset)} ${formatOffset(offset)}`,
  'ruby-18': (time, offset) => {
    const { weekday, month, day, clock, year } = partsOf(time, offset);
    return `${weekday} ${month} ${two(day)} ${clock} ${noColon(offset)} ${year}`;
  },
  asctime: (time, offset) => {
    const { weekday, month, day, clock, year } = partsOf(time, offset);
    return `${weekday} ${month} ${String(day).padStart(2)} ${clock} ${year}`;
  },
  'sql-server': (time, offset) => {
    const { month, day, year, hour, minute, half } = partsOf(time, offset);
    return `${month} ${String(day).padStart(2)} ${year} ${String(hour).padStart(2)}:${minute}${half}`;
  },
} satisfies Partial<Record<TimestampForm, Writer>>;

/** The forms that say UTC without an offset. */
export const universal = {
  z: (time) => `${second(time, 0)}Z`,
  'milliseconds-z': (time) => `${wall(time, 0)}Z`,
  'microseconds-z': (time) => `${micro(time, 0)}Z`,
  'space-z': (time) => `${spaced(time, 0)}Z`,
  'space-utc': (time) => `${spaced(time, 0)} UTC`,
  'no-seconds-z': (time) => `${second(time, 0).slice(0, 16)}Z`,
  'compact-z': (time) => `${bare(time, 0)}Z`,
  'http-date': (time) => `${mail(time, 0)} GMT`,
  'epoch-seconds': (time) => String(Math.floor(time / 1000)),
  'epoch-milliseconds': (time) => String(time),
  'epoch-decimal': (time) => `${Math.floor(time / 1000)}.0`,
  'epoch-microseconds': (time) => `${time}000`,
  'epoch-nanoseconds': (time) => `${time}000000`,
  'ticks-z': (time) => `${wall(time, 0)}${ending(4)}Z`,
  'nanoseconds-z': (time) => `${wall(time, 0)}${ending(6)}Z`,
  'json-string': (time) => `"${wall(time, 0)}Z"`,
  'json-date': (time) => `/Date(${time})/`,
} satisfies Partial<Record<TimestampForm, (time: number) => string>>;

/** Every offset that clocks somewhere in the world keep, in minutes east of UTC. */
export const worldOffsets: readonly number[] = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * 60),
  -570,
  -210,
  -150,
  210,
  270,
  330,
  345,
  390,
  525,
  570,
  630,
  765,
  825,
].sort((a, b) => a - b);

import type { TimestampForm } from '../cause';
import { zoneNames, type ZoneName } from '../../text/zone-names';
import { partsOf, two } from './time-parts';

/** Writes an instant as seen in a zone so many minutes east of UTC, in each way that the form knows. */
type Writers = (time: number, offset: number) => string[];

/** What is printed with a zone's name: once for each zone that keeps this offset. */
function named(write: (time: number, zone: ZoneName) => string[]): Writers {
  return (time, offset) =>
    zoneNames.filter((zone) => zone.offset === offset).flatMap((zone) => write(time, zone));
}

/** One change of the text, with each separator and each ending that programs give it. */
function changed(write: (time: number, offset: number) => readonly [date: string, clock: string]): Writers {
  return (time, offset) => {
    const { colon, numeric } = partsOf(time, offset);
    const [date, clock] = write(time, offset);
    const ends = [colon, '', numeric, ` ${numeric}`, ` ${colon}`, ...(offset === 0 ? ['Z', ' UTC'] : [])];
    return ['T', ' '].flatMap((mark) => ends.map((end) => date + mark + clock + end));
  };
}

/** Forms that depend on the name of the zone or on the country, so that one instant has several of them. */
export const printed = {
  javascript: (time, offset) => {
    const { weekday, month, day, year, clock, numeric } = partsOf(time, offset);
    const plain = `${weekday} ${month} ${two(day)} ${year} ${clock} GMT${numeric}`;
    const names = zoneNames.filter((zone) => zone.offset === offset);
    return [plain, ...names.flatMap(({ long, short }) => [`${plain} (${long})`, `${plain} (${short})`])];
  },
  java: named((time, { offset, short }) => {
    const { weekday, month, day, year, clock } = partsOf(time, offset);
    return [`${weekday} ${month} ${two(day)} ${clock} ${short} ${year}`];
  }),
  'date-command': named((time, { offset, short }) => {
    const { weekday, month, day, year, clock } = partsOf(time, offset);
    return [`${weekday} ${month} ${String(day).padStart(2)} ${clock} ${short} ${year}`];
  }),
  'java-zoned': named((time, { offset, iana }) => {
    const { date, clock, colon } = partsOf(time, offset);
    return [`${date}T${clock}${colon}[${iana}]`];
  }),
  go: (time, offset) => {
    const { date, clock, numeric } = partsOf(time, offset);
    const names = zoneNames.filter((zone) => zone.offset === offset).map(({ short }) => short);
    return [...names, numeric].map((name) => `${date} ${clock} ${numeric} ${name}`);
  },
  'zone-name': named((time, { offset, short }) => {
    const { date, clock } = partsOf(time, offset);
    return [`${date}T${clock}${short}`, `${date}T${clock} ${short}`, `${date} ${clock} ${short}`];
  }),
  'rfc-850': named((time, { offset, short }) => {
    const { weekdayInFull, day, month, year, clock } = partsOf(time, offset);
    const years = [String(year), two(year % 100)];
    return years.map((shown) => `${weekdayInFull}, ${two(day)}-${month}-${shown} ${clock} ${short}`);
  }),
  /** .NET's `ToString()`, JavaScript's `toLocaleString()` and Java's, in the countries that most programs run in. */
  local: (time, offset) => {
    const { number, day, year, clock, hour, minute, second, half, month, colon } = partsOf(time, offset);
    const face = `${minute}:${second}`;
    const american = `${number}/${day}/${year}`;
    const padded = `${two(number)}/${two(day)}/${year}`;
    const european = `${two(day)}/${two(number)}/${year}`;
    const german = `${two(day)}.${two(number)}.${year}`;
    const texts = [
      `${american} ${hour}:${face} ${half}`,
      `${american}, ${hour}:${face} ${half}`,
      `${american} ${hour}:${face}\u202f${half}`,
      `${american}, ${hour}:${face}\u202f${half}`,
      `${american} ${clock}`,
      `${padded} ${clock}`,
      `${padded} ${two(hour)}:${face} ${half}`,
      `${month} ${day}, ${year} ${hour}:${face} ${half}`,
      `${month} ${day}, ${year}, ${hour}:${face} ${half}`,
      `${european} ${clock}`,
      `${european}, ${clock}`,
      `${german} ${clock}`,
      `${german}, ${clock}`,
      `${day}.${number}.${year}, ${clock}`,
    ];
    return [...texts, ...texts.map((text) => `${text} ${colon}`)];
  },
  'twelve-hour': changed((time, offset) => {
    const { date, hour, minute, second } = partsOf(time, offset);
    return [date, `${two(hour)}:${minute}:${second}`];
  }),
  'unpadded-hour': changed((time, offset) => {
    const { date, clock } = partsOf(time, offset);
    return [date, clock.replace(/^0/, '')];
  }),
  unpadded: changed((time, offset) => {
    const { year, number, day, clock } = partsOf(time, offset);
    return [`${year}-${number}-${day}`, clock.replace(/^0/, '')];
  }),
  dots: changed((time, offset) => {
    const { date, clock } = partsOf(time, offset);
    return [date, clock.replaceAll(':', '.')];
  }),
  slashes: changed((time, offset) => {
    const { date, clock } = partsOf(time, offset);
    return [date.replaceAll('-', '/'), clock];
  }),
} satisfies Partial<Record<TimestampForm, Writers>>;

import type { Cause, TimestampForm } from '../cause';
import type { Instant } from '../../text/instant';
import { formatOffset } from '../../text/timestamp';
import { withPlus } from '../../text/printed-time';
import { mistake, weights, type Choice } from './choice';
import { printed } from './printed-forms';
import { universal, worldOffsets, zoned } from './timestamp-forms';

/** A way to write the header's instant, moved by so many seconds. */
export type TimestampWriter = (seconds: number) => string;

const { common, rare, far, alone } = weights;
const likelyHere: readonly TimestampForm[] = [
  'w3c',
  'no-colon',
  'no-offset',
  'space-no-offset',
  'milliseconds',
];
const likelyUtc: readonly TimestampForm[] = ['w3c', 'no-colon', 'no-offset', 'space-no-offset'];
const likelyUniversal: readonly TimestampForm[] = [
  'z',
  'milliseconds-z',
  'epoch-seconds',
  'epoch-milliseconds',
];

/** Forms of the first list of causes: the others, which fewer programs write, are combined less. */
const usual: readonly TimestampForm[] = [
  ...likelyHere,
  ...likelyUniversal,
  'hours-only',
  'space',
  'space-z',
  'space-utc',
  'space-no-colon',
  'milliseconds-no-colon',
  'milliseconds-no-offset',
  'microseconds',
  'microseconds-z',
  'microseconds-no-offset',
  'no-seconds',
  'no-seconds-z',
  'compact',
  'compact-z',
  'two-digit-year',
  'twelve-hour',
  'rfc-2822',
  'http-date',
  'epoch-decimal',
];

function weightOf(form: TimestampForm, likely: readonly TimestampForm[]): number {
  if (likely.includes(form)) return common;
  return usual.includes(form) ? rare : far;
}

/** The forms tried in zones that are neither the header's nor UTC. */
const elsewhere = [
  'no-colon',
  'no-offset',
  'space',
  'space-no-colon',
  'space-no-offset',
  'milliseconds',
  'milliseconds-no-offset',
  'microseconds-no-offset',
  'rfc-2822',
] as const;

/** Every other way to write an instant: in the header's zone, in UTC, in the world's zones, and under a wrong offset. */
export function rewritten(instant: Instant): Choice<TimestampWriter>[] {
  const here = instant.offset ?? 0;
  const inUtc: Choice<TimestampWriter>[] = [];
  for (const [form, write] of entries(universal)) {
    inUtc.push(written(instant, write, form, null, weightOf(form, likelyUniversal)));
  }
  return [
    ...inZone(instant, here, likelyHere),
    ...(here === 0 ? [] : inZone(instant, 0, likelyUtc)),
    ...inUtc,
    ...relabelled(instant),
    ...worldOffsets.filter((zone) => zone !== here && zone !== 0).flatMap((zone) => abroad(instant, zone)),
  ];
}

/** The header's text as it looks on its way through a URL. */
export function escaped(asItStands: TimestampWriter): Choice<TimestampWriter>[] {
  const changes: readonly (readonly [TimestampForm, number, (text: string) => string])[] = [
    ['percent-encoded', rare, encodeURIComponent],
    ['percent-encoded-lower', far, (text) => encodeURIComponent(text).replaceAll(/%../g, lower)],
    ['colons-encoded', far, (text) => text.replaceAll(':', '%3A')],
    ['colons-encoded', far, (text) => text.replaceAll(':', '%3a')],
    ['plus-as-space', rare, (text) => text.replaceAll('+', ' ')],
    ['plus-in-form', far, (text) => text.replaceAll('+', '%2B')],
    ['plus-lost-in-header', common, (text) => withPlus(text) ?? text],
  ];
  const seen = new Set([asItStands(0)]);
  return changes.flatMap(([form, weight, change]) => {
    const text = change(asItStands(0));
    if (seen.has(text)) return [];
    seen.add(text);
    return [mistake((seconds: number) => change(asItStands(seconds)), cause(form, null), weight)];
  });
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** What is printed with names of zones or by the custom of a country: long lists, tried with nothing else. */
export function* printedTimes({ time, offset }: Instant): Generator<Choice<string>> {
  const here = offset ?? 0;
  for (const zone of new Set([here, 0, ...worldOffsets])) {
    const isNear = zone === here || zone === 0;
    for (const [form, write] of entries(printed)) {
      if (!isNear && !printedElsewhere.includes(form)) continue;
      const why = cause(form, zone === offset ? null : formatOffset(zone));
      for (const text of write(time, zone)) yield mistake(text, why, alone);
    }
  }
}

const printedElsewhere: readonly TimestampForm[] = ['javascript', 'java', 'go', 'local', 'date-command'];

/** The clock of another zone, written under the header's own offset. */
export function clocksElsewhere(instant: Instant, asItStands: TimestampWriter): Choice<TimestampWriter>[] {
  const here = instant.offset ?? 0;
  return (
    worldOffsets
      // Up to an hour it is a moved clock rather than another zone.
      .filter((zone) => zone !== here && (zone === 0 || Math.abs(zone - here) > 60))
      .map((zone) => {
        const write = (seconds: number) => asItStands(seconds + (zone - here) * 60);
        return mistake(write, cause('clock-elsewhere', formatOffset(zone)), zone === 0 ? rare : alone);
      })
  );
}

function inZone(instant: Instant, zone: number, likely: readonly TimestampForm[]): Choice<TimestampWriter>[] {
  const offset = zone === instant.offset ? null : formatOffset(zone);
  return entries(zoned).map(([form, write]) => {
    return written(instant, (time) => write(time, zone), form, offset, weightOf(form, likely));
  });
}

function abroad(instant: Instant, zone: number): Choice<TimestampWriter>[] {
  const name = formatOffset(zone);
  return [
    written(instant, (time) => zoned.w3c(time, zone), 'w3c', name, rare),
    ...elsewhere.map((form) => written(instant, (time) => zoned[form](time, zone), form, name, far + 1)),
  ];
}

/** The header's wall clock under an offset that is not the header's: another instant, by a slip of the zone. */
function* relabelled(instant: Instant): Generator<Choice<TimestampWriter>> {
  const here = instant.offset ?? 0;
  const label = (form: TimestampForm, offset: number, weight: number) => {
    const write = (time: number) => zoned.w3c(time + (here - offset) * 60_000, offset);
    return written(instant, write, form, formatOffset(offset), weight);
  };
  const hours = Math.trunc(here / 60) * 60;
  const sign = here < 0 ? -1 : 1;
  for (const part of [0, 30, 45]) {
    const offset = hours + sign * part;
    if (offset !== here) yield label('zone-cut', offset, part === 0 ? common : rare);
  }
  if (here !== 0) {
    yield label('zone-sign', -here, rare);
    yield label('zone-relabelled', 0, rare);
  }
  yield written(instant, (time) => universal.z(time + here * 60_000), 'z-relabelled', null, rare);
  const others = instant.offset === null ? worldOffsets : [here - 60, here + 60];
  for (const offset of others) {
    if (Math.abs(offset) <= 14 * 60) yield label('zone-relabelled', offset, rare);
  }
}

function written(
  { time }: Instant,
  write: (time: number) => string,
  form: TimestampForm,
  offset: string | null,
  weight: number,
): Choice<TimestampWriter> {
  return mistake((seconds) => write(time + seconds * 1000), cause(form, offset), weight);
}

function cause(form: TimestampForm, offset: string | null): Cause {
  return { code: 'timestamp-form', form, offset };
}

function entries<K extends string, V>(table: Record<K, V>): [K, V][] {
  return Object.entries(table) as [K, V][];
}

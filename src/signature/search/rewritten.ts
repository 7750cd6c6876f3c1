import type { Cause, TimestampForm } from '../cause';
import type { Instant } from '../../text/instant';
import { formatOffset } from '../../text/timestamp';
import { mistake, weights, type Choice } from './choice';
import { universal, worldOffsets, zoned } from './timestamp-forms';

/** A way to write the header's instant, moved by so many seconds. */
export type TimestampWriter = (seconds: number) => string;

const { common, rare, far } = weights;
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
    const weight = likelyUniversal.includes(form) ? common : rare;
    inUtc.push(written(instant, write, form, null, weight));
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
  return [
    mistake((seconds) => encodeURIComponent(asItStands(seconds)), cause('percent-encoded', null), rare),
    mistake((seconds) => asItStands(seconds).replaceAll('+', ' '), cause('plus-as-space', null), rare),
  ];
}

function inZone(instant: Instant, zone: number, likely: readonly TimestampForm[]): Choice<TimestampWriter>[] {
  const offset = zone === instant.offset ? null : formatOffset(zone);
  return entries(zoned).map(([form, write]) => {
    return written(instant, (time) => write(time, zone), form, offset, likely.includes(form) ? common : rare);
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

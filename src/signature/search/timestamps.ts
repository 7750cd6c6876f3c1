import type { Cause } from '../cause';
import { readInstant, type Instant } from '../../text/instant';
import { withPlus } from '../../text/printed-time';
import { distinct, mistake, product, right, weights, type Choice } from './choice';
import { plainLookAlikes } from '../look-alikes';
import { clocksElsewhere, escaped, printedTimes, rewritten, type TimestampWriter } from './rewritten';
import { universal, zoned } from './timestamp-forms';
import { surroundings } from './whitespace';

const { common, rare, far, alone } = weights;

/** Everything that may have been signed where the service signs the header's timestamp as it stands; each once. */
export function timestampChoices(header: string): Choice<string>[] {
  return distinct(everyTimestamp(header), (text) => text);
}

/** Every way to each timestamp; several may lead to the same text. */
export function everyTimestamp(header: string): Choice<string>[] {
  const { text, instant, writings, asItStands } = readHeader(header);
  const unmoved: Choice<TimestampWriter> = right((seconds) => (seconds === 0 ? header : asItStands(seconds)));
  const restored = withPlus(text);
  const isNew = ({ value }: Choice<TimestampWriter>) => value(0) !== text && value(0) !== restored;
  const others = [...writings.filter(isNew), ...escaped(asItStands)];
  if (instant) others.push(...clocksElsewhere(instant, asItStands));
  const texts = product([unmoved, ...others], moves, (write, seconds) => write(seconds));
  if (text !== header) {
    texts.push(mistake(text, { code: 'whitespace-trimmed', where: 'timestamp' }, common));
  }
  const cleaned = plainLookAlikes(header);
  if (cleaned !== header) texts.push(mistake(cleaned, { code: 'look-alikes', where: 'timestamp' }, common));
  const around = surroundings('timestamp');
  return product(texts, around, (value, { before, after }) => before + value + after);
}

/** What is tried with nothing else: every second within the hour, every millisecond, and what programs print by name. */
export function* loneTimestamps(header: string): Generator<Choice<string>> {
  const { text, instant, writings } = readHeader(header);
  if (!instant) return;
  yield* secondsAround(instant);
  yield* fractions(instant);
  // What is no different from a form with a name of its own is known by that name.
  const known = new Set([text, ...writings.map((writing) => writing.value(0))]);
  for (const choice of printedTimes(instant)) if (!known.has(choice.value)) yield choice;
}

function readHeader(header: string) {
  const text = header.trim();
  const read = readInstant(text);
  const instant = read && hasPlainYear(read) ? read : null;
  const writings = instant ? rewritten(instant) : [];
  const known = writings.find((writing) => writing.value(0) === text)?.value;
  const asItStands: TimestampWriter = (seconds) => (seconds === 0 || !known ? text : known(seconds));
  return { text, instant, writings, asItStands };
}

/** Two calls for the time, one for the header and one for the signature, can fall into different seconds. */
const moves: readonly Choice<number>[] = [
  right(0),
  ...[1, 2, 3, 10, 30, 60, 300].flatMap((seconds) =>
    [seconds, -seconds].map((moved) => {
      const weight = seconds === 1 ? common : seconds === 2 ? rare : far;
      return mistake(moved, { code: 'timestamp-shifted', seconds: moved }, weight);
    }),
  ),
];

/** Dates with years of four digits: only these can be moved and written again. */
function hasPlainYear(instant: Instant): boolean {
  return instant.time > Date.UTC(1, 0, 3) && instant.time < Date.UTC(9999, 11, 28);
}

const hour = 3600;

/** Minutes and seconds of an hour as clocks show them. */
const faces: readonly string[] = Array.from({ length: hour }, (_, second) =>
  [Math.floor(second / 60), second % 60].map((value) => String(value).padStart(2, '0')).join(':'),
);

/** Every second up to an hour away, in the header's form and zone or in UTC: stale and early timestamps. */
function* secondsAround(instant: Instant): Generator<Choice<string>> {
  if (instant.fraction !== null) return;
  const offset = instant.offset ?? 0;
  const end = instant.zone === 'z' ? 'Z' : instant.offset === null ? '' : zoned.w3c(0, offset).slice(19);
  const base = Math.floor(instant.time / 1000) + offset * 60;
  for (let from = Math.floor((base - hour) / hour) * hour; from <= base + hour; from += hour) {
    const beginning = zoned['no-offset'](from * 1000, 0).slice(0, 14);
    for (const [at, face] of faces.entries()) {
      const seconds = from + at - base;
      if (Math.abs(seconds) > hour || seconds === 0) continue;
      yield mistake(beginning + face + end, { code: 'timestamp-shifted', seconds }, alone);
    }
  }
}

/** A header cut to the second hides which millisecond was signed: a thousand guesses, in the header's zone and in UTC. */
function* fractions(instant: Instant): Generator<Choice<string>> {
  if (instant.fraction !== null) return;
  const cause = (milliseconds: number, utc: boolean): Cause => {
    return { code: 'timestamp-fraction', milliseconds, utc };
  };
  const utc = universal.z(instant.time).slice(0, -1);
  const local = zoned.w3c(instant.time, instant.offset ?? 0);
  for (let milliseconds = 1; milliseconds < 1000; milliseconds++) {
    const digits = `.${String(milliseconds).padStart(3, '0')}`;
    yield mistake(`${utc}${digits}Z`, cause(milliseconds, true), alone);
    yield mistake(local.slice(0, 19) + digits + local.slice(19), cause(milliseconds, false), alone);
  }
}

import type { Cause } from '../cause';
import { readInstant, type Instant } from '../../text/instant';
import { distinct, mistake, product, right, weights, type Choice } from './choice';
import { escaped, rewritten, type TimestampWriter } from './rewritten';
import { universal, zoned } from './timestamp-forms';
import { surroundings } from './whitespace';

/** Everything that may have been signed where the service signs the header's timestamp as it stands; each once. */
export function timestampChoices(header: string): Choice<string>[] {
  return distinct(everyTimestamp(header), (text) => text);
}

/** Every way to each timestamp; several may lead to the same text. */
export function everyTimestamp(header: string): Choice<string>[] {
  const text = header.trim();
  const instant = readInstant(text);
  const writings = instant && hasPlainYear(instant) ? rewritten(instant) : [];
  const known = writings.find((writing) => writing.value(0) === text)?.value;
  const asItStands: TimestampWriter = (seconds) => (seconds === 0 || !known ? text : known(seconds));
  const unmoved: Choice<TimestampWriter> = right((seconds) => (seconds === 0 ? header : asItStands(seconds)));
  const others = [...writings.filter((writing) => writing.value(0) !== text), ...escaped(asItStands)];
  const texts = product([unmoved, ...others], moves(), (write, seconds) => write(seconds));
  if (text !== header) {
    texts.push(mistake(text, { code: 'whitespace-trimmed', where: 'timestamp' }, weights.common));
  }
  const around = surroundings('timestamp');
  const all = product(texts, around, (value, { before, after }) => before + value + after);
  return [...all, ...fractions(instant)];
}

/** Two calls for the time, one for the header and one for the signature, can fall into different seconds. */
function moves(): Choice<number>[] {
  const moved = (seconds: number, weight: number) => {
    return mistake(seconds, { code: 'timestamp-shifted', seconds }, weight);
  };
  const { common, rare } = weights;
  return [right(0), moved(1, common), moved(-1, common), moved(2, rare), moved(-2, rare)];
}

/** Dates with years of four digits: only these can be moved and written again. */
function hasPlainYear(instant: Instant): boolean {
  return instant.time > Date.UTC(1, 0, 3) && instant.time < Date.UTC(9999, 11, 28);
}

/** A header cut to the second hides which millisecond was signed: a thousand guesses, in the header's zone and in UTC. */
function fractions(instant: Instant | null): Choice<string>[] {
  if (!instant || !hasPlainYear(instant) || instant.fraction !== null) return [];
  const choices: Choice<string>[] = [];
  for (let milliseconds = 1; milliseconds < 1000; milliseconds++) {
    const time = instant.time + milliseconds;
    const cause = (utc: boolean): Cause => ({ code: 'timestamp-fraction', milliseconds, utc });
    const local = zoned.milliseconds(time, instant.offset ?? 0);
    choices.push(mistake(universal['milliseconds-z'](time), cause(true), weights.alone));
    choices.push(mistake(local, cause(false), weights.alone));
  }
  return choices;
}

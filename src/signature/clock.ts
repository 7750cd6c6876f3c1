import { readInstant } from '../text/instant';
import { worldOffsets } from './search/timestamp-forms';
import { formatOffset } from '../text/timestamp';

/** What a timestamp is compared with. */
export interface ClockOptions {
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: number;
  /** The `Date` header of the last answer, as it came, and when it came by this machine's clock. */
  readonly lastAnswer?: { readonly date: string; readonly receivedAt: number };
  /** How old a timestamp the endpoint accepts, in seconds: the sandbox's setting. No window of the real service is known. */
  readonly window?: number;
  /** The `Date` header that stands beside the request in a pasted text: the time when the service answered. */
  readonly answeredAt?: string;
  /** Timestamps of requests sent before, as they stood in their headers. */
  readonly history?: readonly string[];
}

/** One thing to know about the clock. Seconds are whole; positive means that the timestamp is behind. */
export type ClockFinding =
  | { readonly code: 'no-instant' }
  /** `on` is the timestamp's day, where it is further away than anybody counts hours. */
  | { readonly code: 'age' | 'future'; readonly seconds: number; readonly on?: string }
  /** How old it was when the request was answered, as the text tells; negative when it lay ahead. */
  | { readonly code: 'age-then'; readonly seconds: number; readonly on?: string }
  | {
      readonly code: 'outside-window';
      readonly seconds: number;
      readonly window: number;
      readonly on?: string;
    }
  /** Positive: this machine is ahead of the server. */
  | { readonly code: 'machine-skew'; readonly seconds: number }
  /** `offset` is the zone in whose clock the timestamp would be fresh. */
  | { readonly code: 'zone-slip' | 'half-hour-cut'; readonly minutes: number; readonly offset: string }
  | { readonly code: 'twelve-hour-slip' }
  | { readonly code: 'reused'; readonly times: number };

/** A reading of the clock for one timestamp. */
export interface ClockReading {
  /** Milliseconds since 1970, or null when the text is no date. */
  readonly instant: number | null;
  /** Seconds since the timestamp by this machine's clock; negative when it lies ahead. */
  readonly age: number | null;
  /** Seconds since the timestamp by the server's clock, as its last answer told it. */
  readonly ageAtServer: number | null;
  /** Seconds between the timestamp and the pasted answer's own time; null without one. */
  readonly ageThen: number | null;
  /** Seconds that this machine is ahead of the server. */
  readonly machineSkew: number | null;
  readonly findings: readonly ClockFinding[];
}

/** A request is made and judged within this time, in seconds: what is left over is no sign of a wrong zone. */
const tolerance = 120;

/** Beyond two days a time is told by its day. */
export const longAgo = 2 * 86_400;

/** `Date` headers are cut to the second, and the answer takes a moment. */
const smallSkew = 5;

/** Tells a timestamp's age, the skew of the clocks, and what a wrong zone would look like. */
export function readClock(timestamp: string, options: ClockOptions): ClockReading {
  const instant = readInstant(timestamp)?.time ?? null;
  const machineSkew = skewOf(options.lastAnswer);
  const times = (options.history ?? []).filter((earlier) => earlier === timestamp).length;
  const reused: ClockFinding[] = times > 0 ? [{ code: 'reused', times }] : [];
  const skewed: ClockFinding[] =
    machineSkew !== null && Math.abs(machineSkew) > smallSkew
      ? [{ code: 'machine-skew', seconds: machineSkew }]
      : [];
  if (instant === null) {
    const findings: ClockFinding[] = [{ code: 'no-instant' }, ...skewed, ...reused];
    return { instant, age: null, ageAtServer: null, ageThen: null, machineSkew, findings };
  }
  const age = Math.round((options.now - instant) / 1000);
  const ageAtServer = machineSkew === null ? null : age - machineSkew;
  const answered = options.answeredAt === undefined ? undefined : readInstant(options.answeredAt);
  const ageThen = answered ? Math.round((answered.time - instant) / 1000) : null;
  const judged = ageThen ?? ageAtServer ?? age;
  const on = Math.abs(judged) > longAgo ? { on: dayInWords(instant) } : {};
  const findings: ClockFinding[] = [
    ageThen !== null
      ? { code: 'age-then', seconds: ageThen, ...on }
      : judged < -smallSkew
        ? { code: 'future', seconds: -judged, ...on }
        : { code: 'age', seconds: Math.max(0, judged), ...on },
    ...outside(judged, options.window, on),
    ...slips(judged, timestamp),
    ...skewed,
    ...reused,
  ];
  return { instant, age, ageAtServer, ageThen, machineSkew, findings };
}

function skewOf(lastAnswer: ClockOptions['lastAnswer']): number | null {
  if (!lastAnswer) return null;
  const server = readInstant(lastAnswer.date);
  return server ? Math.round((lastAnswer.receivedAt - server.time) / 1000) : null;
}

function* outside(age: number, window: number | undefined, on: { on?: string }): Generator<ClockFinding> {
  if (window !== undefined && age > window) yield { code: 'outside-window', seconds: age, window, ...on };
}

/** A day in words, by UTC: `25 November 2026`. */
export function dayInWords(instant: number): string {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(instant).toLocaleDateString('en-GB', form);
}

/** An age close to the difference of two zones hints at a wrong zone, rather than at a late request. */
function* slips(age: number, timestamp: string): Generator<ClockFinding> {
  const minutes = Math.round(age / 900) * 15;
  const offset = readInstant(timestamp)?.offset ?? 0;
  // Where it was this late by the clock on the wall, the clock's zone is the one that the timestamp should name.
  const meant = offset - minutes;
  if (minutes === 0 || Math.abs(age - minutes * 60) > tolerance) return;
  if (Math.abs(minutes) === 12 * 60) yield { code: 'twelve-hour-slip' };
  else if (worldOffsets.includes(meant)) {
    const cut = Math.abs(minutes) < 60 && offset % 60 === 0;
    yield { code: cut ? 'half-hour-cut' : 'zone-slip', minutes, offset: formatOffset(meant) };
  }
}

import { isCalendarDay, isTimeOfDay, momentOf, offsetOf } from './calendar';

/*
 * Dates and times as XML Schema 1.0 has them (Part 2, 3.2.7 to 3.2.14), by the letter. What is written otherwise is read by
 * `readInstant` in `instant.ts`.
 *
 * Who reads strictly: the editor's checks, the form, and the snippets that hand typed dates to a library. Who reads
 * leniently: the sandbox, since the service took more than the schema says; and everything about signatures, since there
 * people's own texts are judged.
 */

/** The parts of a lexical `xs:dateTime`, and the moment that it names. */
export interface DateTime {
  readonly ok: true;
  /** `2013-06-09` */
  readonly day: string;
  /** `14:04:54` */
  readonly clock: string;
  /** The digits after the decimal point; null when there is none. */
  readonly fraction: string | null;
  /** As written: `-08:00` or `Z`; empty when there is none. */
  readonly zone: string;
  /** Minutes east of UTC; null when the text names no zone. */
  readonly offset: number | null;
  /** Milliseconds since 1970; a text without a zone counts as UTC. */
  readonly time: number;
}

/** Why a text is no date or time: its form, or the part which calendar, clock or map have not. */
export interface DateTimeFault {
  readonly ok: false;
  readonly wrong: 'form' | 'day' | 'clock' | 'offset';
  /** The part that is wrong, as written. */
  readonly part: string;
}

const ZONE = String.raw`(Z|[+-]\d\d:\d\d)?`;
const DAY = String.raw`(-?(?:[1-9]\d{4,}|\d{4})-\d\d-\d\d)`;
const CLOCK = String.raw`(\d\d:\d\d:\d\d)(?:\.(\d+))?`;
const DATE_TIME = new RegExp(`^${DAY}T${CLOCK}${ZONE}$`);
const DATE = new RegExp(`^${DAY}${ZONE}$`);
const TIME = new RegExp(`^${CLOCK}${ZONE}$`);

/** Reads `xs:dateTime`, strictly. White space around it is the caller's to take off. */
export function readDateTime(text: string): DateTime | DateTimeFault {
  const match = DATE_TIME.exec(text);
  if (!match) return { ok: false, wrong: 'form', part: text };
  const [, day = '', clock = '', fraction, zone = ''] = match;
  const fault = dayFault(day) ?? clockFault(clock, fraction) ?? zoneFault(zone);
  if (fault) return fault;
  const offset = zone === '' ? null : (offsetOf(zone) ?? 0);
  const moment = momentOf(dayParts(day), clockParts(clock), fraction);
  return {
    ok: true,
    day,
    clock,
    fraction: fraction ?? null,
    zone,
    offset,
    time: moment - (offset ?? 0) * 60_000,
  };
}

/** What is wrong with a text as `xs:date`, strictly; undefined when it is one. */
export function dateFault(text: string): DateTimeFault | undefined {
  const match = DATE.exec(text);
  if (!match) return { ok: false, wrong: 'form', part: text };
  return dayFault(match[1] ?? '') ?? zoneFault(match[2] ?? '');
}

/** What is wrong with a text as `xs:time`, strictly; undefined when it is one. */
export function timeFault(text: string): DateTimeFault | undefined {
  const match = TIME.exec(text);
  if (!match) return { ok: false, wrong: 'form', part: text };
  return clockFault(match[1] ?? '', match[2]) ?? zoneFault(match[3] ?? '');
}

/** The parts of dates that have types of their own, each completed to a day of a leap year. */
const PARTS: Readonly<Record<string, readonly [form: RegExp, complete: (part: string) => string]>> = {
  gYear: [new RegExp(`^(-?(?:[1-9]\\d{4,}|\\d{4}))${ZONE}$`), (part) => `${part}-01-01`],
  gYearMonth: [new RegExp(`^(-?(?:[1-9]\\d{4,}|\\d{4})-\\d\\d)${ZONE}$`), (part) => `${part}-01`],
  gMonthDay: [new RegExp(`^--(\\d\\d-\\d\\d)${ZONE}$`), (part) => `2000-${part}`],
  gDay: [new RegExp(`^---(\\d\\d)${ZONE}$`), (part) => `2000-01-${part}`],
  gMonth: [new RegExp(`^--(\\d\\d)${ZONE}$`), (part) => `2000-${part}-01`],
};

/** What is wrong with a text as one of `gYear`, `gYearMonth`, `gMonthDay`, `gDay` and `gMonth`, strictly. */
export function datePartFault(type: string, text: string): DateTimeFault | undefined {
  const [form, complete] = PARTS[type] ?? [];
  const match = form?.exec(text);
  if (!match || !complete) return { ok: false, wrong: 'form', part: text };
  const fault = dayFault(complete(match[1] ?? ''));
  return fault ? { ...fault, part: match[1] ?? '' } : zoneFault(match[2] ?? '');
}

function dayFault(day: string): DateTimeFault | undefined {
  return isCalendarDay(...dayParts(day)) ? undefined : { ok: false, wrong: 'day', part: day };
}

function clockFault(clock: string, fraction: string | undefined): DateTimeFault | undefined {
  return isTimeOfDay(...clockParts(clock), fraction) ? undefined : { ok: false, wrong: 'clock', part: clock };
}

function zoneFault(zone: string): DateTimeFault | undefined {
  const fine = zone === '' || offsetOf(zone) !== undefined;
  return fine ? undefined : { ok: false, wrong: 'offset', part: zone };
}

function dayParts(day: string): [year: number, month: number, day: number] {
  return [Number(day.slice(0, -6)), Number(day.slice(-5, -3)), Number(day.slice(-2))];
}

function clockParts(clock: string): [hour: number, minute: number, second: number] {
  return [Number(clock.slice(0, 2)), Number(clock.slice(3, 5)), Number(clock.slice(6))];
}

import type { ClockFinding, ClockReading } from './clock';
import { duration } from './duration';

export { duration } from './duration';

/** Says a finding about the clock in one or two sentences. */
export function clockInWords(finding: ClockFinding): string {
  switch (finding.code) {
    case 'no-instant':
      return 'The timestamp is no date, so its age cannot be told.';
    case 'age':
      return finding.seconds === 0
        ? 'The timestamp is from this very second.'
        : `The timestamp is ${duration(finding.seconds)} old.`;
    case 'future':
      return `The timestamp lies ${duration(finding.seconds)} ahead.`;
    case 'outside-window':
      return `The endpoint accepts timestamps up to ${duration(finding.window)} old, as it is set; this one is ${duration(finding.seconds)} old.`;
    case 'machine-skew':
      return finding.seconds > 0
        ? `This machine’s clock is ${duration(finding.seconds)} ahead of the server’s. Set it by a time server.`
        : `This machine’s clock is ${duration(-finding.seconds)} behind the server’s. Set it by a time server.`;
    case 'half-hour-cut':
      return `The timestamp is off by ${Math.abs(finding.minutes)} minutes, as when the zone ${finding.offset} is cut to whole hours. Write the offset’s minutes too.`;
    case 'zone-slip':
      return `The timestamp is off by close to ${duration(Math.abs(finding.minutes) * 60)}, as when the clock of zone ${finding.offset} is written under another offset. Check the zone of the program that writes it, and daylight saving time.`;
    case 'twelve-hour-slip':
      return 'The timestamp is off by close to twelve hours, as when hours are written from 01 to 12. Write them from 00 to 23.';
    case 'reused':
      return `This timestamp was sent before, ${finding.times === 1 ? 'once' : `${finding.times} times`}: the header seems to be kept. Make a fresh one for each request.`;
  }
}

/**
 * Explains the fault 20016 for a timestamp: what it means and what to do. It says how long the window is only where the
 * endpoint told it, for that of the real service was never published.
 *
 * @param window the endpoint's window in seconds, where it is a known setting.
 */
export function expiredInWords(reading: ClockReading, window?: number): string {
  const age = reading.ageAtServer ?? reading.age;
  const old =
    age === null
      ? 'Its age cannot be told.'
      : `It is ${age < 0 ? `${duration(-age)} ahead` : `${duration(age)} old`}.`;
  const limit =
    window === undefined
      ? 'How old a timestamp may be was never published.'
      : `This endpoint is set to accept ${duration(window)}.`;
  return `20016 means that the timestamp and its signature are in the past: the answer is about age, not about how the signature is made. ${old} ${limit} Take the time anew for each request, sign it, and send at once.`;
}

import { dayInWords, longAgo, type ClockFinding, type ClockReading } from './clock';
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
        : `The timestamp is ${span(finding.seconds)} old${of(finding.on)}.`;
    case 'future':
      return `The timestamp lies ${span(finding.seconds)} ahead${of(finding.on)}.`;
    case 'age-then':
      return finding.seconds < 0
        ? `By the Date header in the text, the timestamp lay ${span(-finding.seconds)} ahead when the request was answered${of(finding.on)}.`
        : `By the Date header in the text, the timestamp was ${span(finding.seconds)} old when the request was answered${of(finding.on)}.`;
    case 'outside-window':
      return `The endpoint accepts timestamps up to ${duration(finding.window)} old, as it is set; this one is ${span(finding.seconds)} old.`;
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

/** A duration; beyond two days in days, for nobody counts hours then. */
function span(seconds: number): string {
  return seconds > longAgo
    ? `${Math.floor(seconds / 86_400).toLocaleString('en-US')} days`
    : duration(seconds);
}

function of(day: string | undefined): string {
  return day === undefined ? '' : `: it is of ${day}`;
}

/**
 * Explains the fault 20016 for a timestamp: what it means and what to do. It says how long the window is only where the
 * endpoint told it, for that of the real service was never published.
 *
 * @param window the endpoint's window in seconds, where it is a known setting.
 */
export function expiredInWords(reading: ClockReading, window?: number): string {
  const age = reading.ageThen ?? reading.ageAtServer ?? reading.age;
  if (age !== null && age < 0)
    return `20016 means that the timestamp and its signature are in the past, but this one lies ${span(-age)} ahead of ${reading.ageThen === null && reading.ageAtServer === null ? 'this machine’s clock' : 'the service’s clock'}. Compare the clock and the offset of the machine that made it: an offset that is not that of its clock puts the timestamp hours away.`;
  const day =
    age !== null && age > longAgo && reading.instant !== null ? dayInWords(reading.instant) : undefined;
  const was = reading.ageThen === null ? 'is' : 'was';
  const old = age === null ? 'Its age cannot be told.' : `It ${was} ${span(age)} old${of(day)}.`;
  const limit =
    window === undefined
      ? 'How old a timestamp may be was never published.'
      : `This endpoint is set to accept ${duration(window)}.`;
  return `20016 means that the timestamp and its signature are in the past: the answer is about age, not about how the signature is made. ${old} ${limit} Take the time anew for each request, sign it, and send at once.`;
}

/**
 * What the fault in a pasted answer says of a request whose signature is right; undefined when there is nothing to say. Of
 * 20016 nobody hears who did not get it, unless the endpoint is known to refuse a timestamp of this age.
 *
 * @param fault the answer's code, `20016`; null when no answer was pasted, or one without a fault.
 */
export function faultInWords(
  fault: string | null,
  reading: ClockReading,
  window?: number,
): string | undefined {
  const isOutside = reading.findings.some(({ code }) => code === 'outside-window');
  if (fault === '20016' || (fault === null && isOutside)) return expiredInWords(reading, window);
  if (fault === '20014')
    return 'The answer in the text is the fault 20014, a wrong signature, though this one is right for this key: the service keeps another key for this user id, or it was asked with another signature than the one in the text.';
  return fault === null
    ? undefined
    : `The answer in the text is the fault ${fault}, which is about neither the signature nor its age.`;
}

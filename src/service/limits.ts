import { fault, type SoapFault } from './fault';
import { standardDay } from './time';

/** How many calls may be made; null for any number. */
export interface CallLimits {
  /** In a day, which begins at 00:00 CST. */
  readonly dailyQuota: number | null;
  /** In the span of `rateSpan`, which is in milliseconds. */
  readonly rateCalls: number | null;
  readonly rateSpan: number;
  /** Under way at once. */
  readonly concurrentCalls: number | null;
}

/**
 * Counts calls against the three limits of the service: so many in a day (20015), so many in a short span (20023), so
 * many at once (20024). Only authentic calls count, and calls that were turned down do not (our choice).
 */
export class Limits {
  #day = 0;
  #today = 0;
  #recent: number[] = [];
  #underWay = 0;

  /** Calls counted on the current day. */
  get today(): number {
    return this.#today;
  }

  /**
   * Counts a call, or says which limit it would pass.
   *
   * @param now milliseconds since 1970.
   */
  admit(limits: CallLimits, now: number): SoapFault | undefined {
    const day = standardDay(now);
    if (day !== this.#day) {
      this.#day = day;
      this.#today = 0;
    }
    // A clock that was set back leaves times in the future; they count no longer.
    this.#recent = this.#recent.filter((at) => at > now - limits.rateSpan && at <= now);
    const { dailyQuota, rateCalls, concurrentCalls } = limits;
    if (dailyQuota !== null && this.#today >= dailyQuota) return fault('20015');
    if (rateCalls !== null && this.#recent.length >= rateCalls) return fault('20023');
    if (concurrentCalls !== null && this.#underWay > concurrentCalls) return fault('20024');
    this.#today += 1;
    if (rateCalls !== null) this.#recent.push(now);
    return undefined;
  }

  /** A call has begun. It is over when the function that comes back is called. */
  begin(): () => void {
    this.#underWay += 1;
    return () => {
      this.#underWay -= 1;
    };
  }

  /** Forgets what was counted, but not the calls under way. */
  reset(): void {
    this.#today = 0;
    this.#recent = [];
  }
}

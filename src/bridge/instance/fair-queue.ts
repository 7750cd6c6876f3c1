/** Waits so many milliseconds, or until the signal; it never fails. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** How many may be under way, and how many may begin in a span. */
export interface QueueLimits {
  readonly concurrent: number;
  readonly rate: number;
  /** In milliseconds. */
  readonly span: number;
}

interface Waiter {
  readonly start: () => void;
}

/**
 * Lets calls begin under two limits. Whoever waits has a turn after each of the others, so that one who asks for much does not
 * keep out one who asks for little.
 */
export class FairQueue {
  readonly #limits: QueueLimits;
  readonly #now: () => number;
  readonly #wait: Wait;
  readonly #waiting = new Map<string, Waiter[]>();
  #begun: number[] = [];
  #underWay = 0;
  #alarm: AbortController | undefined;

  constructor(limits: QueueLimits, now: () => number, wait: Wait) {
    this.#limits = limits;
    this.#now = now;
    this.#wait = wait;
  }

  /** How many are under way, and how many wait. */
  get length(): { readonly underWay: number; readonly waiting: number } {
    let waiting = 0;
    for (const line of this.#waiting.values()) waiting += line.length;
    return { underWay: this.#underWay, waiting };
  }

  /**
   * Waits for a turn.
   *
   * @param who the line to stand in.
   * @param patience in milliseconds.
   * @returns what ends the turn, which has to be called; undefined when there was none in time.
   */
  async enter(who: string, patience: number): Promise<(() => void) | undefined> {
    if (this.#waiting.size === 0 && this.#delay() === 0) return this.#begin();
    if (patience <= 0) return undefined;
    const over = new AbortController();
    let end: (() => void) | undefined;
    const waiter: Waiter = {
      start: () => {
        end = this.#begin();
        over.abort();
      },
    };
    this.#waiting.set(who, [...(this.#waiting.get(who) ?? []), waiter]);
    this.#next();
    await this.#wait(patience, over.signal);
    if (end === undefined) this.#leave(who, waiter);
    return end;
  }

  /** How long until the next may begin, in milliseconds; Infinity while too many are under way. */
  #delay(): number {
    const { concurrent, rate, span } = this.#limits;
    if (this.#underWay >= concurrent) return Infinity;
    const now = this.#now();
    // A clock that was set back leaves times in the future; they count no longer.
    this.#begun = this.#begun.filter((at) => at > now - span && at <= now);
    const oldest = this.#begun[this.#begun.length - rate];
    return oldest === undefined ? 0 : Math.max(1, oldest + span - now);
  }

  #begin(): () => void {
    this.#underWay += 1;
    this.#begun.push(this.#now());
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#underWay -= 1;
      this.#next();
    };
  }

  /** Lets in whoever may begin by now, one of each line in turn. */
  #next(): void {
    for (;;) {
      const [first] = this.#waiting;
      if (!first) return;
      const delay = this.#delay();
      if (delay > 0) return this.#wakeAfter(delay);
      const [who, [waiter, ...rest]] = first;
      this.#waiting.delete(who);
      if (rest.length > 0) this.#waiting.set(who, rest);
      waiter?.start();
    }
  }

  #wakeAfter(delay: number): void {
    if (this.#alarm || delay === Infinity) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    void this.#wait(delay, alarm.signal).then(() => {
      this.#alarm = undefined;
      this.#next();
    });
  }

  #leave(who: string, waiter: Waiter): void {
    const rest = (this.#waiting.get(who) ?? []).filter((one) => one !== waiter);
    if (rest.length > 0) this.#waiting.set(who, rest);
    else this.#waiting.delete(who);
  }
}

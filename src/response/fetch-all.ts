import type { Outcome } from '../transport/send';
import type { AnswerReading } from './answer-reader';
import type { Page } from './table';

/** What an answer on the way turned out to be. */
export type FetchedAnswer =
  | { readonly kind: 'page'; readonly reading: AnswerReading }
  | { readonly kind: 'fault'; readonly code?: string; readonly message: string }
  /** No answer of this operation, or one that was cut off. */
  | { readonly kind: 'unreadable'; readonly message: string }
  /** Nobody can read at the moment; nothing is wrong with the answer. */
  | { readonly kind: 'unread'; readonly message: string };

/** What fetching needs from the world. */
export interface FetchPorts {
  /** Signs and sends a request. */
  readonly send: (request: string, signal: AbortSignal) => Promise<Outcome>;
  /** @param request the text that the answer is to. */
  readonly read: (text: string, request: string) => Promise<FetchedAnswer>;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  /** Waits that many milliseconds, or until the signal says that nobody waits any more. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface FetchOptions {
  /** No page is asked for once there are that many rows. */
  readonly cap: number;
  /** The least time from one request to the next, in milliseconds. */
  readonly interval: number;
}

/**
 * Four requests a second: the service took 100 calls in 20 seconds (fault 20023 above that), and others of the same
 * account may call at the same time. The rows fit into a browser's memory many times over.
 */
export const FETCH_DEFAULTS: FetchOptions = { cap: 10_000, interval: 250 };

/** How far it is. `limited`: the cap is reached, and there is more. */
export type FetchPhase = 'running' | 'paused' | 'limited' | 'failed' | 'stopped' | 'done';

export interface FetchProgress {
  readonly phase: FetchPhase;
  readonly rows: number;
  readonly pages: number;
  /** Rows still to come, where the service counts them. */
  readonly remaining?: number;
  /** Pages a second, while it runs. */
  readonly rate?: number;
  /** Milliseconds until the end, as far as rate and remaining rows tell. */
  readonly left?: number;
  /** How often each thing was met that was tried again: `{ '20023': 1, connection: 2 }`. */
  readonly retries: Readonly<Record<string, number>>;
  /** Milliseconds that are being waited before the page is tried again. */
  readonly waiting?: number;
  /** Why it failed, in a sentence. */
  readonly message?: string;
}

/** Tries of one page, and the longest wait between two of them, in milliseconds. */
const MOST_TRIES = 8;
const LONGEST_WAIT = 20_000;
const FIRST_WAIT = 1000;
/** Too many calls in a time, or at a time: both pass. */
const PASSING_FAULTS = new Set(['20023', '20024']);
const PASSING_STATUSES = new Set([429, 502, 503, 504]);
/** Pages that the rate is taken from. */
const RECENT = 10;

/** A page that was asked for: there, to be tried again, or the end of it. */
type Attempt =
  | { readonly kind: 'page'; readonly page: Page; readonly reading: AnswerReading }
  | { readonly kind: 'again'; readonly why: string; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Asks for page after page until the operation's own rule says that there is none. What came is kept, whatever happens. */
export class FetchAll {
  readonly #ports: FetchPorts;
  readonly #interval: number;
  readonly #onchange: () => void;
  readonly #retries: Record<string, number> = {};
  readonly #step: number;
  #pages: readonly Page[];
  #rows: number;
  #remaining: number | undefined;
  #request: string | undefined;
  #cap: number;
  #phase: FetchPhase = 'paused';
  #message: string | undefined;
  #waiting: number | undefined;
  #run: AbortController | undefined;
  #pausing = false;
  #lastStart = -Infinity;
  /** When pages came since the last pause, and how many rows each had. */
  #recent: { at: number; rows: number }[] = [];

  /**
   * @param first the answer that is there already, with its reading.
   * @param onchange called after each change of `progress` or `pages`.
   */
  constructor(
    ports: FetchPorts,
    first: Page & { readonly reading: AnswerReading },
    options: FetchOptions,
    onchange: () => void = () => {},
  ) {
    this.#ports = ports;
    this.#interval = options.interval;
    this.#cap = this.#step = options.cap;
    this.#onchange = onchange;
    this.#pages = [{ text: first.text, rows: first.rows }];
    this.#rows = first.rows.count;
    this.#goTo(first.reading);
    if (this.#request === undefined) this.#phase = 'done';
  }

  /** The pages so far; another list after each change. */
  get pages(): readonly Page[] {
    return this.#pages;
  }

  get progress(): FetchProgress {
    const rate = this.#phase === 'running' ? this.#rate() : undefined;
    return {
      phase: this.#phase,
      rows: this.#rows,
      pages: this.#pages.length,
      remaining: this.#remaining,
      rate: rate?.pages,
      left:
        rate && rate.rows > 0 && this.#remaining !== undefined
          ? (this.#remaining / rate.rows) * 1000
          : undefined,
      retries: { ...this.#retries },
      waiting: this.#waiting,
      message: this.#message,
    };
  }

  /** Begins, or goes on after a pause, a failure or the cap, which then lies as much higher. Ends when nothing is under way. */
  async goOn(): Promise<void> {
    if (this.#phase === 'running' || this.#phase === 'done' || this.#phase === 'stopped') return;
    if (this.#rows >= this.#cap) this.#cap = this.#rows + this.#step;
    const run = (this.#run = new AbortController());
    this.#pausing = false;
    this.#recent = [];
    this.#message = undefined;
    this.#become('running');
    const phase = await this.#loop(run.signal);
    if (this.#run === run) this.#become(phase);
  }

  /** Stops after the page that is under way; a wait ends at once. */
  pause() {
    if (this.#phase !== 'running') return;
    this.#pausing = true;
    if (this.#waiting !== undefined) this.#halt('paused');
  }

  /** Ends it for good; the pages so far stay. */
  stop() {
    if (this.#phase === 'done' || this.#phase === 'stopped') return;
    this.#halt('stopped');
  }

  #halt(phase: FetchPhase) {
    const run = this.#run;
    this.#run = undefined;
    this.#waiting = undefined;
    this.#become(phase);
    run?.abort();
  }

  #become(phase: FetchPhase) {
    this.#phase = phase;
    this.#onchange();
  }

  async #loop(signal: AbortSignal): Promise<FetchPhase> {
    let tries = 0;
    while (this.#request !== undefined) {
      if (this.#rows >= this.#cap) return 'limited';
      await this.#wait(this.#lastStart + this.#interval - this.#ports.now(), signal);
      if (signal.aborted) return 'stopped';
      if (this.#pausing) return 'paused';
      this.#lastStart = this.#ports.now();
      const attempt = await this.#ask(this.#request, signal);
      if (signal.aborted || attempt.kind === 'cancelled') return 'stopped';
      if (attempt.kind === 'page') {
        tries = 0;
        this.#take(attempt.page, attempt.reading);
        continue;
      }
      tries += 1;
      if (attempt.kind === 'failed' || tries >= MOST_TRIES) {
        this.#message = attempt.message;
        return 'failed';
      }
      this.#retries[attempt.why] = (this.#retries[attempt.why] ?? 0) + 1;
      if (!this.#pausing) await this.#backOff(tries, signal);
      if (signal.aborted) return 'stopped';
    }
    return this.#message === undefined ? 'done' : 'failed';
  }

  /** Waits longer each time, and never quite as long as others who were told the same. */
  async #backOff(tries: number, signal: AbortSignal) {
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT) * (0.75 + this.#ports.random() / 2);
    this.#waiting = Math.round(wait);
    this.#onchange();
    await this.#wait(wait, signal);
    if (!signal.aborted) this.#waiting = undefined;
  }

  async #wait(milliseconds: number, signal: AbortSignal) {
    if (milliseconds > 0) await this.#ports.sleep(milliseconds, signal);
  }

  async #ask(request: string, signal: AbortSignal): Promise<Attempt> {
    const outcome = await this.#ports.send(request, signal);
    switch (outcome.kind) {
      case 'answered':
        return this.#judge(outcome.text, outcome.status, request);
      case 'unreachable':
      case 'broken-off':
        return { kind: 'again', why: 'connection', message: `The connection broke: ${outcome.message}` };
      case 'timed-out':
        return {
          kind: 'again',
          why: 'timeout',
          message: `No answer came in ${outcome.limit / 1000} seconds.`,
        };
      case 'cancelled':
        return { kind: 'cancelled' };
      case 'refused':
        return {
          kind: 'failed',
          message: outcome.message || `The proxy refused the call: ${outcome.reason}.`,
        };
      default:
        return { kind: 'failed', message: 'There is no proxy that could carry the call.' };
    }
  }

  async #judge(text: string, status: number, request: string): Promise<Attempt> {
    const answer = await this.#ports.read(text, request);
    if (answer.kind === 'page')
      return { kind: 'page', page: { text, rows: answer.reading.rows }, reading: answer.reading };
    const { message } = answer;
    // The page came; asking for it once more would not make it readable. It can be gone on with when somebody reads again.
    if (answer.kind === 'unread') return { kind: 'failed', message };
    if (answer.kind === 'fault') {
      const { code } = answer;
      return code !== undefined && PASSING_FAULTS.has(code)
        ? { kind: 'again', why: code, message }
        : { kind: 'failed', message };
    }
    // A whole page of a proxy on the way, or an answer that lacks its end: neither says anything about the next try.
    const passes = PASSING_STATUSES.has(status) || (status >= 200 && status < 300);
    return passes ? { kind: 'again', why: 'answer', message } : { kind: 'failed', message };
  }

  #take(page: Page, reading: AnswerReading) {
    this.#pages = [...this.#pages, page];
    this.#rows += page.rows.count;
    this.#recent = [...this.#recent.slice(-RECENT), { at: this.#ports.now(), rows: page.rows.count }];
    this.#goTo(reading);
    this.#onchange();
  }

  #goTo({ count, next }: AnswerReading) {
    this.#remaining = count.more ? count.remaining : 0;
    this.#request = next.ok ? next.text : undefined;
    if (!next.ok && next.reason !== 'at-end' && next.reason !== 'no-paging') this.#message = next.message;
  }

  #rate(): { readonly pages: number; readonly rows: number } | undefined {
    const first = this.#recent[0];
    const last = this.#recent.at(-1);
    if (!first || !last || last.at <= first.at) return undefined;
    const seconds = (last.at - first.at) / 1000;
    const rows = this.#recent.slice(1).reduce((sum, page) => sum + page.rows, 0);
    return { pages: (this.#recent.length - 1) / seconds, rows: rows / seconds };
  }
}

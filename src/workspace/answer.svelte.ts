import * as v from 'valibot';
import type { AnswerReading } from '../response/answer-reader';
import type { FetchAll, FetchProgress } from '../response/fetch-all';
import type { AnswerTable, Page } from '../response/table';
import type { OutgoingCall, Outcome } from '../transport/send';
import type * as AnswerParts from './answer-parts';
import type { AnswerService } from './answer-service';
import type { CallState } from './call.svelte';
import { Stored, type StorageArea } from './stored';

/** The ways to look at an answer, in their order. */
export const ANSWER_VIEWS = ['xml', 'table', 'tree', 'json', 'details'] as const;
export type AnswerView = (typeof ANSWER_VIEWS)[number];

/** What the answer's state needs from the world. */
export interface AnswerPorts {
  readonly service: AnswerService;
  /** Signs a request's text if that is switched on, and sends it to where the last call went. */
  readonly dispatch: (call: OutgoingCall, signal: AbortSignal) => Promise<Outcome>;
  readonly storage?: () => StorageArea;
  /** A call's answer has been read: how many rows it has, in words. */
  readonly oncount?: (call: OutgoingCall, words: string) => void;
}

const views = v.record(v.string(), v.picklist(ANSWER_VIEWS));

/** The last answer as rows, and the pages that were fetched after it. */
export class AnswerState {
  readonly #ports: AnswerPorts;
  readonly #stored: Stored<Readonly<Record<string, AnswerView>>>;
  #views: Readonly<Record<string, AnswerView>>;
  /** The text that `reading` is of, or is to be of. */
  #text: string | undefined;
  #call: OutgoingCall | undefined;
  /** Rows of the pages before, once Next page was pressed; undefined when nobody counted. */
  #before = 0;
  #expected: { readonly body: string; readonly before: number } | undefined;
  #fetch: FetchAll | undefined;
  #parts: typeof AnswerParts | undefined = $state.raw();
  #isCounted = $state(true);
  /** What the answer is, read in the worker; undefined while that is under way, and without an answer. */
  reading: AnswerReading | undefined = $state.raw();
  /** Whether a reading is under way. */
  isReading = $state(false);
  /** The answer, and the pages after it. */
  pages: readonly Page[] = $state.raw([]);
  /** Their rows; undefined while there are none. */
  readonly table: AnswerTable | undefined = $derived(
    this.#parts && this.pages.length > 0 ? new this.#parts.AnswerTable(this.pages) : undefined,
  );
  progress: FetchProgress | undefined = $state.raw();

  constructor(ports: AnswerPorts) {
    this.#ports = ports;
    this.#stored = new Stored<Readonly<Record<string, AnswerView>>>('answer-views', views, {}, ports.storage);
    this.#views = $state.raw(this.#stored.read());
  }

  /** The way an operation's answers were looked at last; a fault is always shown as XML. */
  viewOf(operation: string): AnswerView {
    return Object.hasOwn(this.#views, operation) ? (this.#views[operation] ?? 'xml') : 'xml';
  }

  choose(operation: string, view: AnswerView) {
    this.#views = { ...this.#views, [operation]: view };
    this.#stored.write(this.#views);
  }

  /** Follows the last call. */
  look(state: CallState) {
    const outcome = state.kind === 'ended' ? state.outcome : undefined;
    const text = outcome?.kind === 'answered' ? outcome.text : undefined;
    const call = state.kind === 'idle' ? undefined : state.call;
    if (text === this.#text && call === this.#call) return;
    this.#fetch?.stop();
    this.#fetch = undefined;
    this.progress = undefined;
    this.reading = undefined;
    this.pages = [];
    this.#text = text;
    this.#call = call;
    if (text === undefined || text === '' || !call) {
      this.isReading = false;
      void this.#ports.service.cancel();
      return;
    }
    void this.#read(text, call);
  }

  async #read(text: string, call: OutgoingCall) {
    this.isReading = true;
    const [reading, parts] = await Promise.all([
      this.#ports.service.read(text, call.body).catch(() => undefined),
      import('./answer-parts').catch(() => undefined),
    ]);
    if (text !== this.#text || call !== this.#call) return;
    this.isReading = false;
    if (!reading || !parts) return;
    this.#parts = parts;
    const expected = this.#expected;
    this.#expected = undefined;
    this.#before = expected && !reading.isFirst ? expected.before : 0;
    this.#isCounted = reading.isFirst || expected !== undefined;
    this.reading = reading;
    this.pages = [{ text, rows: reading.rows }];
    this.#ports.oncount?.(call, this.count);
  }

  /** How many there are, in words; empty for an answer without rows. */
  get count(): string {
    const { reading, progress } = this;
    const describeCount = this.#parts?.describeCount;
    if (!describeCount || !reading?.rows.operation || reading.rows.single) return '';
    if (progress) {
      const { rows, remaining } = progress;
      const more = progress.phase !== 'done' && remaining !== 0;
      return describeCount({ rows, remaining, more }, reading.rows.rowElement, 0);
    }
    return describeCount(reading.count, reading.rows.rowElement, this.#isCounted ? this.#before : undefined);
  }

  /** Gives up reading a large answer; it stays as XML. */
  cancelReading() {
    this.isReading = false;
    void this.#ports.service.cancel();
  }

  /** The request for the next page, which then counts on from this one; undefined when there is none. */
  takeNext(): string | undefined {
    const { reading } = this;
    if (!reading?.next.ok) return undefined;
    this.#expected = {
      body: reading.next.text,
      before: (this.#isCounted ? this.#before : 0) + reading.rows.count,
    };
    return reading.next.text;
  }

  /** Begins to fetch all pages after the answer, or goes on with it. */
  fetchAll() {
    const { reading } = this;
    const parts = this.#parts;
    const call = this.#call;
    const first = this.pages[0];
    if (!reading || !first || !call || !parts) return;
    this.#fetch ??= this.#newFetch(parts, first, reading, call);
    void this.#fetch.goOn();
  }

  pause() {
    this.#fetch?.pause();
  }

  stop() {
    this.#fetch?.stop();
  }

  #newFetch(parts: typeof AnswerParts, first: Page, reading: AnswerReading, call: OutgoingCall): FetchAll {
    const fetch: FetchAll = new parts.FetchAll(
      {
        send: (body, signal) => this.#ports.dispatch({ ...call, body }, signal),
        read: (text, request) => this.#ports.service.readFetched(text, request),
        now: () => performance.now(),
        sleep: wait,
        random: () => Math.random(),
      },
      { ...first, reading },
      parts.FETCH_DEFAULTS,
      () => {
        if (fetch !== this.#fetch) return;
        this.progress = fetch.progress;
        if (fetch.pages !== this.pages) this.pages = fetch.pages;
      },
    );
    return fetch;
  }

  get service(): AnswerService {
    return this.#ports.service;
  }
}

/** Waits, or until nobody does any more. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

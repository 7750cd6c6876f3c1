import type { SoapExchange } from '../../service/exchange';

/** One received call, without secrets, so that it can be shown. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent when the request is no operation of the contract. */
  readonly operation?: string;
  /** What the check of the AuthenticationHeader came to. */
  readonly verdict: SoapExchange['verdict'];
  /** The request's age in milliseconds, negative for the future; absent when its time can't be read. */
  readonly age?: number;
  /** The HTTP status; 0 when the connection was dropped. */
  readonly status: number;
  /** The fault's code and message, when the answer was a fault. */
  readonly code?: string;
  readonly message?: string;
  /** The fault or the damage was ordered. */
  readonly ordered?: boolean;
  /** The beginning of the request and of the answer, with signature and key replaced by dots. */
  readonly request: string;
  readonly answer: string;
  /** Their whole lengths, in characters. */
  readonly requestLength: number;
  readonly answerLength: number;
}

/** How many calls are remembered. */
export const LOG_SIZE = 100;
/** How much of a text is remembered, in characters. */
const EXCERPT = 4_000;
const HIDDEN = '•••';

/** The last calls, newest last. */
export class CallLog {
  #entries: LogEntry[] = [];
  #count = 0;

  /**
   * Remembers a call.
   *
   * @param call its texts whole; of the request the beginning is enough where its length is given.
   * @param secrets texts that must not be shown wherever they stand.
   */
  add(
    call: Omit<LogEntry, 'number' | 'requestLength' | 'answerLength'> & { readonly requestLength?: number },
    secrets: readonly string[],
  ): void {
    this.#count += 1;
    this.#entries.push({
      ...call,
      number: this.#count,
      message: call.message === undefined ? undefined : excerpt(call.message, secrets),
      request: excerpt(call.request, secrets),
      answer: excerpt(call.answer, secrets),
      requestLength: call.requestLength ?? call.request.length,
      answerLength: call.answer.length,
    });
    if (this.#entries.length > LOG_SIZE) this.#entries.shift();
  }

  entries(): readonly LogEntry[] {
    return this.#entries.slice();
  }

  clear(): void {
    this.#entries = [];
  }
}

/** A signature opens the sandbox for as long as its window lasts; a key that somebody sent by mistake opens it for good. */
function excerpt(text: string, secrets: readonly string[]): string {
  // Cut with room to spare, so that a secret across the cut is hidden as a whole.
  let shown = text
    .slice(0, EXCERPT + 500)
    .replace(/(<(?:[^<>\s:]*:)?requestSignature\b[^>]*>)[\s\S]*?(?=<\/|$)/g, `$1${HIDDEN}`);
  for (const secret of secrets) if (secret !== '') shown = shown.replaceAll(secret, HIDDEN);
  // A copy: a mere slice would keep the whole text in memory.
  return new TextDecoder().decode(new TextEncoder().encode(shown.slice(0, EXCERPT)));
}

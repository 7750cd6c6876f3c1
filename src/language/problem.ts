import type { Path } from '../envelope/values';
import type { Fix } from '../xml/flaw';
import type { TextRange } from '../xml/placed';
import type { ProblemCode } from './problem-codes';

/** Something about a request's text that its author should know. */
export interface Problem {
  readonly code: ProblemCode;
  /** `error`: the contract or XML forbids it. `advice`: allowed, and it may well go wrong. */
  readonly severity: 'error' | 'advice';
  /** A sentence for the user. */
  readonly message: string;
  readonly range: TextRange;
  /** The field, when the place is one. */
  readonly path?: Path;
  readonly fixes: readonly Fix[];
}

/** What the page knows beyond the text. Everything is optional. */
export interface Context {
  /** The user id of the chosen endpoint. */
  readonly userId?: string;
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** The time to offer as a fresh timestamp, written as W3C date and time with its offset. */
  readonly timestamp?: string;
  /** Timestamp and signature are renewed when the request goes out: what stands there now does not matter. */
  readonly signOnSend?: boolean;
}

import * as v from 'valibot';
import type { ResponseSummary } from '../../response/read';
import type { Answer, Failure, OutgoingCall } from '../../transport/send';

/** How a call ended, without its texts. */
export type CallEnding =
  | {
      readonly kind: 'answered';
      readonly answer: Omit<Answer, 'text'>;
      /** What the answer was; absent when nobody could read it. */
      readonly reading?: ResponseSummary;
      /** How many characters of the answer are kept, when it was longer than what is kept whole. */
      readonly cutAt?: number;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** It was never sent: a text that gave way to another one. */
  | { readonly kind: 'unsent' };

/** One call as the history lists it. */
export interface HistoryEntry {
  readonly id: string;
  /** When it ended, in milliseconds since 1970. */
  readonly time: number;
  /** The document that was sent: the operation that was open. */
  readonly document: string;
  /** The operation that the request is of. */
  readonly operation: string;
  readonly endpoint: { readonly id: string; readonly name: string };
  readonly call: Omit<OutgoingCall, 'body'>;
  /** The request's first values. */
  readonly summary: string;
  /** What came, in a few words, such as “100 leads”. */
  readonly result: string;
  readonly ending: CallEnding;
  /** Given by the user. */
  readonly name: string;
  readonly pinned: boolean;
  /** Of both texts, in bytes of UTF-8. */
  readonly size: number;
}

/** The texts of one call. */
export interface HistoryTexts {
  readonly request: string;
  /** Absent without an answer. */
  readonly answer?: string;
}

const outline = v.object({
  id: v.string(),
  time: v.number(),
  document: v.string(),
  operation: v.string(),
  endpoint: v.object({ id: v.string(), name: v.string() }),
  call: v.object({ target: v.object({ kind: v.string() }), soapAction: v.string() }),
  summary: v.string(),
  result: v.string(),
  ending: v.object({ kind: v.picklist(['answered', 'failed', 'unsent']) }),
  name: v.string(),
  pinned: v.boolean(),
  size: v.number(),
});

/** Whether something that was kept, by this version of the page or another one, is an entry. */
export function isHistoryEntry(kept: unknown): kept is HistoryEntry {
  return v.is(outline, kept);
}

/** Whether something that was kept holds texts. */
export function isHistoryTexts(kept: unknown): kept is HistoryTexts {
  return v.is(v.object({ request: v.string(), answer: v.optional(v.string()) }), kept);
}

/** Size of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new Blob([text]).size;
}

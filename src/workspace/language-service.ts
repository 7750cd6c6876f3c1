import type { Values } from '../envelope/values';
import type { Extra } from '../envelope/read';
import type { Reading } from '../response/read';
import type { Authentication } from '../signature/sign';

/** A replacement in a text; offsets count UTF-16 code units of the text before any of the edits. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A request's text as the form needs it. */
export type RequestReading =
  | {
      readonly ok: true;
      /** Absent when the Body child is no request of the contract. */
      readonly operation?: string;
      /** The Body child's name, for words about an unknown one. */
      readonly bodyName?: string;
      readonly values: Values;
      readonly headers: Readonly<Record<string, Values>>;
      readonly extras: readonly Extra[];
    }
  | { readonly ok: false; readonly message: string; readonly line?: number; readonly column?: number };

/** A text with edits that were made to it, or why they could not be made. */
export type Revision =
  | { readonly ok: true; readonly text: string; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly message: string };

/** What the form holds. */
export interface FormContent {
  readonly operation: string;
  readonly values: Values;
  readonly headers: Readonly<Record<string, Values>>;
}

/**
 * The work on texts that may be large, so that typing never waits for it. In the page it is done in a worker; a test
 * may hand in the same functions directly.
 */
export interface LanguageService {
  readRequest(text: string): Promise<RequestReading>;
  /** Brings what the form holds into the text, changing nothing else. */
  revise(text: string, content: FormContent): Promise<Revision>;
  /** Puts the three values of the authentication header into the text. */
  authenticate(text: string, authentication: Authentication): Promise<Revision>;
  readResponse(text: string): Promise<Reading>;
  /** The text with line breaks and indentation, for looking at. */
  format(text: string): Promise<string>;
}

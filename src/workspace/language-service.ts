import type { WsdlResult } from '../contract/wsdl';
import type { MissingFile, WsdlFile } from '../contract/wsdl/files';
import type { Values } from '../envelope/values';
import type { Extra } from '../envelope/read';
import type { Completion } from '../language/completion';
import type { Hover } from '../language/hover';
import type { FieldPlace, FieldLocation } from '../language/locate';
import type { OutlineSymbol } from '../language/outline';
import type { Recognised } from '../paste/recognise';
import type { Context, Problem } from '../language/problem';
import type { ResponseReading, ResponseSummary } from '../response/read';
import type { Authentication } from '../signature/sign';
import type { Edit } from '../xml/placed';

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
  | {
      readonly ok: false;
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
      /** Nobody has read the text: this says nothing about it. */
      readonly unread?: true;
    };

/** A text with edits that were made to it, or why they could not be made. */
export type Revision =
  | { readonly ok: true; readonly text: string; readonly edits: readonly Edit[] }
  | {
      readonly ok: false;
      /**
       * `values`: the form holds what XML can't carry. `unavailable`: nobody does this work at the moment. Otherwise
       * the text is in the way.
       */
      readonly reason: 'not-well-formed' | 'not-an-envelope' | 'other-operation' | 'values' | 'unavailable';
      readonly message: string;
    };

/** What the form holds. */
export interface FormContent {
  readonly operation: string;
  readonly values: Values;
  readonly headers: Readonly<Record<string, Values>>;
}

/**
 * The work on texts that may be large, so that typing never waits for it. In the page it is done in a worker; a test
 * may hand in the same functions directly. Nothing here rejects: where the worker does not run, an answer says so, or
 * is what it is when there is nothing to say (no completion, no help).
 */
export interface LanguageService {
  readRequest(text: string): Promise<RequestReading>;
  /** Brings what the form holds into the text, changing nothing else. */
  revise(text: string, content: FormContent): Promise<Revision>;
  /** Puts the three values of the authentication header into the text. */
  authenticate(text: string, authentication: Authentication): Promise<Revision>;
  /** @returns undefined while nobody reads answers. */
  readResponse(text: string): Promise<ResponseReading | undefined>;
  /** The same without values. */
  summariseResponse(text: string): Promise<ResponseSummary | undefined>;
  /** @returns undefined while nobody checks texts. */
  check(text: string, context: Context): Promise<readonly Problem[] | undefined>;
  /** The text with everything mended that has one right answer. */
  fixAll(text: string, context: Context): Promise<{ readonly text: string; readonly fixed: number }>;
  complete(text: string, offset: number, context: Context): Promise<readonly Completion[]>;
  hover(text: string, offset: number): Promise<Hover | undefined>;
  outline(text: string): Promise<readonly OutlineSymbol[]>;
  /** Edits that give each element its line and indentation. */
  format(text: string): Promise<readonly Edit[]>;
  locate(text: string, field: FieldPlace): Promise<FieldLocation | undefined>;
  pathAt(text: string, offset: number): Promise<FieldPlace | undefined>;
  /** @returns undefined while nobody reads what is pasted. */
  recognise(text: string): Promise<Recognised | undefined>;
  /** Reads a WSDL, in one file or several, and works with it from then on. A later one takes the place of one under way. */
  loadContract(wsdl: string | readonly WsdlFile[]): Promise<WsdlResult>;
  /** How much of a WSDL that is being read is read, from 0 to 1; undefined while none is. */
  contractProgress(): Promise<number | undefined>;
  /** Gives up reading a WSDL: its result says so, and the contract of before stays. */
  cancelContract(): Promise<unknown>;
  /** The files that those of a WSDL name and that are not among them. */
  missingFiles(files: readonly WsdlFile[]): Promise<readonly MissingFile[]>;
  /** Goes back to the contract that the service began with. */
  resetContract(): Promise<unknown>;
}

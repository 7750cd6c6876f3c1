import type { Contract, Operation } from '../contract/contract';
import type { Values } from '../envelope/values';

/** What a snippet is written from: a request as values, and where it goes. */
export interface SnippetRequest {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly values: Values;
  /** Content of Header children by element name. User id, signature and timestamp in it don't count. */
  readonly headers: Readonly<Record<string, Values>>;
  readonly endpoint: string;
  readonly userId: string;
}

/** A signature that is made already. */
export interface Frozen {
  readonly requestTimestamp: string;
  readonly requestSignature: string;
}

export interface SnippetOptions {
  /** Keep this signature. Without it a program signs each request as it sends it. */
  readonly frozen?: Frozen;
  /** The secret key of a user that is published, such as the sandbox's, for the run line. Nobody's own key is ever given. */
  readonly publishedKey?: string;
  /** Ask for one page, without the loop that asks for the next ones. */
  readonly onePage?: boolean;
  /** How long a program waits for an answer, in seconds; 60 without it. */
  readonly timeout?: number;
}

/** The finished text with what its reader should know, or the sentence that says why there is none. */
export type Snippet =
  | { readonly ok: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Names for an editor's highlighting. */
export type SnippetLanguage =
  | 'shell'
  | 'php'
  | 'java'
  | 'ruby'
  | 'python'
  | 'javascript'
  | 'csharp'
  | 'go'
  | 'powershell'
  | 'perl'
  | 'bat'
  | 'xml'
  | 'json'
  | 'http';

/** One way to write a request as something that runs. */
export interface SnippetKind {
  /** Stable: remembered choices and file names hang on it. */
  readonly id: string;
  readonly language: SnippetLanguage;
  /** What people call it: `PHP, SoapClient`. */
  readonly label: string;
  readonly stack: 'SOAP library' | 'Plain HTTP' | 'Envelope' | 'Tool';
  /** What has to be installed, with versions. */
  readonly needs: string;
  /** `true` when the project's tests run what this kind writes; otherwise a sentence that says what they don't do. */
  readonly verified: true | string;
  /** Whether it can sign as it runs. One that can't needs a frozen signature. */
  readonly signs: boolean;
  /** Whether it asks for page after page, so that it can be had without that. */
  readonly pages: boolean;
  /** A proper name for a download. */
  fileName(operation: string): string;
  /** The command, or what to do in a tool. */
  run(operation: string, options?: SnippetOptions): string;
  /** The same request and options give the same text. */
  write(request: SnippetRequest, options?: SnippetOptions): Snippet;
}

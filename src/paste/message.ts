import type { Mapped } from '../text/mapped';

/** Ways in which logs, programs, tools and shells wrap a text. */
export type Layer =
  | 'entities'
  | 'backslashes'
  | 'percent'
  | 'carets'
  | 'cdata'
  | 'base64'
  | 'quoted-printable'
  | 'colours'
  | 'doubled-quotes'
  | 'backticks'
  | 'here-document'
  | 'indentation'
  | 'line-marks';

/** A header of HTTP: its name as it was written, and its value. */
export type HttpHeader = readonly [name: string, value: string];

/** A request or an answer found in a pasted text. */
export interface Message {
  readonly kind: 'request' | 'answer';
  /** What it was called there, or what it asks for. */
  readonly title: string;
  /** As the contract names it, `getLead`, by the element in the Body. */
  readonly operation?: string;
  readonly url?: string;
  readonly headers: readonly HttpHeader[];
  /** The message as it was before it was wrapped, with the way back; empty when it is not in the text. */
  readonly text: Mapped;
  /** What was taken off, outermost first. */
  readonly layers: readonly Layer[];
}

export type PasteKind =
  | 'envelope'
  | 'element'
  | 'curl'
  | 'http'
  | 'http-file'
  | 'har'
  | 'soapui'
  | 'postman'
  | 'insomnia'
  | 'hoppscotch'
  | 'json'
  | 'library'
  | 'unknown';

/** What a pasted text turned out to be. */
export interface Paste {
  readonly kind: PasteKind;
  readonly messages: readonly Message[];
  /** What was there and is not taken over, a sentence each. */
  readonly leftOut: readonly string[];
  /** The file that a command takes its body from, when it is not in the text. */
  readonly file?: string;
}

/** More messages than this are not taken from one text. */
export const MOST_MESSAGES = 500;

/** Gathers what is left out, each thing once. */
export class LeftOut {
  readonly #sentences = new Set<string>();

  add(sentence: string) {
    if (this.#sentences.size < 50) this.#sentences.add(sentence);
  }

  get sentences(): string[] {
    return [...this.#sentences];
  }
}

/** True for text that begins as XML does. */
export function looksLikeXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text);
}

/** The local name of the first element in a message's Body, without reading the message as XML. */
export function bodyName(text: string): string | undefined {
  return /<(?:[\w.-]+:)?Body(?:\s[^>]*)?>\s*(?:<!--[^]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)/.exec(
    text.slice(0, 20_000),
  )?.[1];
}

/** `paramsGetLead` is the request of `getLead`; any other element names the operation itself. */
export function operationOf(element: string | undefined): string | undefined {
  const match = /^params([A-Z])(.*)$/.exec(element ?? '');
  return match ? `${match[1]?.toLowerCase()}${match[2]}` : element;
}

/** Whether a message with that element in its Body comes from a service. */
export function isAnswer(element: string | undefined): boolean {
  return element !== undefined && /^(?:success[A-Z]|Fault$)|Response$/.test(element);
}

/** What is known of a message before it is read. */
export interface MessageFacts {
  readonly title?: string;
  readonly url?: string;
  readonly headers?: readonly HttpHeader[];
  readonly layers?: readonly Layer[];
  readonly kind?: Message['kind'];
}

/** Makes a message of its text: its title is what it asks for, or where it goes, when it has no name. */
export function messageOf(text: Mapped, facts: MessageFacts = {}): Message {
  const element = bodyName(text.text);
  const operation = operationOf(element);
  return {
    kind: facts.kind ?? (isAnswer(element) ? 'answer' : 'request'),
    title: facts.title || (operation ?? facts.url?.replace(/^https?:\/\//, '').slice(0, 80) ?? 'Request'),
    ...(operation !== undefined && { operation }),
    ...(facts.url !== undefined && { url: facts.url }),
    headers: facts.headers ?? [],
    text,
    layers: facts.layers ?? [],
  };
}

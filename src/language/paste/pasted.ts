/** A request found in something that was pasted. */
export interface PastedRequest {
  /** What it was called there, or what it asks for. */
  readonly title: string;
  readonly url?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The text as it was; empty when it was not in the paste. */
  readonly body: string;
}

/** What a paste turned out to be. */
export interface Recognised {
  readonly kind: 'envelope' | 'curl' | 'http' | 'http-file' | 'har' | 'soapui' | 'postman' | 'unknown';
  readonly requests: readonly PastedRequest[];
  /** What was there and is not taken over, a sentence each. */
  readonly leftOut: readonly string[];
}

/** More requests than this are not taken from one paste. */
export const MOST_REQUESTS = 500;

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

/** A title for a request that has none: what it asks for, where it goes, or just that it is one. */
export function titleOf(body: string, url?: string): string {
  return bodyName(body) ?? url?.replace(/^https?:\/\//, '').slice(0, 80) ?? 'Request';
}

/** Replaces `{{name}}` by known values; names without one are left out by name. */
export function fillIn(text: string, variables: ReadonlyMap<string, string>, leftOut: LeftOut): string {
  return text.replace(/\{\{\s*([$\w.-]{1,100})\s*\}\}/g, (whole, name: string) => {
    // Marketo's own tokens look the same: {{my.message}}, {{lead.First Name}}.
    if (/^(my|lead|company|system|campaign|program|trigger|member)\./.test(name)) return whole;
    const value = variables.get(name);
    if (value === undefined) leftOut.add(`The variable ${name} has no value here; ${whole} stays as it is.`);
    return value ?? whole;
  });
}

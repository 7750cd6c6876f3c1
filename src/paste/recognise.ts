import { headerNamed } from '../text/http';
import type { HttpHeader, Message, PasteKind } from './message';
import { readPaste } from './read';

/** A request found in something that was pasted. */
export interface PastedRequest {
  /** What it was called there, or what it asks for. */
  readonly title: string;
  readonly url?: string;
  readonly headers: readonly HttpHeader[];
  /** The text as it was; empty when it was not in the paste. */
  readonly body: string;
}

/** What a paste turned out to be. */
export interface Recognised {
  readonly kind: PasteKind;
  readonly requests: readonly PastedRequest[];
  /** What was there and is not taken over, a sentence each. */
  readonly leftOut: readonly string[];
  /** What is unusual about the requests' headers, a sentence each; absent when nothing is. */
  readonly remarks?: readonly string[];
}

/** Longer texts are not looked at, in UTF-16 code units. */
const LONGEST = 20_000_000;

/**
 * The requests in a pasted text as an import offers them, as plain data. Bodies stay as they are, prefixes and all; what
 * is not taken over is listed, answers by name.
 */
export function recognise(text: string): Recognised {
  if (text.length > LONGEST) {
    return { kind: 'unknown', requests: [], leftOut: ['The text is longer than 20 million characters.'] };
  }
  const { kind, messages, leftOut } = readPaste(text);
  const found = messages.filter((message) => message.kind === 'request');
  const answers = messages.filter((message) => message.kind === 'answer');
  const told =
    found.length > 0
      ? answersInWords(answers)
      : answers.length > 0 && leftOut.length === 0
        ? ['This is an answer, not a request.']
        : [];
  const remarks = remarksOn(kind, found);
  return {
    kind,
    requests: found.map(({ title, url, headers, text: body }) => ({ title, url, headers, body: body.text })),
    leftOut: [...leftOut, ...told],
    ...(remarks.length > 0 && { remarks }),
  };
}

function answersInWords(answers: readonly Message[]): string[] {
  if (answers.length === 0) return [];
  const names = [...new Set(answers.map(({ operation }) => operation).filter((name) => name !== undefined))];
  const which = names.length > 0 ? ` (${names.slice(0, 5).join(', ')})` : '';
  return [
    answers.length === 1
      ? `An answer${which} is left out.`
      : `${answers.length} answers${which} are left out.`,
  ];
}

/** What a SOAP 1.1 service may refuse: no SOAPAction, or another type than text/xml (SOAP 1.1, sections 6 and 6.1.1). */
function remarksOn(kind: PasteKind, requests: readonly Message[]): string[] {
  const sent = requests.filter(
    ({ headers, url, text }) =>
      text.text !== '' && (kind === 'curl' || kind === 'http' || headers.length > 0) && url !== undefined,
  );
  const remarks: string[] = [];
  if (sent.some(({ headers }) => headerNamed(headers, 'soapaction') === undefined))
    remarks.push('A SOAPAction header is missing: SOAP 1.1 asks for one, be it empty.');
  const other = sent
    .map(({ headers }) => headerNamed(headers, 'content-type'))
    .find((type) => type !== undefined && !/^text\/xml\b/i.test(type));
  if (other !== undefined)
    remarks.push(`The Content-Type is ${other.slice(0, 80)}: SOAP 1.1 is sent as text/xml.`);
  return remarks;
}

import { unwrap, withoutColours } from '../paste/layers';
import { operationOf, type HttpHeader, type Layer, type Message, type Paste } from '../paste/message';
import { readPaste } from '../paste/read';
import { headerNamed } from '../text/http';
import { untouched, type Mapped } from '../text/mapped';
import { findValues } from './input/values';
import {
  names,
  scanEnvelope,
  type HeaderText,
  type ScannedEnvelope,
  type Header,
  type Name,
} from './input/xml';

export type { Layer } from '../paste/message';
export type { Name } from './input/xml';

/** What kind of text was pasted. */
export type Form = 'envelope' | 'header' | 'curl' | 'http' | 'log' | 'values' | 'nothing';

/** A value exactly as it stands in the header, white space included. */
export interface FoundValue {
  readonly text: string;
  /** Where it stands in the pasted text, in UTF-16 units; an escaped value is longer there. */
  readonly start: number;
  readonly end: number;
}

/** What was found in a pasted text. */
export interface Found {
  readonly form: Form;
  /** The escapes that were taken off, outermost first. */
  readonly layers: readonly Layer[];
  readonly values: Partial<Readonly<Record<Name, FoundValue>>>;
  /** What else might be meant by each value, where the text names none exactly. */
  readonly others: Partial<Readonly<Record<Name, readonly FoundValue[]>>>;
  readonly missing: readonly Name[];
  /** Headers beside the one that was read, which is the first with all three values. */
  readonly otherHeaders: number;
  readonly endpoint: string | null;
  /** The operation's name, `getLead`, by its element in the Body or by the SOAPAction. */
  readonly operation: string | null;
  /** The name of that element, `paramsGetLead`. */
  readonly operationElement: string | null;
  readonly action: string | null;
  /** The text between the Body's tags, and the text of the operation's element with its own tags. */
  readonly body: string | null;
  readonly bodyElement: string | null;
  /** What the text says of the answer: its `Date` header, and its fault's code. */
  readonly answer: { readonly date: string | null; readonly fault: string | null };
  /** The file that a command takes its body from, when it is not in the text. */
  readonly file: string | null;
  /** Whether only a part of a long text was looked at. */
  readonly cut: boolean;
}

/** How much of a long text is looked at, in UTF-16 units: as much again before the header as most bodies have after it. */
const before = 65_536;
const most = 1_048_576;

/**
 * Finds the three values of an `AuthenticationHeader` in whatever people paste: whatever an import can read, the header
 * alone, or the bare values. Never throws; the work is bounded for any text.
 */
export function extract(input: string): Found {
  const { source, cut } = window(input);
  const paste = readPaste(source);
  const best = paste.messages
    .map((message) => ({ message, envelope: scanEnvelope(message.text.text) }))
    .map((read) => ({ ...read, header: bestHeader(read.envelope.headers) }))
    .toSorted((a, b) => count(b.header) - count(a.header))[0];
  const headers = paste.messages.map(({ text }) => text);
  if (best?.header && (count(best.header) === names.length || !hasHeader(source))) {
    const others = headers.reduce((sum, text) => sum + scanEnvelope(text.text).headers.length, 0) - 1;
    return found(paste, best.message, best.envelope, best.header, best.message.text, others, cut, source);
  }
  return withoutEnvelope(input, source, paste, cut);
}

/** A header that stands alone, or three values without markup. */
function withoutEnvelope(input: string, source: Mapped, paste: Paste, cut: boolean): Found {
  const plain = withoutColours(source);
  const { text, layers } = unwrap(plain.text, names);
  const envelope = scanEnvelope(text.text);
  const header = bestHeader(envelope.headers);
  const message = paste.messages[0];
  if (header) {
    const outer = [...plain.layers, ...layers];
    return found(
      paste,
      { ...bare(message), layers: outer },
      envelope,
      header,
      text,
      envelope.headers.length - 1,
      cut,
      source,
    );
  }
  const { values, others } = findValues(input);
  const form = Object.keys(values).length > 0 ? 'values' : 'nothing';
  return {
    ...common(message, values, cut),
    answer: answerIn(paste, source.text),
    others,
    form: formOfRequest(paste) ?? form,
    layers: [],
    otherHeaders: 0,
    endpoint: message?.url ?? urlIn(source.text),
    operation: operationName(null, actionOf(message?.headers)),
    operationElement: null,
    body: null,
    bodyElement: null,
    file: paste.file ?? null,
  };
}

function found(
  paste: Paste,
  message: Pick<Message, 'url' | 'headers' | 'layers'>,
  envelope: ScannedEnvelope,
  header: Header,
  text: Mapped,
  otherHeaders: number,
  cut: boolean,
  source: Mapped,
): Found {
  const values: Partial<Record<Name, FoundValue>> = {};
  for (const name of names) {
    const content = header[name];
    if (content) values[name] = located(content, text);
  }
  const operationElement = envelope.element?.name ?? null;
  return {
    ...common(message, values, cut),
    answer: answerIn(paste, source.text),
    form: formOfRequest(paste) ?? formOf(source.text, envelope, message.layers),
    layers: message.layers,
    otherHeaders,
    endpoint: message.url ?? urlIn(source.text),
    operation: operationName(operationElement, actionOf(message.headers)),
    operationElement,
    body: cut ? null : envelope.body,
    bodyElement: cut ? null : (envelope.element?.text ?? null),
    file: null,
  };
}

function common(message: Pick<Message, 'headers'> | undefined, values: Found['values'], cut: boolean) {
  return {
    values,
    others: {},
    missing: names.filter((name) => values[name] === undefined),
    action: actionOf(message?.headers),
    cut,
  };
}

const DATE_LINE =
  /^[ \t<>*"']{0,8}Date["']?[ \t]{0,4}[:=][ \t]{0,4}["']?((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)\b/im;
/** Marketo's codes have five digits and begin with 10 or 20. */
const FAULT =
  /(?:<|&lt;)(?:[\w.-]{1,32}:)?(?:code|faultstring)(?:>|&gt;)\s{0,40}((?:10|20)\d{3})\b|\bfault[ \w:=-]{0,24}\b((?:10|20)\d{3})\b/i;

function answerIn(paste: Paste, text: string): Found['answer'] {
  const answers = paste.messages.filter(({ kind }) => kind === 'answer');
  const part = text.slice(0, most);
  const [, inXml, inWords] =
    answers.map((answer) => FAULT.exec(answer.text.text)).find((match) => match !== null) ??
    FAULT.exec(part) ??
    [];
  const date = answers.map(({ headers }) => headerNamed(headers, 'date')).find((one) => one !== undefined);
  return { date: date ?? DATE_LINE.exec(part)?.[1] ?? null, fault: inXml ?? inWords ?? null };
}

function bare(message: Message | undefined): Pick<Message, 'url' | 'headers'> {
  return { ...(message?.url !== undefined && { url: message.url }), headers: message?.headers ?? [] };
}

/** The SOAPAction without its quotes. */
function actionOf(headers: readonly HttpHeader[] = []): string | null {
  return headerNamed(headers, 'soapaction')?.replace(/^"|"$/g, '').trim() || null;
}

/** An endpoint of this service, wherever it stands near a text's beginning. */
function urlIn(text: string): string | null {
  return (
    /https?:\/\/[^\s"'<>\\/]{1,256}\/soap\/mktows\/[\w?=]{0,32}/.exec(text.slice(0, 65_536))?.[0] ?? null
  );
}

function count(header: Header | null): number {
  return header ? names.filter((name) => header[name]).length : 0;
}

/** Whether markup of a header, escaped or not, may stand outside the messages. */
function hasHeader(source: Mapped): boolean {
  return source.text.includes('AuthenticationHeader');
}

/** The part of a long text around the first header. */
function window(input: string): { source: Mapped; cut: boolean } {
  if (input.length <= most) return { source: untouched(input), cut: false };
  const first = Math.min(...names.map((name) => input.indexOf(name)).filter((at) => at >= 0), input.length);
  const start = first === input.length ? 0 : Math.max(0, first - before);
  return { source: untouched(input.slice(start, start + most), start), cut: true };
}

function bestHeader(headers: readonly Header[]): Header | null {
  const complete = headers.find((header) => names.every((name) => header[name]));
  return complete ?? headers.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0] ?? null;
}

function located(content: HeaderText, text: Mapped): FoundValue {
  return { text: content.text, start: text.at(content.start), end: text.at(content.end) };
}

function formOfRequest({ kind }: Paste): Form | undefined {
  if (kind === 'curl') return 'curl';
  return kind === 'http' || kind === 'http-file' ? 'http' : undefined;
}

function formOf(source: string, envelope: ScannedEnvelope, layers: readonly Layer[]): Form {
  const begins = source
    .trimStart()
    .replace(/^\ufeff/, '')
    .startsWith('<');
  if (layers.length > 0 || !begins) return 'log';
  return envelope.whole ? 'envelope' : 'header';
}

/** `paramsGetLead` and `http://www.marketo.com/mktows/getLead` both name `getLead`. */
function operationName(element: string | null, action: string | null): string | null {
  if (element !== null && /^params./.test(element)) return operationOf(element) ?? null;
  return action?.split('/').at(-1) || null;
}

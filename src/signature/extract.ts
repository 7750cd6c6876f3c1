import { untouched, type Mapped } from './input/mapped';
import { findEndpoint, readCurl, readHttp, type Request } from './input/request';
import { unescapeLayer, type Layer } from './input/unescape';
import { readValues } from './input/values';
import { names, readEnvelope, type Content, type Envelope, type Header, type Name } from './input/xml';

export type { Layer } from './input/unescape';
export type { Name } from './input/xml';

/** What kind of text was pasted. */
export type Form = 'envelope' | 'header' | 'curl' | 'http' | 'log' | 'values' | 'nothing';

/** A value exactly as it stands in the header, white space included. */
export interface Value {
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
  readonly values: Partial<Readonly<Record<Name, Value>>>;
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
  /** The file that a command takes its body from, when it is not in the text. */
  readonly file: string | null;
  /** Whether only a part of a long text was looked at. */
  readonly cut: boolean;
}

/** How much of a long text is looked at, in UTF-16 units: as much again before the header as most bodies have after it. */
const before = 65_536;
const most = 1_048_576;

/** Logs wrap texts in one or two layers; more than these few are no log. */
const mostLayers = 4;

/**
 * Finds the three values of an `AuthenticationHeader` in whatever people paste: an envelope, the header alone, a cURL
 * command, raw HTTP, a log line with escaped XML, or the bare values. Never throws; the work is bounded for any text.
 */
export function extract(input: string): Found {
  const { source, cut } = window(input);
  const request = readCurl(source) ?? readHttp(source);
  const { envelope, layers, text } = unwrap(request?.body ?? source);
  const header = bestHeader(envelope.headers);
  if (!header) return withoutMarkup(input, request, cut);
  const values: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const content = header[name];
    if (content) values[name] = located(content, text);
  }
  const operationElement = envelope.element?.name ?? null;
  return {
    ...common(request, values, cut),
    form: request?.form ?? formOf(source.text, envelope, layers),
    layers,
    otherHeaders: envelope.headers.length - 1,
    endpoint: request?.endpoint ?? findEndpoint(source.text),
    operation: operationName(operationElement, request?.action ?? null),
    operationElement,
    body: cut ? null : envelope.body,
    bodyElement: cut ? null : (envelope.element?.text ?? null),
    file: null,
  };
}

function common(request: Request | null, values: Found['values'], cut: boolean) {
  return {
    values,
    missing: names.filter((name) => values[name] === undefined),
    action: request?.action ?? null,
    cut,
  };
}

function withoutMarkup(input: string, request: Request | null, cut: boolean): Found {
  const values = readValues(input);
  const plain = Object.keys(values).length > 0 ? 'values' : 'nothing';
  return {
    ...common(request, values, cut),
    form: request?.form ?? plain,
    layers: [],
    otherHeaders: 0,
    endpoint: request?.endpoint ?? findEndpoint(input),
    operation: operationName(null, request?.action ?? null),
    operationElement: null,
    body: null,
    bodyElement: null,
    file: request?.file ?? null,
  };
}

/** The part of a long text around the first header. */
function window(input: string): { source: Mapped; cut: boolean } {
  if (input.length <= most) return { source: untouched(input), cut: false };
  const first = Math.min(...names.map((name) => input.indexOf(name)).filter((at) => at >= 0), input.length);
  const start = first === input.length ? 0 : Math.max(0, first - before);
  return { source: untouched(input.slice(start, start + most), start), cut: true };
}

/** Takes off layers of escapes until a header with all three values can be read. */
function unwrap(source: Mapped): { envelope: Envelope; layers: Layer[]; text: Mapped } {
  const layers: Layer[] = [];
  let text = source;
  let envelope = readEnvelope(text.text);
  while (layers.length < mostLayers) {
    const layer = nextLayer(text.text);
    if (!layer) break;
    text = unescapeLayer(text, layer);
    layers.push(layer);
    envelope = readEnvelope(text.text);
  }
  return { envelope, layers, text };
}

/** Judges by the tags of the header's elements: whatever stands in the place of their brackets is the next layer. */
function nextLayer(text: string): Layer | null {
  const at = names.map((name) => text.indexOf(name)).filter((index) => index >= 0);
  if (at.length === 0) return null;
  const first = Math.min(...at);
  const last = Math.max(...names.map((name) => text.lastIndexOf(name)));
  const lead = text.slice(Math.max(0, first - 80), first);
  const around = text.slice(Math.max(0, first - 80), Math.min(last + 80, first + 4096));
  if (/\\u003c|\\x3c|\\{1,64}\/|\\{1,64}[nrt"]/i.test(around)) return 'backslashes';
  if (/<(?:[\w.-]{1,64}:)?$/.test(lead)) return null;
  if (/&(?:amp;){0,3}(?:lt|#60|#x3c);(?:[\w.-]{1,64}:)?$/i.test(lead)) return 'entities';
  if (/%(?:25){0,3}3c(?:[\w.-]{1,64}(?::|%(?:25){0,3}3a))?$/i.test(lead)) return 'percent';
  return /\^<(?:[\w.-]{1,64}:)?$/.test(lead) ? 'carets' : null;
}

function bestHeader(headers: readonly Header[]): Header | null {
  const complete = headers.find((header) => names.every((name) => header[name]));
  return complete ?? headers.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0] ?? null;
}

function located(content: Content, text: Mapped): Value {
  return { text: content.text, start: text.at(content.start), end: text.at(content.end) };
}

function formOf(source: string, envelope: Envelope, layers: readonly Layer[]): Form {
  const begins = source
    .trimStart()
    .replace(/^\ufeff/, '')
    .startsWith('<');
  if (layers.length > 0 || !begins) return 'log';
  return envelope.whole ? 'envelope' : 'header';
}

/** `paramsGetLead` and `http://www.marketo.com/mktows/getLead` both name `getLead`. */
function operationName(element: string | null, action: string | null): string | null {
  const match = /^params(.)(.*)$/su.exec(element ?? '');
  if (match) return `${match[1]?.toLowerCase()}${match[2]}`;
  return action?.split('/').at(-1) || null;
}

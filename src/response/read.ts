import { SOAP_ENVELOPE, type Contract, type Operation } from '../contract/contract';
import { readEnvelope, readValues } from '../envelope/read';
import type { Values } from '../envelope/values';
import { parseXml, type XmlElement } from '../xml/parse';
import { attribute, child, childrenNamed, elements, text } from '../xml/tree';
import { isXmlSpace, trimXml, trimXmlEnd } from '../text/white-space';
import { SOAP12_ENVELOPE } from '../envelope/find-envelope';
import { quoted } from '../xml/limits';
import { placedElements } from '../xml/placed';
import { placeXml } from '../xml/positions';
import { clearSurroundings, lineAndColumn, type AnswerRemark } from './surroundings';

const XML = 'http://www.w3.org/XML/1998/namespace';

/** A SOAP 1.1 fault (section 4.4) with Marketo's details, as far as they are there. */
export interface Fault {
  readonly kind: 'fault';
  readonly faultcode: string;
  readonly faultstring: string;
  /** The five-digit code; from `serviceException`, or else from the start of the fault string. */
  readonly code?: string;
  /** The specific sentence of `serviceException`. */
  readonly message?: string;
}

/** What a response's text turns out to be, and what is to be said of it as a whole. */
export type ResponseSummary = ResponseKind & { readonly remarks?: readonly AnswerRemark[] };

/** The same with the content of a success. */
export type ResponseReading =
  Unsuccessful | (Extract<ResponseSummary, { kind: 'success' }> & { readonly values: Values });

type Unsuccessful = Exclude<ResponseSummary, { kind: 'success' }>;

type ResponseKind =
  | { readonly kind: 'success'; readonly operation: string }
  | Fault
  | { readonly kind: 'unknown-body'; readonly name: string }
  /** `bare`: it belongs in the Body of an Envelope, and has none around it. */
  | { readonly kind: 'other-xml'; readonly name: string; readonly bare?: boolean }
  | {
      readonly kind: 'not-xml';
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
      readonly html: boolean;
    }
  | { readonly kind: 'empty' };

/** Reads the text of a response. It never throws: every text is one of these things. */
export function readResponse(source: string, contract: Contract): ResponseReading {
  return readBy(source, contract, (body, { name, output }) => ({
    kind: 'success',
    operation: name,
    values: readValues(contract, body, output.type),
  }));
}

/** The same without the values, which of a large answer are more than the text. */
export function summariseResponse(source: string, contract: Contract): ResponseSummary {
  return readBy(source, contract, (_, { name }): ResponseSummary => ({ kind: 'success', operation: name }));
}

type Answered = Operation & { readonly output: NonNullable<Operation['output']> };

function readBy<Reading extends ResponseSummary>(
  source: string,
  contract: Contract,
  success: (body: XmlElement, operation: Answered) => Reading,
): Reading | Unsuccessful {
  if (isXmlSpace(source)) return { kind: 'empty' };
  const { text: cleared, remarks } = clearSurroundings(source);
  const reading = readCleared(cleared, contract, success);
  const all = [...remarks, ...(reading.remarks ?? [])];
  return all.length > 0 ? { ...reading, remarks: all } : reading;
}

function readCleared<Reading extends ResponseSummary>(
  source: string,
  contract: Contract,
  success: (body: XmlElement, operation: Answered) => Reading,
): Reading | Unsuccessful {
  const result = readEnvelope(source);
  if (!result.ok) return withoutEnvelope(source, contract);
  const body = result.envelope.body;
  if (!body) return { kind: 'unknown-body', name: '' };
  if (body.name === 'Fault' && body.namespace === SOAP_ENVELOPE) return readFault(body);
  const operation = answeredOperation(contract, body);
  if (!operation?.output) return { kind: 'unknown-body', name: body.name };
  return success(body, { ...operation, output: operation.output });
}

function withoutEnvelope(source: string, contract: Contract): Unsuccessful {
  const parsed = parseXml(source);
  if (parsed.ok) {
    const { root } = parsed;
    const fault = root.namespace === SOAP12_ENVELOPE ? fault12(root) : undefined;
    if (fault) return fault;
    const bare = answeredOperation(contract, root) !== undefined || root.name === 'Fault';
    return { kind: 'other-xml', name: root.name, ...(bare && { bare }) };
  }
  const html = /^\s*<(?:!doctype html|html)\b/i.test(source);
  const cut = html ? undefined : cutOff(source);
  if (cut) return { kind: 'not-xml', ...cut, html };
  const { message, line, column } = parsed.problem;
  return { kind: 'not-xml', message, line, column, html };
}

/** Where an answer ends in the midst of its Envelope. */
function cutOff(source: string): { message: string; line: number; column: number } | undefined {
  const place = lineAndColumn(source, trimXmlEnd(source).length);
  const early = (what: string) => ({
    message: `The answer ends too early: at line ${place.line}, column ${place.column}, ${what}.`,
    ...place,
  });
  const { root } = placeXml(source);
  if (!root) return /^\s*<\?xml\b[^>]*$/.test(source) ? early('in its XML declaration') : undefined;
  if (root.close || root.selfClosing) return undefined;
  if (!root.complete && isXmlSpace(source.slice(root.open.end)))
    return early(`in the tag <${quoted(root.qname)}`);
  if (root.name !== 'Envelope') return undefined;
  let inside = root;
  for (;;) {
    const last = placedElements(inside).at(-1);
    if (!last || last.close || last.selfClosing) break;
    inside = last;
  }
  // A tag that is missing further up is another mistake: then the text goes on after it.
  const rest = source.slice(inside.content.start);
  if (/<\/(?:[\w.-]+:)?Envelope[ \t\r\n]*>/.test(rest)) return undefined;
  const name = quoted(inside.qname);
  return early(inside.complete ? `<${name}> is still open` : `in the tag <${name}`);
}

function answeredOperation(contract: Contract, body: XmlElement): Operation | undefined {
  return contract.operations.find(
    ({ output }) => output && output.name === body.name && output.namespace === body.namespace,
  );
}

/** A SOAP 1.2 fault (SOAP 1.2 part 1, section 5.4), in the words of 1.1. */
function fault12(root: XmlElement): Unsuccessful | undefined {
  const inside = (element: XmlElement | undefined, name: string) =>
    element && child(element, name, SOAP12_ENVELOPE);
  const fault = inside(inside(root, 'Body'), 'Fault');
  if (!fault) return undefined;
  const value = inside(inside(fault, 'Code'), 'Value');
  const reasons = inside(fault, 'Reason');
  const texts = reasons ? childrenNamed(reasons, 'Text', SOAP12_ENVELOPE) : [];
  // The same in several languages (SOAP 1.2 part 1, 5.4.2).
  const reason = texts.find((one) => /^en\b/i.test(attribute(one, 'lang', XML) ?? '')) ?? texts[0];
  const faultstring = reason ? trimXml(text(reason)) : '';
  const message = 'The service answered in SOAP 1.2, which it was not asked for.';
  return {
    kind: 'fault',
    faultcode: value ? trimXml(text(value)) : '',
    faultstring,
    ...marketoDetails(inside(fault, 'Detail'), faultstring),
    remarks: [{ title: 'A fault of SOAP 1.2', message, line: 1, column: 1 }],
  };
}

function readFault(fault: XmlElement): Fault {
  // The children of a SOAP 1.1 fault are unqualified; some stacks qualify them all the same.
  const own = (name: string) => {
    const found = child(fault, name);
    return found ? trimXml(text(found)) : '';
  };
  const faultstring = own('faultstring');
  return {
    kind: 'fault',
    faultcode: own('faultcode'),
    faultstring,
    ...marketoDetails(child(fault, 'detail'), faultstring),
  };
}

function marketoDetails(detail: XmlElement | undefined, faultstring: string) {
  const exception = detail && elements(detail).find((element) => element.name === 'serviceException');
  const inside = (name: string) => {
    const found = exception && child(exception, name);
    return found ? trimXml(text(found)) || undefined : undefined;
  };
  return {
    code: inside('code') ?? /^(\d{5})\b/.exec(faultstring)?.[1],
    message: inside('message'),
  };
}

import { SOAP_ENVELOPE, type Contract, type Operation } from '../contract/contract';
import { readEnvelope, readValues } from '../envelope/read';
import type { Values } from '../envelope/values';
import { parseXml, type XmlElement } from '../xml/parse';
import { child, elements, text } from '../xml/tree';
import { isXmlSpace, trimXml } from '../text/white-space';

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

/** What a response's text turns out to be. */
export type ResponseReading =
  | { readonly kind: 'success'; readonly operation: string; readonly values: Values }
  | Fault
  | { readonly kind: 'unknown-body'; readonly name: string }
  | { readonly kind: 'other-xml'; readonly name: string }
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
  if (isXmlSpace(source)) return { kind: 'empty' };
  const result = readEnvelope(source);
  if (!result.ok) {
    const parsed = parseXml(source);
    if (parsed.ok) return { kind: 'other-xml', name: parsed.root.name };
    const { message, line, column } = parsed.problem;
    return { kind: 'not-xml', message, line, column, html: /^\s*<(?:!doctype html|html)\b/i.test(source) };
  }
  const body = result.envelope.body;
  if (!body) return { kind: 'unknown-body', name: '' };
  if (body.name === 'Fault' && body.namespace === SOAP_ENVELOPE) return readFault(body);
  const operation = answeredOperation(contract, body);
  if (!operation?.output) return { kind: 'unknown-body', name: body.name };
  return {
    kind: 'success',
    operation: operation.name,
    values: readValues(contract, body, operation.output.type),
  };
}

function answeredOperation(contract: Contract, body: XmlElement): Operation | undefined {
  return contract.operations.find(
    ({ output }) => output && output.name === body.name && output.namespace === body.namespace,
  );
}

function readFault(fault: XmlElement): Fault {
  // The children of a SOAP 1.1 fault are unqualified; some stacks qualify them all the same.
  const own = (name: string) => {
    const found = child(fault, name);
    return found ? trimXml(text(found)) : '';
  };
  const faultstring = own('faultstring');
  const detail = child(fault, 'detail');
  const exception = detail && elements(detail).find((element) => element.name === 'serviceException');
  const inside = (name: string) => {
    const found = exception && child(exception, name);
    return found ? trimXml(text(found)) || undefined : undefined;
  };
  return {
    kind: 'fault',
    faultcode: own('faultcode'),
    faultstring,
    code: inside('code') ?? /^(\d{5})\b/.exec(faultstring)?.[1],
    message: inside('message'),
  };
}

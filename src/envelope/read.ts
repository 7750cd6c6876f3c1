import { SOAP_ENVELOPE, type Contract, type Operation, type TypeRef } from '../contract/contract';
import { parsedView } from '../xml/element-view';
import { quoted } from '../xml/limits';
import { parseXml, type XmlElement, type XmlProblem } from '../xml/parse';
import { elements } from '../xml/tree';
import { findEnvelope, isElement, requestedOperation, SOAP12_ENVELOPE } from './find-envelope';
import { ValueReader, type Extra } from './value-reader';
import { setField, type Values } from './values';

export type { Extra } from './value-reader';

/** A SOAP 1.1 message in parts. */
export interface Envelope {
  readonly root: XmlElement;
  readonly header: readonly XmlElement[];
  /** The first child of Body. */
  readonly body?: XmlElement;
  /** How many elements Body has. */
  readonly bodyCount: number;
}

export type EnvelopeProblem =
  | XmlProblem
  | {
      readonly code: 'not-an-envelope' | 'soap-1.2' | 'no-body';
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly problem: EnvelopeProblem };

/** A request as the contract sees it. */
export interface ReadRequest {
  readonly envelope: Envelope;
  /** Absent when the Body child is no request of the contract. */
  readonly operation?: Operation;
  readonly values: Values;
  /** Content of the Header children that the operation takes, by element name. */
  readonly headers: Readonly<Record<string, Values>>;
  readonly extras: readonly Extra[];
}

export type RequestResult =
  | { readonly ok: true; readonly request: ReadRequest }
  | { readonly ok: false; readonly problem: EnvelopeProblem };

/** Reads a text as a SOAP 1.1 envelope (SOAP 1.1, section 4). */
export function readEnvelope(source: string): EnvelopeResult {
  const parsed = parseXml(source);
  if (!parsed.ok) return parsed;
  const root = parsed.root;
  const problem = (code: 'not-an-envelope' | 'soap-1.2' | 'no-body', message: string): EnvelopeResult => ({
    ok: false,
    problem: { code, message },
  });
  if (root.namespace === SOAP12_ENVELOPE) {
    return problem(
      'soap-1.2',
      `The envelope is SOAP 1.2; the service takes SOAP 1.1, namespace ${SOAP_ENVELOPE}.`,
    );
  }
  if (root.name !== 'Envelope' || root.namespace !== SOAP_ENVELOPE) {
    return problem(
      'not-an-envelope',
      `The document is a <${quoted(root.name)}>, not a SOAP 1.1 Envelope in ${SOAP_ENVELOPE}.`,
    );
  }
  const found = findEnvelope(parsedView, root, 'by-namespace');
  if (!found?.body) return problem('no-body', 'The envelope has no Body.');
  const { header, content, bodyCount } = found;
  return {
    ok: true,
    envelope: { root, header: header ? elements(header) : [], body: content, bodyCount },
  };
}

/**
 * Reads a text as a request. Elements are matched by local name in any order, as the service did; what the values can't
 * hold is listed in `extras`.
 *
 * @param inferTypes takes the kind of an abstract type that no `xsi:type` names from the children, where only one kind has them.
 */
export function readRequest(source: string, contract: Contract, inferTypes = false): RequestResult {
  const result = readEnvelope(source);
  if (!result.ok) return result;
  const { envelope } = result;
  const body = envelope.body;
  const { root } = envelope;
  const parts = findEnvelope(parsedView, root, 'by-namespace');
  const operation = parts && requestedOperation(contract, parts, 'by-namespace');
  const reader = new ValueReader(contract, parsedView, inferTypes);
  reader.commentsIn(root);
  const headers: Record<string, Values> = {};
  for (const part of envelope.header) {
    const element = (operation?.headers ?? Object.values(contract.elements)).find((candidate) =>
      isElement(part, candidate),
    );
    if (element && !Object.hasOwn(headers, element.name))
      setField(headers, element.name, reader.content(part, element.type, [element.name]));
    else reader.extras.push({ code: 'unknown-header', path: [], what: part.name });
  }
  const values = body && operation?.input ? reader.content(body, operation.input.type, []) : {};
  return { ok: true, request: { envelope, operation, values, headers, extras: reader.extras } };
}

/** Reads an element's content as the values of that type, without a word about what does not fit. */
export function readValues(contract: Contract, element: XmlElement, type: TypeRef): Values {
  return new ValueReader(contract, parsedView).content(element, type, []);
}

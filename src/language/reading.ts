import { SOAP_ENVELOPE, type Contract, type GlobalElement, type Operation } from '../contract/contract';
import { ownText, placedElements, type PlacedDocument, type PlacedElement } from '../xml/placed';
import { findEnvelope, requestedOperation } from '../envelope/find-envelope';
import { placedView } from '../xml/element-view';
import { placeXml } from '../xml/positions';
import { prefixFor } from '../xml/scope';
import { bindGlobal, visit, type Bound } from './bound';

/** A request's text, as far as it can be made out: names count more than namespaces, so that help goes on. */
export interface TextReading {
  readonly text: string;
  readonly contract: Contract;
  readonly document: PlacedDocument;
  readonly envelope: PlacedElement | undefined;
  readonly header: PlacedElement | undefined;
  readonly body: PlacedElement | undefined;
  /** The first element in Body. */
  readonly content: PlacedElement | undefined;
  /** The operation that it asks for, by the local name of its request or its own name; without it, one that has none. */
  readonly operation: Operation | undefined;
  readonly request: Bound | undefined;
  /** The Header's children that are known to the contract. */
  readonly headers: readonly Bound[];
  /** The bound elements of each complex type, in the order of the text. */
  readonly byType: ReadonlyMap<string, readonly Bound[]>;
  /** Every bound element. */
  readonly bound: ReadonlyMap<PlacedElement, Bound>;
}

/** Reads any text, however broken. */
export function readText(text: string, contract: Contract): TextReading {
  const document = placeXml(text);
  const parts = findEnvelope(placedView(text), document.root, 'by-name');
  const { root: envelope, header, body, content } = parts ?? {};
  const operation = parts && requestedOperation(contract, parts, 'by-name');
  const bound = new Map<PlacedElement, Bound>();
  const byType = new Map<string, Bound[]>();
  const keep = (tree: Bound) => {
    visit(tree, (one) => {
      bound.set(one.element, one);
      if (!one.type) return;
      const alike = byType.get(one.type.name);
      if (alike) alike.push(one);
      else byType.set(one.type.name, [one]);
    });
    return tree;
  };
  const headers = (header ? placedElements(header) : []).flatMap((element) => {
    const global = headerElement(contract, element.name);
    return global ? [keep(bindGlobal(contract, element, global, [global.name]))] : [];
  });
  const request =
    content && operation?.input ? keep(bindGlobal(contract, content, operation.input, [])) : undefined;
  return {
    text,
    contract,
    document,
    envelope,
    header,
    body,
    content,
    operation,
    request,
    headers,
    byType,
    bound,
  };
}

/** The global element of that local name that some operation takes as a header. */
export function headerElement(contract: Contract, name: string): GlobalElement | undefined {
  return headerElements(contract).find((element) => element.name === name);
}

/** All global elements that some operation takes as a header. */
export function headerElements(contract: Contract): GlobalElement[] {
  const all = contract.operations.flatMap((operation) => operation.headers);
  return [...new Map(all.map((element) => [element.name, element])).values()];
}

/** The decoded text of a bound element; undefined without one. */
export function textOf(reading: TextReading, bound: Bound | undefined): string | undefined {
  return bound && ownText(reading.text, bound.element);
}

/** The prefix that the text has for SOAP 1.1, or the usual one. */
export function soapPrefix(reading: TextReading): string {
  const { root } = reading.document;
  return (root && prefixFor(root.scope, SOAP_ENVELOPE)) ?? 'SOAP-ENV';
}

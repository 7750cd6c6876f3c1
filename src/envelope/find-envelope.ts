import {
  emptyRequest,
  SOAP_ENVELOPE,
  type Contract,
  type GlobalElement,
  type Operation,
} from '../contract/contract';
import { viewedElements, type ElementView, type NamedElement } from '../xml/element-view';

/** The namespace of a SOAP 1.2 envelope. */
export const SOAP12_ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';

/** The parts of a SOAP envelope (SOAP 1.1, section 4), in either tree. */
export interface EnvelopeParts<E> {
  readonly root: E;
  readonly header: E | undefined;
  readonly body: E | undefined;
  /** The first element in Body. */
  readonly content: E | undefined;
  /** How many elements Body has. */
  readonly bodyCount: number;
}

/** Whether names alone count, as for somebody who is still writing, or namespaces too, as for a SOAP 1.1 node. */
export type Matching = 'by-name' | 'by-namespace';

/** Finds Header, Body and what Body holds; undefined when the element is no Envelope. */
export function findEnvelope<E extends NamedElement>(
  view: ElementView<E>,
  root: E | undefined,
  matching: Matching,
): EnvelopeParts<E> | undefined {
  const is = (element: E, name: string) =>
    element.name === name && (matching === 'by-name' || element.namespace === SOAP_ENVELOPE);
  if (!root || !is(root, 'Envelope')) return undefined;
  const sections = viewedElements(view, root);
  const header = sections.find((section) => is(section, 'Header'));
  const body = sections.find((section) => is(section, 'Body'));
  const inBody = body ? viewedElements(view, body) : [];
  return { root, header, body, content: inBody[0], bodyCount: inBody.length };
}

/**
 * The operation that a Body's content asks for: the one whose request it is; without content, one that has none. By name,
 * the operation's own name will do too.
 */
export function requestedOperation<E extends NamedElement>(
  contract: Contract,
  { body, content }: EnvelopeParts<E>,
  matching: Matching,
): Operation | undefined {
  if (!body) return undefined;
  if (!content) return emptyRequest(contract);
  if (matching === 'by-name') return operationCalled(contract, content.name);
  return contract.operations.find(({ input }) => input && isElement(content, input));
}

/** The operation whose request is called so, or which is called so itself. */
export function operationCalled(contract: Contract, name: string): Operation | undefined {
  return (
    contract.operations.find((operation) => operation.input?.name === name) ??
    contract.operations.find((operation) => operation.name === name)
  );
}

/** True when the element is that global element. */
export function isElement(element: NamedElement, global: GlobalElement): boolean {
  return element.name === global.name && element.namespace === global.namespace;
}

import {
  emptyRequest,
  SOAP_ENVELOPE,
  type Contract,
  type GlobalElement,
  type Operation,
} from '../contract/contract';
import { placedElements, type PlacedDocument, type PlacedElement } from '../xml/placed';

/** The parts of a SOAP 1.1 envelope where they stand. */
export interface EnvelopeParts {
  readonly root: PlacedElement;
  readonly header: PlacedElement | undefined;
  readonly body: PlacedElement;
  /** The first element in Body. */
  readonly content: PlacedElement | undefined;
  /** The operation whose request that element is, or which has no request. */
  readonly operation: Operation | undefined;
}

/** The parts of an envelope, or undefined when the document is none. */
export function envelopeParts(document: PlacedDocument, contract: Contract): EnvelopeParts | undefined {
  const { root } = document;
  if (root?.name !== 'Envelope' || root.namespace !== SOAP_ENVELOPE) return undefined;
  const section = (name: string) =>
    placedElements(root).find((part) => part.name === name && part.namespace === SOAP_ENVELOPE);
  const body = section('Body');
  if (!body) return undefined;
  const content = placedElements(body)[0];
  const operation = content
    ? contract.operations.find(({ input }) => input && isPlaced(content, input))
    : emptyRequest(contract);
  return { root, header: section('Header'), body, content, operation };
}

/** True when the element is that global element. */
export function isPlaced(element: PlacedElement, global: GlobalElement): boolean {
  return element.name === global.name && element.namespace === global.namespace;
}

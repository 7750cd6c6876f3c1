import type { Contract, Operation } from '../../contract/contract';
import { applyEdits, tidyEdits } from '../../xml/edits';
import { xmlFlaws } from '../../xml/flaws';
import type { Edit, PlacedDocument, PlacedElement } from '../../xml/placed';
import { placedView } from '../../xml/element-view';
import { placeXml } from '../../xml/positions';
import { findEnvelope, requestedOperation, type EnvelopeParts } from '../find-envelope';
import type { ValueProblem } from '../element-writer';
import { layoutOf, type Layout } from './layout';
import { Prefixes } from './prefixes';
import { Reconciler } from './reconcile';

/** The changed text, and the edits that change it; `edits` is empty when the text says it already. */
export type Revised =
  | { readonly ok: true; readonly text: string; readonly edits: readonly Edit[] }
  | {
      readonly ok: false;
      readonly reason: 'not-well-formed' | 'not-an-envelope' | 'other-operation' | 'values';
      /** A sentence for the user. */
      readonly message: string;
      /** With `values`: what can't be written, by field. */
      readonly problems?: readonly ValueProblem[];
    };

/** The parts of an envelope that has a Body, and the operation that it asks for. */
export interface PlacedRequest extends EnvelopeParts<PlacedElement> {
  readonly body: PlacedElement;
  readonly operation: Operation | undefined;
}

/** A request's text that is being changed. */
export interface RequestChange {
  readonly text: string;
  readonly contract: Contract;
  readonly parts: PlacedRequest;
  readonly layout: Layout;
  readonly prefixes: Prefixes;
  readonly reconciler: Reconciler;
}

/**
 * Changes a text that is a well-formed envelope.
 *
 * @param work notes edits, or returns why the text is not the one to change.
 */
export function change(
  text: string,
  contract: Contract,
  work: (request: RequestChange) => string | undefined,
): Revised {
  const document = placeXml(text);
  const flaw = xmlFlaws(document)[0];
  if (flaw) return { ok: false, reason: 'not-well-formed', message: flaw.message };
  const request = requestIn(document, contract);
  if (!request) return { ok: false, reason: 'not-an-envelope', message: 'The text is no SOAP 1.1 envelope.' };
  const refusal = work(request);
  if (refusal) return { ok: false, reason: 'other-operation', message: refusal };
  const edits = editsOf(request);
  return { ok: true, text: applyEdits(text, edits), edits };
}

/** The request in a document that is well-formed; undefined when it is no envelope. */
export function requestIn(document: PlacedDocument, contract: Contract): RequestChange | undefined {
  const { text } = document;
  const parts = placedRequest(document, contract);
  if (!parts) return undefined;
  const layout = layoutOf(text, parts.root);
  const prefixes = new Prefixes(parts.root, contract);
  return {
    text,
    contract,
    parts,
    layout,
    prefixes,
    reconciler: new Reconciler(contract, text, layout, prefixes),
  };
}

/** The parts of the envelope that a document is; undefined when it is none, or has no Body. */
export function placedRequest(document: PlacedDocument, contract: Contract): PlacedRequest | undefined {
  const parts = findEnvelope(placedView(document.text), document.root, 'by-namespace');
  if (!parts?.body) return undefined;
  return { ...parts, body: parts.body, operation: requestedOperation(contract, parts, 'by-namespace') };
}

/** The edits that the work on a request has come to. */
export function editsOf({ text, reconciler, prefixes }: RequestChange): Edit[] {
  return tidyEdits(text, [...reconciler.edits, ...prefixes.edits()]);
}

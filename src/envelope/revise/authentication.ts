import type { Contract } from '../../contract/contract';
import type { Authentication } from '../../signature/sign';
import type { Edit, PlacedDocument, PlacedElement } from '../../xml/placed';
import { isElement } from '../find-envelope';
import { placedValue } from '../placed-values';
import { isValues, type Values } from '../values';
import { change, editsOf, requestIn, type RequestChange, type Revised } from './change';
import { addHeaders, reviseGlobal } from './sections';

/**
 * Puts a user id, a timestamp and a signature into a request's text, in place; the AuthenticationHeader is added when
 * there is none. Whatever else the header holds stays.
 */
export function withAuthentication(
  text: string,
  contract: Contract,
  authentication: Partial<Authentication>,
): Revised {
  return change(text, contract, (request) => authenticate(request, authentication));
}

/** The edits of `withAuthentication` for a text that has been read already and is well-formed; none where it can't be. */
export function authenticationEdits(
  document: PlacedDocument,
  contract: Contract,
  authentication: Partial<Authentication>,
): Edit[] {
  const request = requestIn(document, contract);
  if (!request || authenticate(request, authentication) !== undefined) return [];
  return editsOf(request);
}

function authenticate(request: RequestChange, authentication: Partial<Authentication>): string | undefined {
  const { contract, parts, text } = request;
  const element = contract.elements[`{${contract.targetNamespace}}AuthenticationHeader`];
  if (!element) return 'The contract has no AuthenticationHeader.';
  const present = parts.header?.children.find(
    (node): node is PlacedElement => node.kind === 'element' && isElement(node, element),
  );
  const value = present ? placedValue(contract, text, present, element.type) : {};
  const empty: Values = { mktowsUserId: '', requestSignature: '', requestTimestamp: '' };
  const next = { ...(present ? {} : empty), ...(isValues(value) ? value : {}), ...authentication };
  if (present) reviseGlobal(request.reconciler, present, element, next);
  else addHeaders(request, [element], { [element.name]: next });
  return undefined;
}

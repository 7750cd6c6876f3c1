import type { Contract } from './contract';

/** The namespace of Marketo's elements and types. */
export const MARKETO = 'http://www.marketo.com/mktows/';

/** True for Marketo's own contract: only then does what is known of its service and its users apply. */
export function isMarketo(contract: Contract): boolean {
  return contract.targetNamespace === MARKETO;
}

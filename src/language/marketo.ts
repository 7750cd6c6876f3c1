import type { Contract } from '../contract/contract';

/** True for Marketo's own contract: only then does what its users stumbled over apply. */
export function isMarketo(contract: Contract): boolean {
  return contract.targetNamespace === 'http://www.marketo.com/mktows/';
}

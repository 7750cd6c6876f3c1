import type { Contract } from './contract';
import wsdl from './mktows.wsdl?raw';
import { readWsdl } from './wsdl';

/** Our WSDL of Marketo's SOAP API 3_1 as text, with a placeholder for the service's address. */
export const marketoWsdl: string = wsdl;

/** The contract of Marketo's SOAP API 3_1, read once; a build of the page reads it ahead (see `server/precompile.ts`). */
export const marketo: Contract = readMarketo();

function readMarketo(): Contract {
  const result = readWsdl(wsdl);
  if (!result.ok) throw new Error(`mktows.wsdl: ${result.message}`);
  return result.contract;
}

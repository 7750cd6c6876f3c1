import type { Contract } from './contract';
import wsdl from './mktows.wsdl?raw';
import { readWsdl } from './wsdl';

/** Our WSDL of Marketo's SOAP API 3_1 as text, with a placeholder for the service's address. */
export const marketoWsdl: string = wsdl;

/** The namespace of Marketo's elements and types. */
export const MARKETO = 'http://www.marketo.com/mktows/';

/** The contract of Marketo's SOAP API 3_1, read once. */
export const marketo: Contract = read();

function read(): Contract {
  const result = readWsdl(wsdl);
  if (!result.ok) throw new Error(`mktows.wsdl: ${result.message}`);
  return result.contract;
}

import { SoapFault, type FaultCode } from '../../service/fault';
import type { RestProblem } from './problem';

/**
 * The SOAP fault that means the same as a failure of the REST API. The operation that made the call may know better what an error
 * means in its case: it looks at `restCode`.
 */
export class RestFault extends SoapFault {
  /** The service's code, such as `1006`; absent for a failure below it. */
  readonly restCode: string | undefined;
  /** It was a write that may have been carried out all the same. */
  readonly doubtful: boolean;

  constructor(
    code: FaultCode,
    sentence: string,
    { code: restCode }: Pick<RestProblem, 'code'>,
    doubtful = false,
  ) {
    super(code, sentence);
    this.restCode = restCode;
    this.doubtful = doubtful;
  }
}

/** Whether what came back is a fault with one of these codes of the REST API. */
export function hasRestCode(outcome: unknown, ...codes: readonly string[]): outcome is RestFault {
  return outcome instanceof RestFault && outcome.restCode !== undefined && codes.includes(outcome.restCode);
}

/**
 * The SOAP code for each code of the REST API, in the words of the vendor's page on error codes, where no operation knows better.
 * What concerns the bridge's own calls is the service's failure to the SOAP client: 20014 would make it look at its own key.
 */
const CODES: Readonly<Record<string, FaultCode>> = {
  '600': '20011',
  '601': '20011',
  '602': '20011',
  '603': '20013',
  '604': '10001',
  '605': '20011',
  '606': '20023',
  '607': '20015',
  '608': '10001',
  '609': '20011',
  '610': '20011',
  '611': '10001',
  '612': '20011',
  '613': '20011',
  '614': '10001',
  '615': '20024',
  '616': '20013',
  '701': '20109',
  '702': '20110',
  '703': '20013',
  '704': '20114',
  '713': '10001',
  '719': '10001',
  '1001': '20114',
  '1002': '20109',
  '1004': '20103',
  '1006': '20105',
  '1007': '20106',
  '1008': '20013',
  '1010': '20106',
  '1011': '20102',
  '1012': '20114',
  '1015': '20111',
  '1016': '20024',
  '1018': '20013',
  '1021': '20106',
  '1029': '20015',
  '1042': '20114',
};

/** The SOAP code for a code of the REST API. What nobody lists is a bad parameter when the service refused it, else its failure. */
export function soapCodeOf(restCode: string): FaultCode {
  return CODES[restCode] ?? (/^1\d{3}$|^7\d\d$/.test(restCode) ? '20110' : '10001');
}

import { quoted } from '../xml/limits';

/**
 * A SOAP fault as the service made it. Handlers return one where a result is impossible; it is an expected answer, not
 * an exception.
 */
export class SoapFault {
  /** What goes into `faultstring` after the code. */
  readonly short: string;
  /** What goes into `message`, with the code in brackets at its end. */
  readonly message: string;

  /**
   * @param code one of Marketo's five-digit codes.
   * @param sentence what happened to this very request, without a full stop; the code's own sentence when left out.
   */
  constructor(
    readonly code: FaultCode,
    sentence?: string,
  ) {
    const known = FAULTS[code];
    this.short = known.short;
    this.message = `${quoted(sentence ?? known.sentence)} (${code})`;
  }

  /** `SOAP-ENV:Server` for the service's own failures. Every fault on record has `SOAP-ENV:Client`; this is our choice. */
  get faultcode(): 'SOAP-ENV:Client' | 'SOAP-ENV:Server' {
    return this.code === '10001' || this.code === '20011' ? 'SOAP-ENV:Server' : 'SOAP-ENV:Client';
  }
}

/** Shorthand for `new SoapFault`. */
export function fault(code: FaultCode, sentence?: string): SoapFault {
  return new SoapFault(code, sentence);
}

/** Tells a fault from a result. */
export function isFault<T>(outcome: T | SoapFault): outcome is SoapFault {
  return outcome instanceof SoapFault;
}

interface FaultText {
  readonly short: string;
  readonly sentence: string;
}

/**
 * The codes of the vendor's error page (and 20018, which older clients list). The short texts of 20014, 20103, 20105 and
 * 20110 are recorded from the real service, the others are that page's, and 20018's is our own; so are the sentences.
 */
export const FAULTS = {
  '10001': { short: 'Internal Error', sentence: 'The service failed' },
  '20011': { short: 'Internal Error', sentence: 'The API failed' },
  '20012': { short: 'Request Not Understood', sentence: 'The message is malformed or unexpected' },
  '20013': { short: 'Access Denied', sentence: 'This user may not call the operation' },
  '20014': { short: 'Authentication failed', sentence: 'Authentication failed' },
  '20015': { short: 'Request Limit Exceeded', sentence: 'The daily number of requests is used up' },
  '20016': { short: 'Request Expired', sentence: 'The timestamp and its signature are in the past' },
  '20017': { short: 'Invalid Request', sentence: 'Request is missing an expected parameter' },
  '20018': { short: 'Bad encoding', sentence: 'The message is not UTF-8' },
  '20019': { short: 'Unsupported Operation', sentence: 'The operation is not in the WSDL' },
  '20022': {
    short: 'Time range specified in query filter exceeded limit',
    sentence: 'The time range is longer than 30 days',
  },
  '20023': { short: 'Rate Limit Exceeded', sentence: 'There were too many requests in a short time' },
  '20024': { short: 'Concurrency Limit Exceeded', sentence: 'There are too many requests at once' },
  '20101': { short: 'Lead Key Required', sentence: 'The lead key is missing' },
  '20102': { short: 'Lead Key Bad', sentence: 'The type of the lead key is not supported' },
  '20103': { short: 'Lead not found', sentence: 'No lead found' },
  '20104': { short: 'Lead Detail Required', sentence: 'The LeadRecord is missing' },
  '20105': { short: 'Unknown lead field', sentence: 'An attribute name is unknown' },
  '20106': { short: 'Lead Sync Failed', sentence: 'The lead could not be stored' },
  '20107': { short: 'Activity Key Bad', sentence: 'An activity type is unknown' },
  '20108': { short: 'Lead Owner Not Found', sentence: 'The lead owner is unknown' },
  '20109': { short: 'Parameter Required', sentence: 'A parameter is null or missing' },
  '20110': { short: 'Input error', sentence: 'A parameter is bad' },
  '20111': { short: 'List Not Found', sentence: 'The static list is unknown' },
  '20113': { short: 'Campaign Not Found', sentence: 'The campaign is unknown' },
  '20114': { short: 'Bad Parameter', sentence: 'The value of a parameter is bad' },
  '20122': { short: 'Bad Stream Position', sentence: 'The stream position is not one of ours' },
  '20123': { short: 'Stream at End', sentence: 'The stream is at its end' },
} as const satisfies Record<string, FaultText>;

/** A code that the sandbox can answer. */
export type FaultCode = keyof typeof FAULTS;

/** Every code, in ascending order. */
export const FAULT_CODES = Object.keys(FAULTS).sort() as FaultCode[];

/** Whether a text is a code that the sandbox can answer. */
export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(FAULTS, code);
}

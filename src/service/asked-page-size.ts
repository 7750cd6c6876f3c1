import { integerValue } from '../envelope/contents';
import type { Value } from '../envelope/values';
import { fault, type SoapFault } from './fault';

/**
 * How many records a page may have: what the request says, no more than the operation's limit; the usual number when it says
 * nothing. Zero or less is fault 20114 (our choice).
 */
export function askedPageSize(asked: Value | undefined, usual: number, limit: number): number | SoapFault {
  const size = integerValue(asked) ?? usual;
  return size < 1 ? fault('20114', `batchSize is ${size}`) : Math.min(size, limit);
}

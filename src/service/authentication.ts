import type { Value, Values } from '../envelope/values';
import { sign } from '../signature/sign';
import { fault, type SoapFault } from './fault';
import { parseDateTime } from './time';

/** What the check of an AuthenticationHeader found, for the log. */
export type AuthenticationVerdict =
  | 'ok'
  | 'no-header'
  | 'incomplete'
  | 'wrong-user'
  | 'wrong-signature'
  | 'unreadable-time'
  | 'expired'
  | 'unchecked';

/** What requests are held against. */
export interface Credentials {
  readonly userId: string;
  readonly secretKey: string;
  /** How far a timestamp may lie from now, before or after it, in milliseconds; null takes any. */
  readonly timestampWindow: number | null;
}

/** The verdict, and the fault that follows from it. */
export interface AuthenticationResult {
  readonly verdict: AuthenticationVerdict;
  readonly fault?: SoapFault;
  /** How old the request is, in milliseconds; negative for the future. Absent when its time can't be read. */
  readonly age?: number;
}

/**
 * Holds an AuthenticationHeader against the credentials. Wrong user, key or signature all get 20014, as the vendor had it; so
 * does a missing header or part of it (our choice). A time that can't be read counts as expired (our choice), unless the
 * window is off.
 *
 * @param header undefined when the request has none.
 * @param now milliseconds since 1970.
 */
export function checkAuthentication(
  header: Values | undefined,
  credentials: Credentials,
  now: number,
): AuthenticationResult {
  if (!header) return { verdict: 'no-header', fault: fault('20014') };
  const { mktowsUserId: user, requestSignature: signature, requestTimestamp: timestamp } = header;
  if (!isText(user) || !isText(signature) || !isText(timestamp)) {
    return { verdict: 'incomplete', fault: fault('20014') };
  }
  const time = parseDateTime(timestamp);
  const age = time === undefined ? undefined : now - time;
  if (user !== credentials.userId) return { verdict: 'wrong-user', fault: fault('20014'), age };
  if (signature !== sign(timestamp, user, credentials.secretKey)) {
    return { verdict: 'wrong-signature', fault: fault('20014'), age };
  }
  if (credentials.timestampWindow === null) return { verdict: 'ok', age };
  if (age === undefined) return { verdict: 'unreadable-time', fault: fault('20016') };
  if (Math.abs(age) > credentials.timestampWindow) return { verdict: 'expired', fault: fault('20016'), age };
  return { verdict: 'ok', age };
}

function isText(value: Value | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The Header element that carries a request's signature. */
export const AUTHENTICATION_HEADER = 'AuthenticationHeader';

/** The three values that stand in an `AuthenticationHeader`, as the header names them. */
export interface Authentication {
  readonly mktowsUserId: string;
  /** Lower-case hex, 40 characters. */
  readonly requestSignature: string;
  /** W3C date and time with its offset: `2013-06-09T14:04:54-08:00`. */
  readonly requestTimestamp: string;
}

/**
 * The message that is signed: the timestamp exactly as it stands in the header, then the user id, nothing between.
 * Reproduced from the signatures printed in the vendor's documentation.
 */
export function stringToSign(requestTimestamp: string, mktowsUserId: string): string {
  return requestTimestamp + mktowsUserId;
}

/**
 * The signature of a request: HMAC-SHA1 (RFC 2104) with the secret key over the string to sign, both as UTF-8.
 *
 * @returns 40 characters of lower-case hex.
 */
export function sign(requestTimestamp: string, mktowsUserId: string, secretKey: string): string {
  const message = utf8ToBytes(stringToSign(requestTimestamp, mktowsUserId));
  return bytesToHex(hmac(sha1, utf8ToBytes(secretKey), message));
}

/** Signs for an instant: a fresh timestamp and its signature. */
export function authenticate(
  user: { readonly mktowsUserId: string; readonly secretKey: string },
  requestTimestamp: string,
): Authentication {
  return {
    mktowsUserId: user.mktowsUserId,
    requestSignature: sign(requestTimestamp, user.mktowsUserId, user.secretKey),
    requestTimestamp,
  };
}

import { REFUSED_HEADER, type RefusalBody, type RefusalReason } from './protocol';

const statuses: Readonly<Record<RefusalReason, number>> = {
  'host-not-ours': 403,
  'cross-origin': 403,
  'method-not-allowed': 405,
  'target-missing': 400,
  'target-invalid': 400,
  'target-has-credentials': 400,
  'target-not-https': 403,
  'target-not-allowed': 403,
  'path-not-allowed': 403,
  'get-only-wsdl': 403,
  'content-type-not-allowed': 415,
  'request-too-large': 413,
  'request-timed-out': 408,
  'too-many-calls': 429,
  cancelled: 499,
  'address-not-allowed': 403,
  'name-not-found': 502,
  'connection-failed': 502,
  'tls-failed': 502,
  'timed-out': 504,
  'response-too-large': 502,
  'response-invalid': 502,
};

/** Headers on every answer of the proxy: never stored, never sniffed, never read from another origin. */
export const ownHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * A call that was turned down, as the page receives it: JSON, the reason in a header too, and no CORS header.
 *
 * @param message one English sentence.
 */
export function refuse(reason: RefusalReason, message: string): Response {
  const headers: Record<string, string> = { ...ownHeaders, [REFUSED_HEADER]: reason };
  if (reason === 'method-not-allowed') headers.Allow = 'GET, POST';
  return Response.json({ refused: reason, message } satisfies RefusalBody, {
    status: statuses[reason],
    headers,
  });
}

import { REFUSED_HEADER, type RefusalBody, type RefusalReason } from './protocol';

/** A call that was turned down, as a value. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** One English sentence. */
  readonly message: string;
}

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

/** Makes a refusal. */
export function refuse(reason: RefusalReason, message: string): Refusal {
  return { reason, message };
}

/** A refusal as the page receives it: JSON, the reason in a header too, and no CORS header. */
export function refusalResponse(refusal: Refusal): Response {
  const body: RefusalBody = { refused: refusal.reason, message: refusal.message };
  const response = Response.json(body, {
    status: statuses[refusal.reason],
    headers: { ...ownHeaders, [REFUSED_HEADER]: refusal.reason },
  });
  if (refusal.reason === 'method-not-allowed') response.headers.set('Allow', 'GET, POST');
  return response;
}

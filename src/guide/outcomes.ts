import type { RefusalReason } from '../proxy/protocol';
import type { Failure } from '../transport/send';

/** An ending in words. */
export interface Explanation {
  /** A few words. */
  readonly title: string;
  /** What happened and what to do next. */
  readonly text: string;
}

const refusals: Readonly<Record<RefusalReason, string>> = {
  'host-not-ours':
    'Open the page under the address that the server printed when it started, such as http://127.0.0.1:5173.',
  'cross-origin': 'The proxy serves only the page that it belongs to.',
  'method-not-allowed': 'The proxy carries POST, and GET for a contract; nothing else.',
  'target-missing': 'The call names no target. Check the endpoint’s URL.',
  'target-invalid': 'The endpoint’s URL can’t be read. It begins with https:// and has a host.',
  'target-has-credentials': 'Take the user name and password out of the endpoint’s URL.',
  'target-not-https':
    'This endpoint is not on the list: it has to be https://, or a server on this machine whose host and port stand in PROXY_ALLOW, for example: PROXY_ALLOW=127.0.0.1:8080/ npm start',
  'target-not-allowed':
    'The proxy calls only hosts that you listed. Stop the server and start it again with the host in PROXY_ALLOW, for example: PROXY_ALLOW=123-ABC-456.mktoapi.com npm start',
  'path-not-allowed': 'The host is allowed, but not this path. A Marketo endpoint ends in /soap/mktows/3_1.',
  'get-only-wsdl':
    'With GET the proxy fetches only a contract: the endpoint’s URL followed by ?WSDL, and the schemas that it names.',
  'content-type-not-allowed':
    'The proxy carries only XML. Reload the page, so that page and server are of the same version.',
  'address-not-allowed': 'The host’s name leads to a private address, which the proxy never calls.',
  'request-too-large': 'The request is larger than the proxy carries. Send fewer records at a time.',
  'request-timed-out': 'The request took too long to reach the proxy. Send it again.',
  'too-many-calls': 'Too many calls are under way. Wait for one to end.',
  cancelled: 'The call was given up before it was sent. Send it again.',
  'name-not-found':
    'There is no host of that name. Check the endpoint’s spelling; Marketo’s SOAP hosts were switched off on 2026-07-31.',
  'connection-failed': 'The host does not accept connections. Check the endpoint, or use the sandbox.',
  'tls-failed': 'The host’s certificate is not valid for this name, so nothing was sent.',
  'timed-out': 'The host did not answer in time. Send it again, or ask for less.',
  'response-too-large': 'The answer is larger than the proxy carries. Ask for a smaller batch.',
  'response-invalid': 'The host answered with something that is not HTTP as expected.',
};

/** Where it is the host that failed, and not the proxy that refused. */
const titles: Readonly<Partial<Record<RefusalReason, string>>> = {
  'name-not-found': 'The host could not be reached',
  'connection-failed': 'The host could not be reached',
  'tls-failed': 'The host could not be reached',
  'timed-out': 'No answer in time',
  'response-too-large': 'The answer could not be passed on',
  'response-invalid': 'The answer could not be passed on',
};

function isKnown(reason: string): reason is RefusalReason {
  return Object.hasOwn(refusals, reason);
}

/** Why a call has no answer, and what to do. */
export function explainFailure(failure: Failure): Explanation {
  switch (failure.kind) {
    case 'refused': {
      const { reason, message } = failure;
      return isKnown(reason)
        ? { title: titles[reason] ?? 'Refused by the proxy', text: refusals[reason] }
        : { title: 'Refused by the proxy', text: message || `Its reason: ${reason}.` };
    }
    case 'timed-out':
      return {
        title: 'No answer in time',
        text: `Nothing came back within ${Math.round(failure.limit / 1000)} seconds. Send again, or ask for a smaller batch.`,
      };
    case 'cancelled':
      return { title: 'Cancelled', text: 'You stopped this call. The request is unchanged.' };
    case 'unreachable':
      if (failure.inPage) return { title: 'No answer from the sandbox', text: failure.message };
      return {
        title: 'No connection',
        text: 'The playground’s own server does not answer. Start it again with npm start; your request is still here.',
      };
    case 'broken-off':
      return {
        title: 'The answer broke off',
        text: 'The connection ended in the middle of the answer. Whether the request was carried out is not known.',
      };
    case 'no-proxy':
      return {
        title: 'Only the sandbox can be reached',
        text: 'This page is served as static files, without a proxy. Run the playground with npm start to call your own host, or choose the sandbox.',
      };
  }
}

/** What an HTTP status other than 200 says when there is no SOAP fault in the answer. */
export function explainStatus(status: number, location?: string): Explanation {
  if (status >= 300 && status < 400) {
    return {
      title: `HTTP ${status}: moved`,
      text: `The host points to ${location ?? 'another address'}. Redirects are not followed; put the right URL into the endpoint.`,
    };
  }
  const known: Readonly<Record<number, string>> = {
    400: 'The host could not make sense of the request.',
    401: 'The host wants HTTP credentials, which Marketo’s SOAP API never did. Check the endpoint.',
    403: 'The host refuses the call. Check the endpoint and who may call it.',
    404: 'There is nothing at this path. A Marketo endpoint ends in /soap/mktows/3_1.',
    405: 'The path does not take POST. Check the endpoint.',
    410: 'What was here is gone for good.',
    413: 'The request is too large. Send fewer records at a time.',
    415: 'The host does not take this content type.',
    429: 'Too many calls. Wait, then send more slowly.',
  };
  const text =
    known[status] ??
    (status >= 500
      ? 'The host failed without a SOAP fault. Send again after a pause.'
      : 'The answer is no SOAP answer.');
  return { title: `HTTP ${status}`, text };
}

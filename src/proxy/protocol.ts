/**
 * What the page and the proxy say to each other. The page posts a request to the proxy on its own origin and names the
 * target in a header; the proxy answers with what the target answered, or with a refusal that no target can imitate.
 */

/** Raised when a page and a proxy of different versions would misunderstand each other. */
export const PROTOCOL_VERSION = 1;

/** Names this proxy in its description, so that a page tells it from any other JSON at the same address. */
export const PROXY_NAME = 'marketo-soap-playground-proxy';

/** Request header: an absolute URL, or the name of an upstream with an optional `?WSDL`. */
export const TARGET_HEADER = 'X-Proxy-Target';
/** Response header: the name of the upstream or the host that answered. */
export const ROUTE_HEADER = 'X-Proxy-Route';
/** Response header: the reason of a refusal. */
export const REFUSED_HEADER = 'X-Proxy-Refused';
/** Response header: where a redirect (3xx) of the target points. The proxy itself never follows one. */
export const LOCATION_HEADER = 'X-Proxy-Location';
/** Headers whose names begin so travel both ways between the page and an upstream known by name. */
export const SANDBOX_HEADER_PREFIX = 'x-sandbox-';

/** Why a call was turned down before anything was sent to a target. */
export type RequestRefusal =
  | 'host-not-ours'
  | 'cross-origin'
  | 'method-not-allowed'
  | 'target-missing'
  | 'target-invalid'
  | 'target-has-credentials'
  | 'target-not-https'
  | 'target-not-allowed'
  | 'path-not-allowed'
  | 'get-only-wsdl'
  | 'content-type-not-allowed'
  | 'request-too-large'
  | 'request-timed-out'
  | 'too-many-calls'
  | 'cancelled';

/** Why a target gave no answer that can be passed on. */
export type UpstreamRefusal =
  | 'address-not-allowed'
  | 'name-not-found'
  | 'connection-failed'
  | 'tls-failed'
  | 'timed-out'
  | 'response-too-large'
  | 'response-invalid';

/** Every reason a refusal can carry. */
export type RefusalReason = RequestRefusal | UpstreamRefusal;

/** The JSON body of a refusal. */
export interface RefusalBody {
  readonly refused: RefusalReason;
  /** One English sentence, for logs and for pages that do not know the reason. */
  readonly message: string;
}

/** How much the proxy carries. Sizes in bytes, times in milliseconds. */
export interface ProxyLimits {
  /** Largest request body. */
  readonly requestBytes: number;
  /** Largest response body, after decompression. */
  readonly responseBytes: number;
  /** Longest time from the request's arrival to the last byte of the response. */
  readonly totalMilliseconds: number;
  /** Most calls under way at once. */
  readonly concurrency: number;
}

/** A host the proxy may call, as the description lists it. */
export interface AllowedHost {
  /** Lower-case host, with its port when that is not the scheme's own. */
  readonly host: string;
  /** What the path has to begin with. */
  readonly path: string;
  /** A server on this machine: plain HTTP is allowed. */
  readonly loopback: boolean;
}

/** The JSON answer to a GET without a target, from which the page learns that a proxy is there. */
export interface ProxyDescription {
  readonly proxy: typeof PROXY_NAME;
  readonly protocol: number;
  /** Names of the upstreams that are answered in process. */
  readonly upstreams: readonly string[];
  readonly allow: readonly AllowedHost[];
  readonly limits: ProxyLimits;
}

/** Tells a proxy's description from anything else a server may answer, a start page for one. */
export function isProxyDescription(value: unknown): value is ProxyDescription {
  return (
    typeof value === 'object' &&
    value !== null &&
    'proxy' in value &&
    value.proxy === PROXY_NAME &&
    'protocol' in value &&
    value.protocol === PROTOCOL_VERSION
  );
}

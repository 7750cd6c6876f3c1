import { readAllowEntry } from './allow';
import { MAX_REQUEST } from './body';
import { checkCaller, type OurHosts } from './caller';
import { startCall } from './call';
import { forward } from './forward';
import {
  PROTOCOL_VERSION,
  PROXY_NAME,
  TARGET_HEADER,
  type ProxyDescription,
  type ProxyLimits,
} from './protocol';
import { ownHeaders, refuse } from './refusal';
import { asksForWsdl, readTarget, type ProxyTarget, type Targets } from './target';
import type { NamedUpstream, UpstreamFetch } from './upstream';

/** What a proxy is made of. */
export interface ProxyOptions {
  /** The hosts under which our own page is served. */
  readonly ourHosts: OurHosts;
  /** Allowed target hosts; see `readAllowEntry`. None by default. */
  readonly allow?: readonly string[];
  /** Upstreams known by name, by lower-case name. None by default. */
  readonly upstreams?: Readonly<Record<string, NamedUpstream>>;
  /** The way to targets that are hosts. */
  readonly fetch: UpstreamFetch;
  /** Departures from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ProxyLimits>;
}

/** 10 MiB out, 50 MiB back, two minutes, eight calls at once. */
export const DEFAULT_LIMITS: ProxyLimits = {
  requestBytes: MAX_REQUEST,
  responseBytes: 50 * 2 ** 20,
  totalMilliseconds: 120_000,
  concurrency: 8,
};

/** A cross-site page can post these only after a preflight, and a preflight is refused. */
const CONTENT_TYPES = ['text/xml', 'application/soap+xml', 'application/xml'];

/**
 * The proxy, closed by default: it calls the hosts it was given, for the page of its own origin, and nothing else.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createProxy(options: ProxyOptions): (request: Request) => Promise<Response> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const targets: Targets = {
    allow: (options.allow ?? []).map(readAllowEntry),
    upstreams: options.upstreams ?? {},
  };
  const description: ProxyDescription = {
    proxy: PROXY_NAME,
    protocol: PROTOCOL_VERSION,
    upstreams: Object.keys(targets.upstreams),
    allow: targets.allow.map(({ host, path, loopback }) => ({ host, path, loopback })),
    limits,
  };
  let running = 0;

  return async (request) => {
    const target = checkCaller(request, options.ourHosts) ?? readCall(request, targets);
    if (target === 'describe') return Response.json(description, { headers: ownHeaders });
    if (target instanceof Response) return target;
    if (running >= limits.concurrency) {
      return refuse('too-many-calls', `More than ${limits.concurrency} calls at once.`);
    }
    running += 1;
    const call = startCall(request.signal, limits.totalMilliseconds, () => (running -= 1));
    return forward(request, target, call, limits, options.fetch).catch((error: unknown) => {
      call.end();
      throw error;
    });
  };
}

function readCall(request: Request, targets: Targets): ProxyTarget | Response | 'describe' {
  if (request.method !== 'GET' && request.method !== 'POST') {
    return refuse('method-not-allowed', 'Only POST and GET are allowed.');
  }
  const text = request.headers.get(TARGET_HEADER);
  if (text === null) {
    return request.method === 'GET'
      ? 'describe'
      : refuse('target-missing', `The header ${TARGET_HEADER} has to name the target.`);
  }
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (request.method === 'POST' && !CONTENT_TYPES.includes(type)) {
    return refuse('content-type-not-allowed', `Only ${CONTENT_TYPES.join(', ')} may be posted.`);
  }
  const target = readTarget(text, request.url, targets);
  if (request.method === 'GET' && !(target instanceof Response) && !asksForWsdl(target.url)) {
    return refuse(
      'get-only-wsdl',
      'GET is allowed only for a WSDL and its schemas: ?WSDL, ?xsd=…, or a file .wsdl or .xsd.',
    );
  }
  return target;
}

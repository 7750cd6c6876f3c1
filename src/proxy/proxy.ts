import { readAllowEntry } from './allow';
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
import { ownHeaders, refusalResponse, refuse, type Refusal } from './refusal';
import { asksForWsdl, readTarget, type Target, type Targets } from './target';
import { toResponse, type NamedUpstream, type RelayedAnswer, type UpstreamFetch } from './upstream';

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
  requestBytes: 10 * 2 ** 20,
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
  const relay = createRelay(options);
  return async (request) => {
    const answer = await relay(request);
    return answer instanceof Response ? answer : toResponse(answer);
  };
}

/**
 * The same for a server that can send an answer without making a `Response` of it, which saves a third of a small call.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createRelay(options: ProxyOptions): (request: Request) => Promise<Response | RelayedAnswer> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const targets: Targets = {
    allow: (options.allow ?? []).map(readAllowEntry),
    upstreams: options.upstreams ?? {},
  };
  const description = describe(targets, limits);
  let running = 0;

  return async (request) => {
    const target = checkCaller(request, options.ourHosts) ?? readCall(request, targets);
    if (target === 'describe') return Response.json(description, { headers: ownHeaders });
    if ('reason' in target) return refusalResponse(target);
    if (running >= limits.concurrency) {
      return refusalResponse(refuse('too-many-calls', `More than ${limits.concurrency} calls at once.`));
    }
    running += 1;
    const call = startCall(request.signal, limits.totalMilliseconds, () => (running -= 1));
    const answer = await forward(request, target, call, limits, options.fetch).catch((error: unknown) => {
      call.end();
      throw error;
    });
    if (!('reason' in answer)) return answer;
    call.end();
    return refusalResponse(answer);
  };
}

function readCall(request: Request, targets: Targets): Target | Refusal | 'describe' {
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
  if (request.method === 'GET' && 'url' in target && !asksForWsdl(target.url)) {
    return refuse('get-only-wsdl', 'GET is allowed only for a WSDL: the target has to end with ?WSDL.');
  }
  return target;
}

function describe(targets: Targets, limits: ProxyLimits): ProxyDescription {
  return {
    proxy: PROXY_NAME,
    protocol: PROTOCOL_VERSION,
    upstreams: Object.keys(targets.upstreams),
    allow: targets.allow.map(({ host, path, loopback }) => ({ host, path, loopback })),
    limits,
  };
}

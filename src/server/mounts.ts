import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_REQUEST, readBody } from '../proxy/body';
import { checkCaller, type OurHosts } from '../proxy/caller';
import type { ProxyLimits } from '../proxy/protocol';
import { createProxy } from '../proxy/proxy';
import { refuse } from '../proxy/refusal';
import { isControlPath } from '../sandbox/http/control-handler';
import { toListener, type Handler } from './http-handler';
import { createPinnedFetch, type PinnedFetch } from './pinned-fetch';

/** Where the page finds the proxy. */
export const PROXY_PATH = '/proxy';
/** Where SOAP clients find the sandbox; any version segment is answered. */
export const SANDBOX_PATH = '/soap/mktows/3_1';
const sandboxPaths = /^\/soap\/mktows\/[^/]+\/?$/;

/** What the two services need. */
export interface MountOptions {
  readonly sandbox: Handler;
  /** The controls of the sandbox, below `/sandbox/`; absent where there are none. */
  readonly control?: Handler;
  readonly ourHosts: OurHosts;
  /** Hosts the proxy may call; see `readAllowEntry`. */
  readonly allow?: readonly string[];
  readonly limits?: Partial<ProxyLimits>;
  /** The way to the outside; by default a pinned one. */
  readonly outside?: PinnedFetch;
}

/** The proxy and the sandbox, ready to stand in front of a server's own middlewares. */
export interface Mounts {
  /** Answers a request for one of the two services and hands on every other. */
  readonly middleware: (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;
  /** Whether a request for this path (with or without a query) is for one of the two. */
  isOurs(url: string): boolean;
  close(): void;
}

/**
 * Mounts the proxy at `/proxy`, the sandbox at `/soap/mktows/…` and its controls below `/sandbox/`.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createMounts(options: MountOptions): Mounts {
  const { sandbox, control, ourHosts, allow, limits } = options;
  const outside = options.outside ?? createPinnedFetch();
  const upstreams = { sandbox: { path: SANDBOX_PATH, handle: sandbox } };
  const proxy = toListener(createProxy({ ourHosts, allow, limits, upstreams, fetch: outside.fetch }));
  const service = toListener(forPrograms(sandbox, ourHosts, limits?.requestBytes));
  const controls = control && toListener((request) => checkCaller(request, ourHosts) ?? control(request));

  const find = (url: string) => {
    const path = url.split('?', 1)[0] ?? '';
    if (path === PROXY_PATH) return proxy;
    if (isControlPath(path)) return controls;
    return sandboxPaths.test(path) ? service : undefined;
  };
  return {
    middleware(incoming, outgoing, next) {
      const listener = find(incoming.url ?? '');
      if (listener) void listener(incoming, outgoing);
      else next();
    },
    isOurs: (url) => find(url) !== undefined,
    close: () => outside.close(),
  };
}

/**
 * The sandbox as outside clients see it: for programs on this machine, and for no foreign website.
 *
 * @param limit the largest request, in bytes.
 */
export function forPrograms(sandbox: Handler, ourHosts: OurHosts, limit = MAX_REQUEST): Handler {
  return async (request) => {
    const stranger = checkCaller(request, ourHosts);
    if (stranger) return stranger;
    if (request.method !== 'POST') return sandbox(request);
    const body = await readBody(request, limit);
    if (body.ok) {
      const { url, method, signal } = request;
      return sandbox(new Request(url, { method, headers: [...request.headers], body: body.bytes, signal }));
    }
    return body.problem === 'too-large'
      ? refuse('request-too-large', `The request is larger than ${limit} bytes.`)
      : refuse('cancelled', 'The request broke off.');
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OurHosts } from '../proxy/caller';
import type { ProxyLimits } from '../proxy/protocol';
import { createProxy } from '../proxy/proxy';
import { Worlds } from '../sandbox/worlds';
import { forPrograms } from './for-programs';
import { toListener, type Handler } from './http-handler';
import { createPinnedFetch, type PinnedFetch } from './pinned-fetch';

/** Where the page finds the proxy. */
export const PROXY_PATH = '/proxy';
/** Where the proxy finds the sandbox. */
export const SANDBOX_PATH = '/soap/mktows/3_1';

/** What the two services need. */
export interface MountOptions {
  /** The sandbox with all its faces and worlds. */
  readonly sandbox: Handler;
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
 * Mounts the proxy at `/proxy`, and the sandbox at the paths of its faces: `/soap/mktows/…` for one, and below `/w/NAME/` too.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createMounts(options: MountOptions): Mounts {
  const { sandbox, ourHosts, allow, limits } = options;
  const outside = options.outside ?? createPinnedFetch();
  const upstreams = { sandbox: { path: SANDBOX_PATH, handle: sandbox } };
  const proxy = toListener(createProxy({ ourHosts, allow, limits, upstreams, fetch: outside.fetch }));
  const service = toListener(forPrograms(sandbox, ourHosts, limits?.requestBytes));

  const find = (url: string) => {
    const path = url.split('?', 1)[0] ?? '';
    if (path === PROXY_PATH) return proxy;
    return Worlds.isWorldPath(path) ? service : undefined;
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

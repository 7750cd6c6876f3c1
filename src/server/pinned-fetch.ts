import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { UpstreamAnswer, UpstreamFailure, UpstreamFetch, UpstreamRequest } from '../proxy/upstream';
import { decoded } from './decode';
import { AddressNotAllowed, checkedLookup, isAddressAllowed, systemResolve, type Resolve } from './lookup';
import { sharedRead } from './read-buffer';
import { upstreamFailure } from './upstream-error';
import { nodeBody, nodeHeaders } from './node-answer';

/** A way to the outside that connects only to addresses it has checked. */
export interface PinnedFetch {
  readonly fetch: UpstreamFetch;
  /** Closes the connections that are kept for reuse. */
  close(): void;
}

/** How names are resolved and certificates judged. */
export interface PinnedFetchOptions {
  /** How names become addresses; the system's own way by default. */
  readonly resolve?: Resolve;
  /** Certificate authorities to trust instead of Node's own, as PEM. */
  readonly ca?: string;
}

/**
 * Opens connections to targets: a name is resolved once, the address checked, and the connection made to that very
 * address, so that a second answer of the resolver cannot matter. TLS certificates are always verified, whatever the
 * environment says. Connections are reused.
 */
export function createPinnedFetch({ resolve = systemResolve, ca }: PinnedFetchOptions = {}): PinnedFetch {
  const outside = agents(checkedLookup(resolve, false), ca);
  const loopback = agents(checkedLookup(resolve, true), ca);
  return {
    fetch: (request, { allowLoopback }) => {
      const hostname = hostnameOf(request.url);
      // A connection to an address literal asks no resolver, so it is checked here.
      if (isIP(hostname) !== 0 && !isAddressAllowed(hostname, allowLoopback)) {
        return Promise.resolve(upstreamFailure(new AddressNotAllowed(hostname), hostname));
      }
      return exchange(request, allowLoopback ? loopback : outside);
    },
    close() {
      for (const { http, https } of [outside, loopback]) {
        http.destroy();
        https.destroy();
      }
    },
  };
}

/** Name or address, an IPv6 address without its brackets. */
function hostnameOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function agents(lookup: LookupFunction, ca: string | undefined) {
  // Idle connections go before most servers close theirs, so that a request hardly ever meets a closing one.
  const options = { keepAlive: true, timeout: 4_000, lookup, onread: sharedRead };
  return {
    http: new http.Agent(options),
    https: new https.Agent({ ...options, ca, rejectUnauthorized: true }),
  };
}

function exchange(
  { url, method, headers, body, signal }: UpstreamRequest,
  agents: { http: http.Agent; https: https.Agent },
): Promise<UpstreamAnswer | UpstreamFailure> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const options: RequestOptions = {
      // Node takes a URL as well, and takes it apart for every request.
      hostname: hostnameOf(url),
      port: url.port || undefined,
      path: url.pathname + url.search,
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      agent: secure ? agents.https : agents.http,
    };
    const outgoing = secure ? https.request(options) : http.request(options);
    outgoing.once('response', (incoming) => resolve(answer(incoming, url.host)));
    outgoing.on('error', (error) => resolve(upstreamFailure(error, url.host)));
    // The request's own `signal` option does the same at several times the cost.
    const abort = () => outgoing.destroy();
    signal.addEventListener('abort', abort);
    outgoing.once('close', () => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    outgoing.end(body ?? undefined);
  });
}

function answer(incoming: IncomingMessage, host: string): UpstreamAnswer | UpstreamFailure {
  const status = incoming.statusCode ?? 0;
  const source = decoded(incoming);
  if (!source) {
    incoming.destroy();
    return { failed: 'response-invalid', message: `${host} answered in an encoding nobody asked for.` };
  }
  return { status, headers: nodeHeaders(incoming.headers), body: nodeBody(source) };
}

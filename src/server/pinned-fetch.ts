import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Duplex, type Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { UpstreamRefusal } from '../proxy/protocol';
import type { UpstreamAnswer, UpstreamFailure, UpstreamFetch, UpstreamRequest } from '../proxy/upstream';
import { AddressNotAllowed, checkedLookup, isAddressAllowed, systemResolve, type Resolve } from './lookup';
import { chunksOf } from './http-handler';

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
    fetch: async (request, { allowLoopback }) => {
      const hostname = hostnameOf(request.url);
      // A connection to an address literal asks no resolver, so it is checked here.
      if (isIP(hostname) !== 0 && !isAddressAllowed(hostname, allowLoopback)) {
        return failure(new AddressNotAllowed(hostname), hostname);
      }
      return exchange(request, allowLoopback ? loopback : outside);
    },
    close() {
      for (const agent of [...Object.values(outside), ...Object.values(loopback)]) agent.destroy();
    },
  };
}

/** Name or address, an IPv6 address without its brackets. */
function hostnameOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function agents(lookup: LookupFunction, ca: string | undefined) {
  // Idle connections go before most servers close theirs, so that a request hardly ever meets a closing one.
  const options = { keepAlive: true, timeout: 4_000, lookup };
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
    const fail = (error: NodeJS.ErrnoException) => {
      const { socket } = outgoing;
      const connected = !secure || (socket as TLSSocket | null)?.authorized === true;
      const hungUp = error.code === 'ECONNRESET' && connected && !signal.aborted;
      resolve(hungUp ? invalid(url, 'closed the connection without an answer') : failure(error, url.host));
    };
    outgoing.once('response', (incoming) => {
      // A body that is broken from its beginning is known before anything of the answer is passed on.
      answer(incoming, url).then(resolve, (error: Error) =>
        resolve(invalid(url, `sent a body that can't be read (${codeOf(error)})`)),
      );
    });
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy();
      resolve(invalid(url, 'changed to another protocol'));
    });
    outgoing.on('error', fail);
    // The request's own `signal` option does the same at several times the cost.
    const abort = () => outgoing.destroy();
    signal.addEventListener('abort', abort);
    outgoing.once('close', () => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    outgoing.end(body ?? undefined);
  });
}

const decoders: ReadonlyMap<string, () => Duplex> = new Map<string, () => Duplex>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Bytes of a compressed body that are unpacked before the answer counts as one. */
const CHECKED = 64 * 1024;

/**
 * The answer with its body, without its content encoding: we ask for none, and some servers compress all the same.
 * Decoding keeps pace with the reader, so that whoever counts the bytes can stop in time.
 */
async function answer(incoming: IncomingMessage, url: URL): Promise<UpstreamAnswer | UpstreamFailure> {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  const decoder = decoders.get(encoding)?.();
  if (!decoder && encoding !== 'identity') {
    incoming.destroy();
    return invalid(url, 'answered in an encoding nobody asked for');
  }
  // The decoder carries an error of either stream to its reader; there is nothing to add here.
  const source: Readable = decoder ? pipeline(incoming, decoder, () => undefined) : incoming;
  const chunks = chunksOf(source);
  const cancel = async () => void source.destroy();
  const begun: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; size < (decoder ? CHECKED : 1);) {
    const next = await chunks.next();
    if (next.done) break;
    begun.push(next.value);
    size += next.value.byteLength;
  }
  const read = async () => {
    const value = begun.shift();
    const next = value ? { done: false, value } : await chunks.next();
    return next as ReadableStreamReadResult<Uint8Array>;
  };
  return {
    status: incoming.statusCode ?? 0,
    headers: headersOf(incoming),
    body: { getReader: () => ({ read, cancel }), cancel },
  };
}

function headersOf({ headers }: IncomingMessage): UpstreamAnswer['headers'] {
  const single = (name: string) => {
    const value = headers[name.toLowerCase()];
    return typeof value === 'string' ? value : null;
  };
  return { get: single, keys: () => Object.keys(headers).values() };
}

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** What an error of a connection means, in the words of the proxy's protocol. */
function failure(error: NodeJS.ErrnoException, host: string): UpstreamFailure {
  const code = codeOf(error);
  const because = (failed: UpstreamRefusal, what: string) => ({ failed, message: `${what} (${code}).` });
  if (error instanceof AddressNotAllowed) return { failed: 'address-not-allowed', message: error.message };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return because('name-not-found', `The name of ${host} could not be resolved`);
  }
  if (TLS_CODE.test(code)) return because('tls-failed', `No secure connection to ${host}`);
  if (code.startsWith('HPE_')) return because('response-invalid', `${host} did not answer in HTTP`);
  return because('connection-failed', `No connection to ${host}`);
}

function invalid({ host }: URL, what: string): UpstreamFailure {
  return { failed: 'response-invalid', message: `${host} ${what}.` };
}

function codeOf({ code, name }: NodeJS.ErrnoException): string {
  return code ?? name;
}

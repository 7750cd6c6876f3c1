import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';
import type { UpstreamAnswer, UpstreamFailure, UpstreamRequest } from '#src/proxy/upstream';

/** Starts a server on a free port of this machine, for the length of one test. */
export async function listen(server: Server | RequestListener): Promise<number> {
  const running = typeof server === 'function' ? http.createServer(server) : server;
  running.listen(0, '127.0.0.1');
  await once(running, 'listening');
  onTestFinished(() => {
    if (running instanceof http.Server) running.closeAllConnections();
    running.close();
  });
  return (running.address() as AddressInfo).port;
}

/** What came back over a real connection. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request over a real connection, with every header as given: `fetch` would not let us set Host or Origin. */
export async function request(
  port: number,
  path: string,
  { method = 'POST', body = '<request/>', headers = {} }: RequestInitLike = {},
): Promise<Received> {
  const all = { host: `localhost:${port}`, 'content-type': 'text/xml', ...headers };
  const outgoing = http.request({ host: '127.0.0.1', port, path, method, headers: all, agent: false });
  outgoing.end(method === 'POST' ? body : undefined);
  const [incoming] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  // An answer may come before all of the body is sent, and the connection close behind it.
  outgoing.on('error', () => undefined);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    text: Buffer.concat(chunks).toString(),
  };
}

interface RequestInitLike {
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as the proxy hands it to the connection. */
export function outgoing(url: string, parts: Partial<UpstreamRequest> = {}): UpstreamRequest {
  return {
    url: new URL(url),
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: new TextEncoder().encode('<request/>'),
    signal: new AbortController().signal,
    ...parts,
  };
}

/** The answer's body, whole. Throws when there is no answer. */
export async function bytesOf(answer: UpstreamAnswer | UpstreamFailure): Promise<Buffer> {
  if ('failed' in answer) throw new Error(`${answer.failed}: ${answer.message}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(answer)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The answer's body, piece by piece. */
export async function* chunksOf({ body }: UpstreamAnswer): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
}

/** Why there was no answer. Throws when there was one. */
export function failureOf(answer: UpstreamAnswer | UpstreamFailure): string {
  if ('failed' in answer) return answer.failed;
  throw new Error(`answered with ${answer.status}`);
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expose } from 'comlink';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { CONTROL_HEADER } from '#src/sandbox/http/controls';
import { createSandbox } from '#src/sandbox/sandbox';
import { answerCarried, PageSandbox } from '#src/workspace/page-sandbox';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NO_LIMITS = { dailyQuota: null, rateCalls: null, concurrentCalls: null };

/** How the bytes of a request are sent. A page knows one manner alone. */
export type Manner = 'with its length' | 'chunked' | 'in pieces with pauses' | 'with Expect: 100-continue';

/** A request's body, its type, and how it is sent. */
export interface Sending {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly manner?: Manner;
  readonly contentType?: string;
}

/** An answer without what differs from moment to moment: a refusal's sentence, or the text with its dates left out. */
export interface WayAnswer {
  readonly status: number;
  readonly text: string;
}

/** A connection that is kept from one request to the next, where a way has connections. */
export interface Client {
  post(sending: Sending): Promise<WayAnswer>;
  close(): void;
}

/** One way by which requests come in to the sandbox. */
export interface WayIn {
  readonly name: string;
  client(): Client;
  /** Begins to send, and goes away in the middle. */
  breakOff(body: Uint8Array<ArrayBuffer>): Promise<void>;
  /** How many calls the sandbox has seen. */
  calls(): Promise<number>;
}

/** All ways in, and an end for the commands behind them. */
export interface WaysIn {
  readonly ways: readonly WayIn[];
  close(): void;
}

/** Starts the README's commands, each once, and the sandbox of the page. */
export async function openWays(): Promise<WaysIn> {
  const [start, dev, alone, page] = await Promise.all([
    startVite('start'),
    startVite('dev'),
    startSandbox(),
    startPage(),
  ]);
  const ways = [
    overHttp('npm start, direct', start.port, false),
    overHttp('npm start, through the proxy', start.port, true),
    overHttp('npm run dev, direct', dev.port, false),
    overHttp('npm run dev, through the proxy', dev.port, true),
    overHttp('npm run sandbox', alone.port, false),
    page.way('in the page', (work) => work()),
    page.way('in the page, where there is no Request.body', withoutRequestBody),
  ];
  for (const { port } of [start, dev, alone]) await control(port, 'PATCH', 'settings', NO_LIMITS);
  return {
    ways,
    close() {
      page.close();
      // npm hands no signal on, so the whole group gets it.
      for (const { child } of [start, dev, alone]) process.kill(-child.pid!, 'SIGTERM');
    },
  };
}

interface Command {
  readonly child: ChildProcess;
  readonly port: number;
}

function npm(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn('npm', args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function startVite(script: string): Promise<Command> {
  const port = await freePort();
  const child = npm(['run', script], { PORT: String(port) });
  child.stdout?.resume();
  let ended = false;
  child.once('exit', () => (ended = true));
  for (;;) {
    if (ended) throw new Error(`npm run ${script} has ended.`);
    const up = await fetch(`http://127.0.0.1:${port}/proxy`).catch(() => undefined);
    if (up?.ok) return { child, port };
    await pause(100);
  }
}

async function startSandbox(): Promise<Command> {
  const child = npm(['run', 'sandbox', '--', '--port', '0']);
  for await (const line of createInterface(child.stdout!)) {
    const port = /^Sandbox ready: .*:(\d+)\//.exec(line)?.[1];
    if (port) return { child, port: Number(port) };
  }
  throw new Error('npm run sandbox has ended.');
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function control(port: number, method: string, what: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/sandbox/${what}`, {
    method,
    headers: { [CONTROL_HEADER]: '1' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function overHttp(name: string, port: number, throughProxy: boolean): WayIn {
  const request = (agent: http.Agent, contentType: string, more: http.OutgoingHttpHeaders) =>
    http.request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      agent,
      path: throughProxy ? '/proxy' : '/soap/mktows/3_1',
      headers: {
        'Content-Type': contentType,
        ...(throughProxy ? { 'X-Proxy-Target': 'sandbox' } : {}),
        ...more,
      },
    });
  return {
    name,
    client() {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      return {
        close: () => agent.destroy(),
        async post({ body, manner = 'with its length', contentType = 'text/xml; charset=utf-8' }) {
          const isChunked = manner === 'chunked';
          const outgoing = request(agent, contentType, {
            ...(isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': body.byteLength }),
            ...(manner === 'with Expect: 100-continue' ? { Expect: '100-continue' } : {}),
          });
          const answer = once(outgoing, 'response') as Promise<[http.IncomingMessage]>;
          await write(outgoing, body, manner, answer);
          const [incoming] = await answer;
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          return comparable(incoming.statusCode ?? 0, Buffer.concat(chunks).toString());
        },
      };
    },
    async breakOff(body) {
      const agent = new http.Agent();
      const outgoing = request(agent, 'text/xml', { 'Content-Length': body.byteLength });
      outgoing.on('error', () => undefined);
      await new Promise((resolve) => outgoing.write(body.subarray(0, body.byteLength / 2), resolve));
      await pause(20);
      outgoing.destroy();
    },
    async calls() {
      return lastNumber((await control(port, 'GET', 'log')) as LogEntries);
    },
  };
}

async function write(
  outgoing: http.ClientRequest,
  body: Uint8Array,
  manner: Manner,
  answer: Promise<unknown>,
): Promise<void> {
  if (manner === 'with Expect: 100-continue') {
    outgoing.flushHeaders();
    await Promise.race([once(outgoing, 'continue'), answer]);
  }
  if (manner === 'in pieces with pauses') {
    // Not in the middle: servers' buffers are full at round numbers.
    const cuts = [0, 0.1, 0.37, 0.9].map((share) => Math.floor(share * body.byteLength));
    for (const [index, cut] of cuts.entries()) {
      outgoing.write(body.subarray(cut, cuts[index + 1]));
      await pause(5);
    }
    outgoing.end();
  } else if (manner === 'chunked') {
    for (let from = 0; from < body.byteLength; from += 100_000) {
      outgoing.write(body.subarray(from, from + 100_000));
    }
    outgoing.end();
  } else {
    outgoing.end(body);
  }
}

/** The page's sandbox as the page has it: asked over a channel, with the worker's function at its other end. */
async function startPage() {
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: () => Date.now(),
    random: Math.random,
    settings: NO_LIMITS,
  });
  const { port1, port2 } = new MessageChannel();
  expose(
    { handle: (carried: Parameters<typeof answerCarried>[1]) => answerCarried(sandbox, carried) },
    port1,
  );
  const page = new PageSandbox({
    start: () => port2,
    answered: <T>(answer: Promise<T>) => answer,
  } as unknown as ConstructorParameters<typeof PageSandbox>[0]);

  const ask = (body: Uint8Array<ArrayBuffer>, contentType: string, signal?: AbortSignal) =>
    page.handle(
      new Request('http://sandbox.invalid/soap/mktows/3_1', {
        method: 'POST',
        headers: { 'Content-Type': contentType },
        body,
        signal,
      }),
    );
  const way = (name: string, around: (work: () => Promise<WayAnswer>) => Promise<WayAnswer>): WayIn => ({
    name,
    client: () => ({
      close: () => undefined,
      post: ({ body, contentType = 'text/xml; charset=utf-8' }) =>
        around(async () => {
          const response = await ask(body, contentType);
          return comparable(response.status, await response.text());
        }),
    }),
    async breakOff(body) {
      const gone = new AbortController();
      const answer = ask(body, 'text/xml', gone.signal).catch(() => undefined);
      gone.abort();
      await answer;
    },
    calls: async () => lastNumber(sandbox.log()),
  });
  return {
    way,
    close() {
      port1.close();
      port2.close();
    },
  };
}

/** Does something as Firefox does it, whose requests have no `body` property. */
async function withoutRequestBody<T>(work: () => Promise<T>): Promise<T> {
  const property = Object.getOwnPropertyDescriptor(Request.prototype, 'body')!;
  delete (Request.prototype as { body?: unknown }).body;
  try {
    return await work();
  } finally {
    Object.defineProperty(Request.prototype, 'body', property);
  }
}

type LogEntries = readonly { readonly number: number }[];

function lastNumber(log: LogEntries): number {
  return log.at(-1)?.number ?? 0;
}

function comparable(status: number, text: string): WayAnswer {
  if (text.startsWith('{')) return { status, text: (JSON.parse(text) as { message: string }).message };
  return { status, text: text.trim().replace(/\d{4}-\d\d-\d\d[^<]*/g, 'some time') };
}

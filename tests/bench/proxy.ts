// The proxy against what people would use instead, in one run: node src/server/run.js tests/bench/proxy.ts
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { preview, type PreviewServer } from 'vite';
import { createMounts } from '#src/server/mounts';
import { ownHosts } from '#src/server/own-hosts';

/** One way from the client to the upstream. */
const ROUTES = ['direct', 'ours', 'vite server.proxy', 'http-proxy-middleware'] as const;
type Route = (typeof ROUTES)[number];

const TARGET_PATH = '/soap/mktows/3_1';
const SIZES = { '5 KB': 5 * 1024, '5 MB': 5 * 1024 * 1024 } as const;
type Size = keyof typeof SIZES;
/** How often the routes take turns, and the calls of one turn: one after the other, then several at once. */
const TURNS: Record<Size, { turns: number; warmUp: number; alone: number; together: number }> = {
  '5 KB': { turns: 40, warmUp: 10, alone: 20, together: 80 },
  '5 MB': { turns: 15, warmUp: 6, alone: 4, together: 16 },
};
/** Longest time for one size, in milliseconds; on a busy machine there are fewer turns. */
const BUDGET = 25_000;
const TOGETHER = 4;
const REQUEST = Buffer.alloc(2 * 1024, 'a');

/** What was measured for one route and size, medians over all turns. */
export interface Measured {
  readonly route: Route;
  readonly size: Size;
  /** Milliseconds. */
  readonly p50: number;
  /** Calls a second with several at once. */
  readonly callsPerSecond: number;
}

/** Measures every route for every size, prints what it found and returns it. Takes less than a minute. */
export async function run(): Promise<readonly Measured[]> {
  const upstream = await start('upstream');
  const servers = new Map<Route, Served>([['direct', upstream]]);
  for (const route of ROUTES) {
    if (route !== 'direct') servers.set(route, await start(route, upstream.port));
  }
  try {
    const results: Measured[] = [];
    for (const size of Object.keys(SIZES) as Size[])
      results.push(...(await measure(size, servers, upstream.port)));
    print(results);
    return results;
  } finally {
    for (const { child } of servers.values()) child.kill();
  }
}

/** The routes take short turns, so that whatever else the machine does falls on all of them alike. */
async function measure(
  size: Size,
  servers: ReadonlyMap<Route, Served>,
  upstream: number,
): Promise<Measured[]> {
  const { turns, warmUp, alone, together } = TURNS[size];
  const samples = new Map(ROUTES.map((route) => [route, { times: [] as number[], rates: [] as number[] }]));
  const agent = new http.Agent({ keepAlive: true });
  const deadline = performance.now() + BUDGET;
  for (let turn = -warmUp; turn < turns; turn += 1) {
    if (turn > 0 && performance.now() > deadline) break;
    for (const route of shuffled(ROUTES)) {
      const call = () => post(route, servers.get(route)!.port, upstream, size, agent);
      const times: number[] = [];
      // Not counted: it pays for what the turn before left behind in client and upstream.
      await call();
      for (let i = 0; i < alone; i += 1) times.push(await timed(call));
      const share = async () => {
        for (let i = 0; i < together / TOGETHER; i += 1) await call();
      };
      const took = await timed(() => Promise.all(Array.from({ length: TOGETHER }, share)));
      if (turn < 0) continue;
      samples.get(route)!.times.push(...times);
      samples.get(route)!.rates.push((together / took) * 1000);
    }
  }
  agent.destroy();
  return ROUTES.map((route) => {
    const { times, rates } = samples.get(route)!;
    return { route, size, p50: median(times), callsPerSecond: median(rates) };
  });
}

function post(route: Route, port: number, upstream: number, size: Size, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = `${TARGET_PATH}?bytes=${SIZES[size]}`;
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': REQUEST.length,
      'x-proxy-target': `http://127.0.0.1:${upstream}${path}`,
    };
    const server = { host: '127.0.0.1', port, method: 'POST', headers, agent };
    const request = http.request({ ...server, path: route === 'ours' ? '/proxy' : path }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => {
        if (bytes === SIZES[size]) resolve();
        else reject(new Error(`${route} answered with ${bytes} bytes`));
      });
    });
    request.on('error', reject);
    request.end(REQUEST);
  });
}

/** In another order at every turn, so that nobody always comes after the same other one. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

async function timed(job: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await job();
  return performance.now() - from;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Each server has a process of its own, so that none shares an event loop with the client or the upstream. */
async function start(name: Route | 'upstream', upstream = 0): Promise<Served> {
  const runner = fileURLToPath(new URL('../../src/server/run.js', import.meta.url));
  const child = fork(runner, [fileURLToPath(import.meta.url), 'serve', name, String(upstream)]);
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

async function serve(name: string, upstream: number): Promise<void> {
  const server = name === 'upstream' ? serveUpstream() : await servePreview(name, upstream);
  if (!server.listening) await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
}

function serveUpstream(): http.Server {
  const answers = new Map(Object.values(SIZES).map((size) => [String(size), Buffer.alloc(size, '<row/>')]));
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      const bytes = new URL(request.url ?? '', 'http://upstream').searchParams.get('bytes') ?? '';
      response.setHeader('content-type', 'text/xml; charset=utf-8');
      response.end(answers.get(bytes));
    });
  });
  return server.listen(0, '127.0.0.1');
}

/** Each way through stands in Vite's preview server: one as its own option, the others as middlewares. */
async function servePreview(name: string, upstream: number): Promise<http.Server> {
  const target = `http://127.0.0.1:${upstream}`;
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    preview: {
      host: '127.0.0.1',
      port: 0,
      proxy: name === 'vite server.proxy' ? { '/soap': { target } } : {},
    },
    plugins: [{ name: 'subject', configurePreviewServer: (server) => mount(name, server, upstream) }],
  });
  return server.httpServer as http.Server;
}

function mount(name: string, { middlewares, httpServer }: PreviewServer, upstream: number): void {
  if (name === 'http-proxy-middleware') {
    const target = `http://127.0.0.1:${upstream}`;
    middlewares.use(createProxyMiddleware({ target, pathFilter: '/soap' }));
  }
  if (name === 'ours') {
    const { middleware } = createMounts({
      sandbox: () => Response.error(),
      ourHosts: ownHosts(httpServer),
      allow: [`127.0.0.1:${upstream}`],
    });
    middlewares.stack.unshift({ route: '', handle: middleware });
  }
}

function print(results: readonly Measured[]): void {
  for (const size of Object.keys(SIZES)) {
    const rows = results.filter((result) => result.size === size);
    const direct = rows.find(({ route }) => route === 'direct')!;
    console.log(`\nPOST 2 KB, ${size} back`);
    const table = rows.map(({ route, p50, callsPerSecond }) => [
      route,
      {
        'p50 ms': p50.toFixed(2),
        'p50 / direct': (p50 / direct.p50).toFixed(2),
        'calls/s': callsPerSecond.toFixed(0),
        'calls/s / direct': (callsPerSecond / direct.callsPerSecond).toFixed(2),
      },
    ]);
    console.table(Object.fromEntries(table));
  }
}

/** Runs the bench, or serves one of its parts when started as a child of itself. */
export default async function main(): Promise<void> {
  const [, , mode, name = '', upstream] = process.argv;
  if (mode === 'serve') await serve(name, Number(upstream));
  else await run();
}

// SOAP calls through the bridge against the bare REST calls that they make, in one run: npm run bench -- bridge
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readBridgeSettings } from '#src/bridge/settings';
import type { Values } from '#src/envelope/values';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { bridgeService } from '#src/server/bridge-service';
import { createWorlds } from '#src/server/create-worlds';
import { toListener } from '#src/server/http-handler';
import { envelopeOf } from '../unit/sandbox/requests';

/** How long the instance takes for each call, in milliseconds: a real one over the internet takes some 100 and more. */
const DELAYS = [0, 50] as const;
const ROUNDS = 150;
const CLIENTS = 50;
const CROWD_TIME = 60_000;

const CALLS: Readonly<Record<string, Values>> = {
  getLead: { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } },
  syncLead: { leadRecord: { Email: 'bench@example.com', leadAttributeList: {} }, returnLead: 'false' },
  getMultipleLeads: {
    leadSelector: { $type: 'StaticListSelector', staticListName: 'All Leads' },
    batchSize: '100',
  },
};

/** What one operation took. */
export interface BridgeFigure {
  readonly operation: string;
  /** Milliseconds that the instance takes. */
  readonly delay: number;
  /** Medians in milliseconds. */
  readonly bridged: number;
  readonly bare: number;
  readonly restCalls: number;
}

/** What many clients at once came to. */
export interface CrowdFigure {
  readonly calls: number;
  readonly lost: number;
  readonly median: number;
  readonly slowest: number;
  /** Of the bridge's process, in MB, near the beginning and at the end. */
  readonly memory: readonly [begin: number, end: number];
}

interface Server {
  readonly child: ChildProcess;
  readonly base: string;
}

/** Measures both; takes about two minutes. */
export async function run(): Promise<{
  readonly figures: readonly BridgeFigure[];
  readonly crowd: CrowdFigure;
}> {
  const figures: BridgeFigure[] = [];
  for (const delay of DELAYS) {
    const servers = await startBoth(delay);
    try {
      for (const operation of Object.keys(CALLS)) figures.push(await measure(operation, delay, servers));
    } finally {
      stop(servers);
    }
  }
  const servers = await startBoth(0);
  try {
    return { figures, crowd: await crowd(servers.bridge) };
  } finally {
    stop(servers);
  }
}

interface Servers {
  readonly instance: Server;
  readonly bridge: Server;
}

async function startBoth(delay: number): Promise<Servers> {
  const instance = await start('instance', String(delay));
  return { instance, bridge: await start('bridge', instance.base) };
}

function stop({ instance, bridge }: Servers): void {
  instance.child.kill();
  bridge.child.kill();
}

async function start(...args: string[]): Promise<Server> {
  const runner = fileURLToPath(new URL('../../src/server/run.js', import.meta.url));
  const child = fork(runner, [fileURLToPath(import.meta.url), 'serve', ...args]);
  const [port] = (await once(child, 'message')) as [number];
  return { child, base: `http://127.0.0.1:${port}` };
}

/** One call through the bridge, then the very REST calls that it made, in turn. */
async function measure(
  operation: string,
  delay: number,
  { instance, bridge }: Servers,
): Promise<BridgeFigure> {
  const agent = new http.Agent({ keepAlive: true });
  const body = envelopeOf(operation, CALLS[operation] ?? {}, Date.now());
  const headers = { 'Content-Type': 'text/xml' };
  const soap = () => send(agent, `${bridge.base}/soap/mktows/3_1`, { method: 'POST', headers, body });
  // The first call fetches token and descriptions, which are kept.
  await soap();
  await send(agent, `${instance.base}/made`, {});
  await soap();
  const made = JSON.parse((await send(agent, `${instance.base}/made`, {})).text) as Asked[];
  const bridged: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await timed(soap);
    if (one.result.status !== 200) throw new Error(one.result.text.slice(0, 500));
    bridged.push(one.time);
    bare.push(
      (
        await timed(async () => {
          for (const { path, ...asked } of made) await send(agent, instance.base + path, asked);
        })
      ).time,
    );
  }
  agent.destroy();
  return { operation, delay, bridged: middle(bridged), bare: middle(bare), restCalls: made.length };
}

/** Fifty clients at once, one call after another for a minute: every call has to be answered, and rightly. */
async function crowd({ base, child }: Server): Promise<CrowdFigure> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const from = performance.now();
  const times: number[] = [];
  let lost = 0;
  const memory: number[] = [];
  const client = async (index: number) => {
    for (let round = 0; performance.now() - from < CROWD_TIME; round += 1) {
      const write = (index + round) % 5 === 0;
      const email = `crowd${index}@example.com`;
      const body = write
        ? envelopeOf('syncLead', { leadRecord: { Email: email }, returnLead: 'true' }, Date.now())
        : envelopeOf('getLead', CALLS.getLead ?? {}, Date.now());
      const { time, result } = await timed(() =>
        send(agent, `${base}/soap/mktows/3_1`, {
          method: 'POST',
          headers: { 'Content-Type': 'text/xml' },
          body,
        }).catch(() => ({ status: 0, text: '' })),
      );
      times.push(time);
      if (result.status !== 200 || !result.text.includes(write ? email : 'rufus@marketo.com')) lost += 1;
    }
  };
  const watch = setInterval(() => child.send('memory'), 10_000);
  child.on('message', (megabytes: number) => memory.push(megabytes));
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  clearInterval(watch);
  agent.destroy();
  return {
    calls: times.length,
    lost,
    median: middle(times),
    slowest: Math.max(...times),
    memory: [memory[0] ?? 0, memory.at(-1) ?? 0],
  };
}

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(
  agent: http.Agent,
  url: string,
  { method = 'GET', headers = {}, body }: Omit<Asked, 'path'>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        )
        .on('error', reject);
    });
    request.on('error', reject).end(body);
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ time: number; result: T }> {
  const from = performance.now();
  const result = await work();
  return { time: performance.now() - from, result };
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A part of the bench as a child of it. */
async function serve(part: string, about: string): Promise<void> {
  const handle = part === 'instance' ? instanceOf(Number(about)) : bridgeOf(about);
  const server = http.createServer(toListener(handle));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', () => process.send?.(Math.round(process.memoryUsage().rss / 2 ** 20)));
  process.send?.((server.address() as AddressInfo).port);
}

/** A sandbox that takes its time, and tells at `/made` which calls came since it was asked last. */
function instanceOf(delay: number) {
  const worlds = createWorlds({ settings: { rateCalls: null, dailyQuota: null, concurrentCalls: null } });
  let made: Asked[] = [];
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/made') {
      const all = made;
      made = [];
      return Response.json(all);
    }
    const { method } = request;
    const body = method === 'GET' ? undefined : await request.text();
    const headers = Object.fromEntries(
      [...request.headers].filter(([name]) => ['authorization', 'content-type'].includes(name)),
    );
    if (made.length < 100) made.push({ method, path: pathname + search, headers, body });
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    return worlds.handle(new Request(request.url, { method, headers, body }));
  };
}

function bridgeOf(base: string) {
  const settings = readBridgeSettings({
    restRate: 1_000_000,
    restConcurrency: 10,
    rateCalls: null,
    dailyQuota: null,
    concurrentCalls: null,
  });
  if (!settings.ok) throw new Error(settings.message);
  const { handle } = bridgeService(
    {
      instance: { base, identityBase: base, clientId: DEMO_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET },
      users: [{ userId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY }],
      settings: settings.settings,
      calls: 100,
      dryRun: false,
    },
    () => true,
    undefined,
    () => undefined,
  );
  return handle;
}

/** Runs the bench and prints it, or serves one of its parts when started as a child of itself. */
export default async function main(): Promise<void> {
  const [, , mode, part = '', about = ''] = process.argv;
  if (mode === 'serve') return serve(part, about);
  const { figures, crowd: many } = await run();
  console.log('\nSOAP through the bridge against the bare REST calls, medians in milliseconds');
  console.table(
    figures.map(({ operation, delay, bridged, bare, restCalls }) => ({
      operation,
      'instance takes': delay,
      bridged: bridged.toFixed(1),
      bare: bare.toFixed(1),
      'REST calls': restCalls,
      ratio: (bridged / bare).toFixed(2),
    })),
  );
  console.log(`\n${CLIENTS} clients at once for ${CROWD_TIME / 1_000} s`);
  console.table([
    {
      calls: many.calls,
      lost: many.lost,
      'median ms': many.median.toFixed(0),
      'slowest ms': many.slowest.toFixed(0),
      'memory MB': many.memory.join(' to '),
    },
  ]);
}

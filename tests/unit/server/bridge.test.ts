import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, test } from 'vitest';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { BRIDGE_USAGE, readBridgeOptions } from '#src/server/bridge-options';
import { createWorlds } from '#src/server/create-worlds';
import { toListener } from '#src/server/http-handler';
import { envelopeOf } from '../sandbox/requests';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SECRETS = { BRIDGE_CLIENT_SECRET: DEMO_CLIENT_SECRET, BRIDGE_KEY: DEMO_SECRET_KEY };
const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const children: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

/** A sandbox as the instance, whose answers may be held back. */
async function instance(delay: () => Promise<void> = () => Promise.resolve()): Promise<string> {
  const worlds = createWorlds();
  const listener = toListener(async (request) => {
    await delay();
    return worlds.handle(request);
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const argsFor = (base: string) => [
  ...['--rest', `${base}/rest`, '--client-id', DEMO_CLIENT_ID, '--user', DEMO_USER_ID, '--port', '0'],
];

async function start(args: readonly string[]) {
  const child = spawn(process.execPath, ['src/server/run.js', 'src/server/bridge.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...SECRETS },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [ready] = (await once(createInterface(child.stdout), 'line')) as [string];
  const endpoint = /http:\S+\/soap\/mktows\/3_1/.exec(ready)?.[0] ?? '';
  return { child, ready, endpoint, output: () => ready + output };
}

const send = (endpoint: string) =>
  fetch(endpoint, {
    method: 'POST',
    body: envelopeOf('getLead', RUFUS, Date.now()),
    headers: { 'Content-Type': 'text/xml; charset=utf-8' },
  });

describe('npm run bridge', () => {
  it('says where it is, carries requests out, shows figures, logs without personal data, and stops after the calls under way', async () => {
    let hold = false;
    let isHeld = () => undefined as void;
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const base = await instance(() => {
      if (!hold) return Promise.resolve();
      isHeld();
      return gate;
    });
    const { child, ready, endpoint, output } = await start(argsFor(base));
    expect(ready).toMatch(/^Bridge ready: /);
    expect(await (await fetch(`${endpoint}?WSDL`)).text()).toContain(`location="${endpoint}"`);
    expect(await (await fetch(new URL('/healthz', endpoint))).text()).toBe('ok\n');
    const answer = await send(endpoint);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<Id>1089965</Id>')]);
    const figures = await (await fetch(new URL('/metrics', endpoint))).text();
    expect(figures).toContain('bridge_calls_total{operation="getLead",result="ok"} 1');
    expect(figures).toContain('bridge_rest_calls_total{operation="getLeadsByFilterUsingGET",result="ok"} 1');

    hold = true;
    const last = send(endpoint);
    await held;
    child.kill('SIGTERM');
    release();
    expect((await last).status).toBe(200);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    const lines = output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.join('\n')).toMatch(/"operation":"getLead"/);
    expect(output()).not.toMatch(/rufus|1089965/);
    for (const secret of Object.values(SECRETS)) expect(output() + figures).not.toContain(secret);
  }, 60_000);

  it('--dry-run answers with the REST calls that it would make, to whoever may call, and makes none', async () => {
    const { endpoint } = await start([...argsFor('http://127.0.0.1:9'), '--dry-run']);
    const answer = await send(endpoint);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const plan = (await answer.json()) as { operation: string; calls: { url: string }[] };
    expect(plan.operation).toBe('getLead');
    expect(plan.calls.at(-1)?.url).toContain('/rest/v1/leads.json?filterType=email');
    expect(JSON.stringify(plan)).not.toContain(DEMO_CLIENT_SECRET);
    const forged = await fetch(endpoint, {
      method: 'POST',
      body: envelopeOf('getLead', RUFUS, Date.now()).replace(/[0-9a-f]{40}/, '0'.repeat(40)),
      headers: { 'Content-Type': 'text/xml' },
    });
    expect(await forged.text()).toContain('20014');
  }, 60_000);

  it('--callers keeps everybody else out', async () => {
    const { endpoint } = await start([
      ...argsFor('http://127.0.0.1:9'),
      '--callers',
      '10.0.0.0/8,192.168.1.7',
    ]);
    expect((await send(endpoint)).status).toBe(403);
  }, 60_000);
});

describe('the options of the bridge', () => {
  const read = (more: readonly string[], environment: Record<string, string> = SECRETS) =>
    readBridgeOptions([...argsFor('https://abc.mktorest.example'), ...more], environment);

  it('name the instance with or without /rest, and its identity service beside it', () => {
    const options = read([]);
    if (typeof options === 'string') throw new Error(options);
    expect(options.instance.base).toBe('https://abc.mktorest.example');
    expect(options.instance.identityBase).toBe('https://abc.mktorest.example');
    expect(options.host).toBe('127.0.0.1');
    const other = read(['--identity', 'https://id.example/identity/']);
    expect(typeof other !== 'string' && other.instance.identityBase).toBe('https://id.example');
  });

  it('are all in --help, and each has a variable', () => {
    expect(read(['--help'])).toBe('help');
    const options = readBridgeOptions([], {
      ...SECRETS,
      BRIDGE_REST: 'https://abc.mktorest.example/rest',
      BRIDGE_CLIENT_ID: 'id',
      BRIDGE_USER: 'user',
      BRIDGE_REST_RATE: '7',
      BRIDGE_WINDOW: 'off',
    });
    if (typeof options === 'string') throw new Error(options);
    expect([options.settings.restRate, options.settings.timestampWindow]).toEqual([7, null]);
    expect(BRIDGE_USAGE).toMatch(/--callers.*\n[^]*whoever reaches|whoever reaches/);
  });

  test.each([
    [['--rest', 'http://abc.mktorest.example'], /--rest has to begin with https/],
    [['--rest', 'nothing'], /--rest is no address/],
    [['--rest', 'https://me:secret@abc.example'], /without a query, a fragment and a user/],
    [['--port', '70000'], /--port is no number/],
    [['--callers', '10.0.0.0/99'], /--callers has an entry/],
    [['--settings', '/no/such/file'], /can't be read/],
    [['--secret', 'x'], /Unknown option/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(read(args)).toMatch(sentence);
  });

  it('take no secret from the command line, and say where they want it from', () => {
    expect(read([], {})).toMatch(/BRIDGE_CLIENT_SECRET.*--client-secret-file/);
    expect(read(['--client-secret', 'x'])).toMatch(/Unknown option/);
    expect(read(['--key', 'x'])).toMatch(/Unknown option/);
  });
});

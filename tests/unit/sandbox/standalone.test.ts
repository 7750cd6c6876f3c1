import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { readOptions } from '#src/server/sandbox-options';
import { envelopeOf } from './requests';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['src/server/run.js', 'src/server/sandbox.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  return { child, ready: (await line)[0] };
}

const send = (url: string, init: RequestInit = {}) => fetch(url, { method: 'POST', ...init });

describe('the sandbox alone', () => {
  test('says where it is, serves, is steered, and stops when it is told to', async () => {
    const { child, ready } = await start(['--port', '0', '--rate', 'off'], {
      SANDBOX_KEY: 'from the environment',
    });
    const endpoint = /http:\/\/127\.0\.0\.1:\d+\/soap\/mktows\/3_1/.exec(ready)![0];
    expect(ready).toMatch(/^Sandbox ready: /);
    expect(await (await fetch(`${endpoint}?WSDL`)).text()).toContain(`location="${endpoint}"`);

    const headers = { 'Content-Type': 'text/xml; charset=utf-8' };
    const body = envelopeOf('getLead', RUFUS, Date.now());
    const refused = await send(endpoint, { body, headers });
    expect([refused.status, await refused.text()]).toEqual([500, expect.stringContaining('20014')]);

    const settings = new URL('/sandbox/settings', endpoint).href;
    const control = { 'X-Sandbox-Control': '1' };
    expect(
      (
        await send(settings, {
          method: 'PATCH',
          body: JSON.stringify({ secretKey: DEMO_SECRET_KEY }),
          headers: control,
        })
      ).status,
    ).toBe(200);
    const served = await send(endpoint, { body, headers });
    expect([served.status, await served.text()]).toEqual([200, expect.stringContaining('<Id>1089965</Id>')]);

    await expect(send(endpoint, { body, headers: { ...headers, 'X-Sandbox-Drop': '1' } })).rejects.toThrow();
    expect(
      (await send(endpoint, { body, headers: { ...headers, Origin: 'http://elsewhere.example' } })).status,
    ).toBe(403);
    expect(
      (await send(settings, { method: 'GET', headers: { ...control, Origin: 'http://elsewhere.example' } }))
        .status,
    ).toBe(403);

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('says so when its port is taken', async () => {
    const { ready } = await start(['--port', '0']);
    const port = /:(\d+)\//.exec(ready)![1]!;
    const child = spawn(process.execPath, ['src/server/run.js', 'src/server/sandbox.ts', '--port', port], {
      cwd: ROOT,
    });
    children.push(child);
    const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
    expect(line).toContain(`127.0.0.1:${port}`);
    expect((await once(child, 'exit'))[0]).toBe(1);
  });
});

describe('its options', () => {
  test('have defaults', () => {
    expect(readOptions([], {})).toMatchObject({
      port: 8_573,
      host: '127.0.0.1',
      settings: {
        userId: DEMO_USER_ID,
        secretKey: DEMO_SECRET_KEY,
        timestampWindow: 3_600_000,
        dailyQuota: 10_000,
        rateCalls: 100,
        rateSpan: 20_000,
        concurrentCalls: 10,
        seed: 1,
      },
    });
  });

  test('come from the command line before the environment', () => {
    const environment = {
      SANDBOX_PORT: '1',
      SANDBOX_USER: 'env',
      SANDBOX_WINDOW: '5',
      SANDBOX_DAILY: 'off',
      SANDBOX_SEED: '3',
    };
    const args = [
      '--port',
      '2',
      '--window',
      'off',
      '--rate',
      '7',
      '--concurrent',
      'off',
      '--host',
      '::1',
      '--key',
      'k',
    ];
    expect(readOptions(args, environment)).toMatchObject({
      port: 2,
      host: '::1',
      settings: {
        userId: 'env',
        secretKey: 'k',
        timestampWindow: null,
        dailyQuota: null,
        rateCalls: 7,
        concurrentCalls: null,
        seed: 3,
      },
    });
  });

  test('may not be empty in the environment either', () => {
    expect(readOptions([], { SANDBOX_KEY: '' })).toContain('--key is empty');
  });

  test.each([
    [['--help'], 'help'],
    [['--port', 'x'], '--port is no number: x'],
    [['--port', '70000'], '--port is no port: 70000'],
    [['--port', 'off'], '--port is no number: off'],
    [['--daily', '0'], expect.stringContaining('dailyQuota')],
    [['--window', ''], '--window is no number: '],
    [['--user', ''], expect.stringContaining('userId')],
    [['--key='], '--key is empty: give it a value, or leave it out.'],
    [['--host', ''], '--host is empty: give it a value, or leave it out.'],
    [['--port', '0x50'], '--port is no number: 0x50'],
    [['--port', '1e3'], '--port is no number: 1e3'],
    [['--port', ' 80'], '--port is no number:  80'],
    [['--rate=-1'], '--rate is no number: -1'],
    [['--colour', 'red'], expect.stringContaining('--colour')],
    [['here'], expect.stringContaining('here')],
  ])('%j: %s', (args, expected) => {
    expect(readOptions(args, {})).toEqual(expected);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { buildBridgeFile } from '#src/server/sandbox-file';
import { startSandboxOverRest } from './support/sandbox-over-rest';
import { workDirectory } from './support/snippets';
import { envelopeOf } from '../unit/sandbox/requests';

const NAME = 'marketo-soap-bridge.mjs';
/** Has nothing in it but the file. */
const alone = workDirectory();

beforeAll(() => buildBridgeFile(alone.file(NAME)), 120_000);
afterAll(() => alone.remove());

it('the bridge as one file, in an empty folder, runs with Node alone, carries a request out, and stops when it is told to', async () => {
  const instance = await startSandboxOverRest();
  onTestFinished(instance.close);
  const args = ['--rest', `${instance.base}/rest`, '--client-id', DEMO_CLIENT_ID, '--user', DEMO_USER_ID];
  const child = spawn(process.execPath, [NAME, ...args, '--port', '0'], {
    cwd: alone.path,
    env: {
      PATH: process.env.PATH,
      BRIDGE_CLIENT_SECRET: DEMO_CLIENT_SECRET,
      BRIDGE_KEY: DEMO_SECRET_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [ready] = (await once(createInterface(child.stdout), 'line')) as [string];
  const endpoint = /http:\S+\/3_1/.exec(ready)?.[0] ?? '';
  // Larger than what is read where it came in: a thread of the same file reads it.
  const padding = `<!--${'x'.repeat(40_000)}-->`;
  const lead = envelopeOf(
    'getLead',
    { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } },
    Date.now(),
  );
  for (const body of [lead, lead + padding]) {
    const answer = await fetch(endpoint, { method: 'POST', body, headers: { 'Content-Type': 'text/xml' } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<Id>1089965</Id>')]);
  }
  child.kill('SIGTERM');
  expect(((await once(child, 'exit')) as [number | null])[0]).toBe(0);
}, 60_000);

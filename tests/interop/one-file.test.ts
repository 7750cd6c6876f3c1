import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildSandboxFile } from '#src/server/sandbox-file';
import { envelopeOf } from '../unit/sandbox/requests';
import { workDirectory } from './support/snippets';

const NAME = 'marketo-soap-sandbox.mjs';
const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const built = workDirectory();
/** Has nothing in it but the file. */
const alone = workDirectory();

beforeAll(async () => {
  await buildSandboxFile(built.file(NAME));
  copyFileSync(built.file(NAME), alone.file(NAME));
});
afterAll(() => {
  built.remove();
  alone.remove();
});

/** Starts a server and waits until it says where it is. */
async function start(cwd: string, args: readonly string[]) {
  const from = performance.now();
  const child = spawn(process.execPath, [...args, '--port', '0', '--rate', 'off'], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const ready = performance.now() - from;
  const endpoint = /http:\S+/.exec(line)?.[0] ?? '';
  return { child, endpoint, ready };
}

const startAlone = () => start(alone.path, [NAME]);

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

/** Posts with a connection of its own, so that no request waits for another's. */
function post(endpoint: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(
      endpoint,
      { method: 'POST', agent: false, headers: { 'Content-Type': 'text/xml; charset=utf-8', ...headers } },
      (incoming) => {
        text(incoming).then(
          (answer) =>
            resolve({
              status: incoming.statusCode ?? 0,
              text: answer,
              milliseconds: performance.now() - from,
            }),
          reject,
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const getLead = () => envelopeOf('getLead', RUFUS, Date.now());

describe('the sandbox as one file, in an empty folder', () => {
  it('runs with Node alone, describes itself, answers, and stops when it is told to', async () => {
    expect(readdirSync(alone.path)).toEqual([NAME]);
    const { child, endpoint } = await startAlone();
    const wsdl = await (await fetch(`${endpoint}?WSDL`)).text();
    expect(wsdl).toContain(`location="${endpoint}"`);
    const answer = await post(endpoint, getLead());
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<Id>1089965</Id>')]);
    const faulty = await post(endpoint, getLead(), { 'X-Sandbox-Fault': '20023' });
    expect([faulty.status, faulty.text]).toEqual([500, expect.stringContaining('20023')]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('has the options of npm run sandbox', async () => {
    const run = async (cwd: string, args: readonly string[]) => {
      const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH } });
      const [out, error, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close') as Promise<[number | null]>,
      ]);
      return { out, error, code };
    };
    const help = await run(alone.path, [NAME, '--help']);
    expect(help).toEqual(await run(ROOT, ['src/server/run.js', 'src/server/sandbox.ts', '--help']));
    expect(help.out).toContain(`node ${NAME} [options]`);
    expect(await run(alone.path, [NAME, '--port', 'x'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('--port is no number: x') as string,
    });
  });

  it.each([
    ['20 KB', 20 * 1024],
    ['5 MB', 5 * 1024 * 1024],
  ])('answers a signed request of %s', async (_, size) => {
    const { endpoint } = await startAlone();
    const request = getLead();
    const padded = request.replace('</leadKey>', `</leadKey><!-- ${'x'.repeat(size - request.length)} -->`);
    const answer = await post(endpoint, padded);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<Id>1089965</Id>')]);
    // What is large is read by a thread, and what it read is answered as everything else is.
    const wrong = await post(endpoint, padded.replace('rufus@marketo.com', 'nobody@example.com'));
    expect([wrong.status, wrong.text]).toEqual([500, expect.stringContaining('nobody@example.com (20103)')]);
  });

  it('has worlds that do not meet', async () => {
    const { endpoint } = await startAlone();
    const inWorld = (name: string) => endpoint.replace('/soap/', `/w/${name}/soap/`);
    const add = envelopeOf(
      'syncLead',
      { leadRecord: { Email: 'new@example.com' }, returnLead: 'false' },
      Date.now(),
    );
    const find = envelopeOf(
      'getLead',
      { leadKey: { keyType: 'EMAIL', keyValue: 'new@example.com' } },
      Date.now(),
    );
    expect((await post(inWorld('one'), add)).status).toBe(200);
    const found = await Promise.all([inWorld('one'), inWorld('two'), endpoint].map((url) => post(url, find)));
    expect(found.map(({ status }) => status)).toEqual([200, 500, 500]);
    expect(await (await fetch(`${inWorld('one')}?WSDL`)).text()).toContain(`location="${inWorld('one')}"`);
  });

  it('is ready in less than half the time that the sources take', async () => {
    const times = { file: Infinity, sources: Infinity };
    // The shortest of each, since a machine that does something else makes everything take longer.
    for (let round = 0; round < 3; round += 1) {
      const file = await startAlone();
      times.file = Math.min(times.file, file.ready);
      file.child.kill();
      const sources = await start(ROOT, ['src/server/run.js', 'src/server/sandbox.ts']);
      times.sources = Math.min(times.sources, sources.ready);
      sources.child.kill();
    }
    expect(times.file).toBeLessThan(times.sources / 2);
  });
});

describe('a message that takes seconds to read', () => {
  /** Milliseconds of small requests, sent one after the other as long as asked. */
  async function smallOnes(endpoint: string, goOn: (count: number) => boolean): Promise<number[]> {
    const request = getLead();
    const times: number[] = [];
    while (goOn(times.length)) {
      const answer = await post(endpoint, request);
      expect(answer.status).toBe(200);
      times.push(answer.milliseconds);
    }
    return times.sort((a, b) => a - b);
  }

  it.each([
    ['the one file', () => startAlone()],
    ['the sources', () => start(ROOT, ['src/server/run.js', 'src/server/sandbox.ts'])],
  ])('does not keep small ones waiting, with %s', async (_, begin) => {
    const { endpoint } = await begin();
    const heavy = `<a>${'<a/>'.repeat(499_000)}${' '.repeat(8_000_000)}</a>`;
    await smallOnes(endpoint, (count) => count < 20);
    const alone = await smallOnes(endpoint, (count) => count < 40);

    let isOver = false;
    const answered = post(endpoint, heavy).finally(() => (isOver = true));
    const beside = await smallOnes(endpoint, () => !isOver);
    const { status, text: fault, milliseconds } = await answered;
    expect([status, fault]).toEqual([500, expect.stringContaining('not a SOAP 1.1 Envelope')]);
    // Were it read where the small ones are answered, there would be one of them, and it would wait as long.
    expect(beside.length).toBeGreaterThan(10);
    expect(beside.at(-1)).toBeLessThan(Math.max(milliseconds / 4, 100));
    const middle = (times: readonly number[]) => times[times.length >> 1] ?? 0;
    expect(middle(beside)).toBeLessThan(5 * middle(alone));
  });

  it.each([
    ['elements side by side', '<a/>'.repeat(2_621_440)],
    ['elements in one', `<a>${'<a/>'.repeat(2_621_000)}</a>`],
  ])('of millions of %s is refused', async (_, heavy) => {
    const { endpoint } = await startAlone();
    const answer = await post(endpoint, heavy);
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('more than 500000 tags')]);
    expect((await post(endpoint, getLead())).status).toBe(200);
  });
});

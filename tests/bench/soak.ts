// The sandbox under many clients and for long: npm run bench -- soak
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSandboxFile } from '#src/server/sandbox-file';
import { load, type LoadResult } from './load';

const CLIENTS = 50;
const SPAN = 30_000;
const CALLS = 100_000;
const SAMPLES = 10;

/** What many clients met, and the memory over many calls. */
export interface Soaked {
  readonly crowd: LoadResult;
  /** MiB in use in the server after each tenth of the calls. */
  readonly memory: readonly number[];
  readonly long: LoadResult;
}

/** Fifty clients for thirty seconds, then 100,000 calls. Takes some minutes. */
export async function run(): Promise<Soaked> {
  const directory = mkdtempSync(join(tmpdir(), 'soak-'));
  const file = join(directory, 'sandbox.mjs');
  await buildSandboxFile(file);
  try {
    const crowd = await withServer(file, ({ endpoint }) => load(endpoint, CLIENTS, { milliseconds: SPAN }));
    return await withServer(file, async ({ child, endpoint }) => {
      const memory: number[] = [];
      child.stderr?.on('data', (line) => memory.push(Number(line) / 2 ** 20));
      const long = await load(endpoint, 8, {
        calls: CALLS,
        onCall: (call) => {
          if (call % (CALLS / SAMPLES) === 0) child.kill('SIGUSR2');
        },
      });
      return { crowd, memory, long };
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function withServer<T>(
  file: string,
  work: (server: { readonly child: ChildProcess; readonly endpoint: string }) => Promise<T>,
): Promise<T> {
  const options = ['--port', '0', '--rate', 'off', '--daily', 'off', '--concurrent', 'off'];
  const child = spawn(process.execPath, ['--expose-gc', '--import', TELL_MEMORY, file, ...options]);
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return await work({ child, endpoint: /http:\S+/.exec(line)?.[0] ?? '' });
  } finally {
    child.kill();
  }
}

/** Lets a server say how much it holds that is in use, in bytes, whenever it is asked by this signal. */
const TELL_MEMORY =
  "data:text/javascript,process.on('SIGUSR2',()=>{gc();console.error(process.memoryUsage().heapUsed)})";

/** Runs the bench and prints it. */
export default async function main(): Promise<void> {
  const { crowd, memory, long } = await run();
  const row = ({ calls, lost, p50, p99 }: LoadResult) => ({
    calls,
    lost: lost.length,
    'p50 ms': p50.toFixed(1),
    'p99 ms': p99.toFixed(1),
    'p99 / p50': (p99 / p50).toFixed(1),
  });
  console.log('\nThe sandbox as one file, each client writing a lead and reading it back');
  console.table({
    [`${CLIENTS} clients, ${SPAN / 1000} s`]: row(crowd),
    [`8 clients, ${CALLS} calls`]: row(long),
  });
  for (const lost of [...crowd.lost, ...long.lost].slice(0, 10)) console.log(lost);
  console.log(`MiB in use after each tenth of the calls: ${memory.map((size) => size.toFixed(1)).join(' ')}`);
}

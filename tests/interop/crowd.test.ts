import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { load } from '../bench/load';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('fifty clients at once lose nothing, and the slowest hundredth waits no longer than five times the middle', async () => {
  const options = ['--port', '0', '--rate', 'off', '--daily', 'off', '--concurrent', 'off'];
  const child = spawn(process.execPath, ['src/server/run.js', 'src/server/sandbox.ts', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const endpoint = /http:\S+/.exec(line)?.[0] ?? '';
  await load(endpoint, 50, { milliseconds: 1_000 });
  // A machine that does something else spoils one measurement, and not three.
  let least = Infinity;
  for (let attempt = 0; attempt < 3 && least > 5; attempt += 1) {
    const { lost, calls, p50, p99 } = await load(endpoint, 50, { milliseconds: 3_000 });
    expect(lost).toEqual([]);
    expect(calls).toBeGreaterThan(100);
    least = Math.min(least, p99 / p50);
  }
  expect(least).toBeLessThanOrEqual(5);
});

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../../..');

/** The server of one worker. */
export interface OwnServer {
  readonly url: string;
  close(): void;
}

/**
 * Serves the built page once more. A sandbox does what is ordered from it for whoever calls next, so that tests which run at
 * the same time need one each.
 *
 * @throws Error when it can't be had.
 */
export async function startServer(port: number): Promise<OwnServer> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'preview', '--configLoader', 'runner'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const close = () => void child.kill();
  process.once('exit', close);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const answered = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return { url, close };
    await pause(100);
  }
  close();
  throw new Error(`The page is not served at ${url}.`);
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serveStatic } from '../../browser/support/static-site';

const ROOT = join(import.meta.dirname, '../../..');
declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm start` serves the page, with the proxy. */
    started: string;
    /** Where the built files stand below a path, without a proxy. */
    hosted: string;
  }
}

/** Runs the README's command, and hosts what it has built as plain files too. */
export default async function setup(project: TestProject) {
  const port = Number(process.env.TEST_PORT ?? 5199) + 1;
  const started = `http://127.0.0.1:${port}/`;
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    // npm starts another process, which is in the same group.
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid);
  };
  // Vitest may be ended before it takes things down.
  process.once('exit', stop);
  try {
    await answers(started, () => child.exitCode !== null);
  } catch (error) {
    stop();
    throw error;
  }
  const files = await serveStatic('/some/where/');
  project.provide('started', started);
  project.provide('hosted', files.url);
  return () => {
    stop();
    files.close();
  };
}

async function answers(url: string, ended: () => boolean) {
  for (let tries = 0; tries < 900; tries++) {
    if (ended()) throw new Error('npm start has ended.');
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`npm start does not serve ${url}.`);
}

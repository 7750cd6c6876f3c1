import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { currentSandboxFile } from './built-files.js';
import type { StartReader } from './reading-threads';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Starts a reading thread from the sources: by the one file that a build has made of them, or else through Vite, which takes longer. */
export const startReader: StartReader = (resourceLimits) => {
  const built = currentSandboxFile();
  return built === undefined
    ? new Worker(here('run.js'), { argv: [here('reader.ts')], resourceLimits })
    : new Worker(built, { resourceLimits });
};

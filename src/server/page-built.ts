import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { PAGE_FILE } from './built-files.js';

/** Writes down, when a build of the page is done, that it is and how it was made; `isPageCurrent` reads it. */
export function pageBuilt(): Plugin {
  let settings = '';
  let started = new Date();
  let failed = false;
  return {
    name: 'page-built',
    apply: 'build',
    configResolved({ base, mode, isProduction, root, build }) {
      settings = JSON.stringify({ base, mode, isProduction, outDir: resolve(root, build.outDir) });
    },
    buildStart() {
      started = new Date();
      rmSync(PAGE_FILE, { force: true });
    },
    buildEnd(error) {
      failed = error !== undefined;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        if (failed) return;
        mkdirSync(dirname(PAGE_FILE), { recursive: true });
        writeFileSync(PAGE_FILE, settings);
        // A source that changed meanwhile is newer than what was built.
        utimesSync(PAGE_FILE, started, started);
      },
    },
  };
}

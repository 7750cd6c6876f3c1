import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { preview, type PreviewServer } from 'vite';

const BUILD = fileURLToPath(new URL('../../src/server/build-when-changed.js', import.meta.url));

/** Serves the page as `npm start` does. It is built by a process of its own: this one runs TypeScript, which sets it up for development. */
export async function servePage(port: number): Promise<PreviewServer> {
  execFileSync(process.execPath, [BUILD], { stdio: 'ignore' });
  return preview({ configFile: 'vite.config.ts', preview: { port }, logLevel: 'error' });
}

// Runs a TypeScript module, which Node 20 cannot do by itself: node src/server/run.js path/to/module.ts [arguments…]
// The module finds its arguments in process.argv from the third on, as if it had been started directly.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [, , file, ...rest] = process.argv;
if (file === undefined) {
  console.error('Usage: node src/server/run.js path/to/module.ts [arguments…]');
  process.exit(2);
}
const path = resolve(file);
process.argv.splice(1, Infinity, path, ...rest);
const { module } = await runnerImport(path, { configFile: false, logLevel: 'error' });
await module.default?.();

// npm run sandbox: from the one file that a build has made where it is up to date, from the sources otherwise.
import { pathToFileURL } from 'node:url';
import { currentSandboxFile } from './built-files.js';

const built = currentSandboxFile();
if (built === undefined) {
  process.argv.splice(2, 0, 'src/server/sandbox.ts');
  await import('./run.js');
} else {
  await import(pathToFileURL(built).href);
}

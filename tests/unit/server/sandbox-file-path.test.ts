import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { currentSandboxFile, SANDBOX_FOLDERS } from '#src/server/sandbox-file-path.js';

const BUILT = 'build/marketo-soap-sandbox.mjs';

/** A project whose sources are from the second 1000, with a file that was built in that second. */
function project(built?: number) {
  const root = mkdtempSync(join(tmpdir(), 'built-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, second: number) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), second, second);
  };
  for (const folder of SANDBOX_FOLDERS) write(`src/${folder}/deep/one.ts`, 1000);
  write('src/ui/Page.svelte', 9000);
  if (built !== undefined) write(BUILT, built);
  return { root, write };
}

it('npm run sandbox takes what was built after the last change of a source', () => {
  const { root, write } = project(2000);
  expect(currentSandboxFile(root)).toBe(join(root, BUILT));
  write('src/sandbox/deep/two.ts', 3000);
  expect(currentSandboxFile(root)).toBeUndefined();
});

it('npm run sandbox starts from the sources where nothing was built, or other packages came since', () => {
  expect(currentSandboxFile(project().root)).toBeUndefined();
  const { root, write } = project(2000);
  write('package-lock.json', 3000);
  expect(currentSandboxFile(root)).toBeUndefined();
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  currentSandboxFile,
  isPageCurrent,
  SANDBOX_FOLDERS,
  settingsOfStart,
} from '#src/server/built-files.js';

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
  // Making files has changed their folders.
  const old = (path: string) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      if (entry.isDirectory()) old(join(path, entry.name));
    }
    utimesSync(join(root, path), 1000, 1000);
  };
  old('.');
  return { root, write };
}

it('npm run sandbox takes what was built after the last change of a source', () => {
  const { root, write } = project(2000);
  expect(currentSandboxFile(root)).toBe(join(root, BUILT));
  write('src/sandbox/deep/two.ts', 3000);
  expect(currentSandboxFile(root)).toBeUndefined();
});

it.each(['sandbox-alone.ts', 'handlers.ts'])(
  'what is built of %s is out of date when any file in it changes',
  (entry) => {
    const src = join(import.meta.dirname, '../../../src');
    const files = new Set([join(src, 'server', entry)]);
    for (const file of files) {
      const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'(\.[^'?]+)/g);
      for (const [, path = ''] of imports) {
        const to = join(file, '..', path);
        const found = [to, `${to}.ts`, `${to}.js`].find((one) => existsSync(one) && statSync(one).isFile());
        if (found) files.add(found);
      }
    }
    expect(files.size).toBeGreaterThan(100);
    const folders = new Set([...files].map((file) => relative(src, file).split(sep)[0]));
    expect([...folders].filter((folder) => !SANDBOX_FOLDERS.includes(folder ?? ''))).toEqual([]);
  },
);

it('npm run sandbox starts from the sources where nothing was built, or other packages came since', () => {
  expect(currentSandboxFile(project().root)).toBeUndefined();
  const { root, write } = project(2000);
  write('package-lock.json', 3000);
  expect(currentSandboxFile(root)).toBeUndefined();
});

/** The same, with a page that was built with some settings in the second 2000. */
function projectWithPage(settings?: object) {
  const made = project();
  made.write('src/ui/Page.svelte', 1000);
  utimesSync(join(made.root, 'src/ui'), 1000, 1000);
  made.write('dist/index.html', 2000);
  mkdirSync(join(made.root, 'build'));
  writeFileSync(join(made.root, 'build/page.json'), JSON.stringify(settings ?? settingsOfStart(made.root)));
  utimesSync(join(made.root, 'build/page.json'), 2000, 2000);
  return made;
}

it.each([
  ['a source that was changed', (root: string) => utimesSync(join(root, 'src/ui/Page.svelte'), 3000, 3000)],
  ['a source that is gone', (root: string) => rmSync(join(root, 'src/ui/Page.svelte'))],
  ['a source that came', (root: string) => writeFileSync(join(root, 'src/ui/New.svelte'), '')],
  ['other packages', (root: string) => writeFileSync(join(root, 'package-lock.json'), '{}')],
  ['a page that is gone', (root: string) => rmSync(join(root, 'dist'), { recursive: true })],
] as const)('npm start serves what was built, and builds again after %s', (_, change) => {
  const { root } = projectWithPage();
  expect(isPageCurrent(root)).toBe(true);
  change(root);
  expect(isPageCurrent(root)).toBe(false);
});

it('npm start builds again after a build for another address', () => {
  const { root } = projectWithPage({ base: '/tools/', mode: 'production', outDir: 'dist' });
  expect(isPageCurrent(root)).toBe(false);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { floors } from '../../../eslint.config.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];

test('the floors in ARCHITECTURE.md are those that lint holds', () => {
  const rows = [...read('ARCHITECTURE.md').matchAll(/^\| (\d) +\| `(\w+)` +\|/gm)];
  const told = rows.map(([, floor, folder]) => `${floor} ${folder}`);
  const held = floors.flatMap((folders, level) => folders.map((folder) => `${level + 1} ${folder}`));
  expect(told.sort()).toEqual(held.sort());
});

test.each(DOCUMENTS)('every path that %s names is there', (document) => {
  const text = read(document).replace(/^\[[^\]]*\]: .*$/gm, '');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, path]) => path ?? '');
  const quoted = [...text.matchAll(/`((?:src|tests|\.ci|\.github)\/[\w./-]*)`/g)].map(
    ([, path]) => path ?? '',
  );
  // A folder that the design has and that nobody has begun yet is named by its floor.
  const planned = floors.flat().map((folder) => `src/${folder}`);
  const missing = [...links, ...quoted].filter(
    (path) => !existsSync(join(root, path)) && !planned.includes(path),
  );
  expect(missing).toEqual([]);
});

test('every npm script that a document names is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = DOCUMENTS.flatMap((document) => [...read(document).matchAll(/`npm run ([\w:]+)/g)]);
  expect(named.length).toBeGreaterThan(0);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named.map(([, name]) => name)));
});

test('CI runs on each version of Node that the package names', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const named = engines.node.split('||').map((range) => range.replace(/[^\d.]/g, '').replace(/(\.0)+$/, ''));
  const workflow = read('.github/workflows/ci.yml');
  const run = /node: \[(.*)\]/
    .exec(workflow)?.[1]
    ?.split(',')
    .map((version) => version.replace(/[' ]/g, ''));
  expect(run).toEqual(named);
  expect(named.some((version) => read('.nvmrc').startsWith(version))).toBe(true);
});

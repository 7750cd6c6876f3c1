import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { floors } from '../../../eslint.config.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const eslint = new ESLint({ cwd: root });

const IMPORTS = ['no-restricted-imports', 'no-restricted-syntax', 'import-x/no-restricted-paths'];
const USES = ['no-restricted-globals', 'no-restricted-properties', 'no-restricted-syntax'];

/** The folders of a list of floors that are there. */
const present = (list: readonly (readonly string[])[]) =>
  list.flat().filter((folder) => existsSync(join(root, 'src', folder)));
const core = present(floors.slice(0, -2));

/** A source file of a folder, as a path below the root: a text is judged in its place. */
function fileOf(folder: string): string {
  const files = readdirSync(join(root, 'src', folder), { recursive: true, withFileTypes: true });
  const file = files.find((entry) => entry.isFile() && /(?<!\.d|\.svelte)\.ts$/.test(entry.name));
  if (!file) throw new Error(`src/${folder} has no file of TypeScript.`);
  return relative(root, join(file.parentPath, file.name));
}

/** The path from a file to another one in src, as an import writes it. */
function pathTo(file: string, target: string): string {
  const path = relative(join(root, file, '..'), join(root, target)).replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Each line of a text, with whether one of these rules refuses it where the text stands in a file's place. */
async function judged(file: string, lines: readonly string[], rules: readonly string[]) {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: join(root, file) });
  const messages = result?.messages ?? [];
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${file}, line ${fatal.line}: ${fatal.message}`);
  return lines.map((line, index) => {
    const found = messages.filter((message) => message.line === index + 1);
    return { line, refused: found.some((message) => rules.includes(message.ruleId ?? '')) };
  });
}

// The first text that is judged waits for the types of the whole project.
beforeAll(() => judged(fileOf('text'), [''], []).then(() => undefined), 180_000);

/** Tries all these imports in a file's place: the first list has to be refused, the second one allowed. */
async function imports(file: string, refused: readonly string[], allowed: readonly string[] = []) {
  await attempts(file, IMPORTS, refused.map(importOf), allowed.map(importOf));
}

/** Tries all these lines in a file's place: the first list has to be refused by the rules, the second one allowed. */
async function attempts(
  file: string,
  rules: readonly string[],
  refused: readonly string[],
  allowed: readonly string[] = [],
) {
  expect(await judged(file, [...refused, ...allowed], rules)).toEqual([
    ...refused.map((line) => ({ line, refused: true })),
    ...allowed.map((line) => ({ line, refused: false })),
  ]);
}

const importOf = (name: string) => `import '${name}';`;

test('every folder of src stands on a floor', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(floors.flat()).toEqual(expect.arrayContaining(folders.map((entry) => entry.name)));
  expect(new Set(floors.flat()).size).toBe(floors.flat().length);
});

describe('A folder imports from the floors below its own and from nothing else in src', () => {
  const page = ['workspace', 'ui'];
  for (const [level, folders] of floors.entries()) {
    for (const folder of present([folders])) {
      const file = fileOf(folder);
      test(folder, async () => {
        const below = present(floors.slice(0, level));
        const open = [folder, ...below].filter((other) => !(page.includes(folder) && other === 'server'));
        const closed = present(floors).filter((other) => !open.includes(other));
        const path = (other: string) => pathTo(file, fileOf(other));
        await imports(file, [...closed.map(path), pathTo(file, 'src/main.ts')], open.map(path));
      });
    }
  }
  test('the page itself imports nothing from server', async () => {
    const path = (folder: string) => pathTo('src/main.ts', fileOf(folder));
    await imports('src/main.ts', [path('server')], [path('workspace'), path('xml')]);
  });
});

describe('The core imports no Node, no build tool, no Svelte, no editor', () => {
  const refused = [
    ...['fs', 'node:fs', 'fs/promises', 'node:crypto', 'path', 'http'],
    ...['vite', 'vite/client', 'vitest', 'srvx/node', '@sveltejs/vite-plugin-svelte'],
    ...['svelte', 'svelte/store', 'svelte/reactivity', 'bits-ui', 'paneforge', 'comlink'],
    ...['monaco-editor', 'monaco-editor/editor/editor.api'],
    ...['../ui/Dialog.svelte', './Some.svelte', './state.svelte', './state.svelte.ts', '#src/xml/parse'],
  ];
  const allowed = ['fast-xml-parser', '@lezer/xml', '@noble/hashes/hmac.js', 'valibot'];
  for (const folder of core) {
    test(folder, () => imports(fileOf(folder), refused, allowed));
  }
  test('by a dynamic import and by a type either', async () => {
    await attempts(fileOf('xml'), IMPORTS, [
      `export const editor = () => import('monaco-editor/editor/editor.api');`,
      `export const files = () => import('node:fs');`,
      `export type Editor = import('monaco-editor').editor.IStandaloneCodeEditor;`,
      `import type { Component } from 'svelte';`,
      `export { readFile } from 'node:fs/promises';`,
    ]);
  });
});

describe('Clock, fetch, randomness and place come into the core as arguments', () => {
  const uses = [
    ...['fetch("/")', 'globalThis.fetch("/")', 'new XMLHttpRequest()', 'new WebSocket("ws://x")'],
    ...['Date.now()', 'Date["now"]()', 'new Date()', 'Date()', 'performance.now()'],
    ...['Math.random()', 'crypto.randomUUID()', 'self.crypto', 'globalThis.crypto.getRandomValues'],
    ...['navigator.language', 'window.navigator', 'location.href', 'document.title', 'localStorage.key(0)'],
    ...['process.env.HOME', 'Buffer.from("")', 'new Worker("x")', 'new DOMParser()', 'indexedDB.open("x")'],
  ].map((use) => `(() => ${use})();`);
  const fine = ['export const used = (now: () => number, at: string) => [new Date(at), new Date(now())];'];
  for (const folder of core) {
    test(folder, () => attempts(fileOf(folder), USES, uses, fine));
  }
});

test('where text is XML’s, nothing takes for white space what XML does not', async () => {
  const refused = [
    ...['text.trim()', 'text.trimStart()', 'text.trimEnd().length', 'text.split(/\\s+/)'],
    ...['/^\\S/.test(text)', 'text.replace(/[^\\s>]/g, "")'],
  ].map((use) => `export const used = (text: string) => ${use};`);
  const fine = ['export const used = (text: string) => text.split(/[ \\t\\r\\n]+/);'];
  for (const folder of ['xml', 'contract', 'envelope', 'language/rules']) {
    await attempts(fileOf(folder), ['no-restricted-syntax'], refused, fine);
  }
  await attempts(fileOf('paste'), ['no-restricted-syntax'], [], refused);
});

test('the core uses nothing that one of the three browsers lacks', async () => {
  await attempts(
    fileOf('sandbox'),
    ['baseline/use-baseline'],
    [
      'export const read = (request: Request) => request.body?.getReader();',
      'export const today = () => Temporal.Now.plainDateISO();',
      'export const sum = (numbers: number[]) => Math.sumPrecise(numbers);',
    ],
    ['export const both = (a: Set<string>, b: Set<string>) => a.union(b);'],
  );
});

describe('Only src/ui/editor knows Monaco', () => {
  const monaco = [
    'monaco-editor',
    'monaco-editor/editor/editor.api',
    'monaco-editor/editor/editor.worker?worker',
  ];
  const node = ['fs', 'node:fs', 'vitest', 'srvx/node'];
  const outside = [fileOf('workspace'), fileOf('ui/form'), 'src/ui/theme.svelte.ts', 'src/main.ts'];
  for (const file of outside) {
    test(`and not ${file}`, async () => {
      await imports(file, [...monaco, ...node], ['comlink']);
      await attempts(file, IMPORTS, [`export const load = () => import('monaco-editor');`]);
    });
  }
  test('and no component', async () => {
    for (const file of ['src/App.svelte', 'src/ui/Dialog.svelte']) {
      const lines = monaco.map(importOf);
      const found = await judged(file, ['<script lang="ts">', ...lines, '</script>'], IMPORTS);
      expect(found.filter(({ refused }) => refused).map(({ line }) => line)).toEqual(lines);
    }
  });
  test('which may import it, and neither Node nor a build tool', async () => {
    await imports(fileOf('ui/editor'), node, monaco);
  });
});

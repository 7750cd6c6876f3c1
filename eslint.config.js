import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import js from '@eslint/js';
import baseline from 'eslint-plugin-baseline-js';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * The floors of src, from the ground: a folder may import from the floors below its own, and nothing else in src.
 * ARCHITECTURE.md says why; a test holds its table against this one.
 */
export const floors = [
  ['text'],
  ['xml', 'proxy'],
  ['paste', 'contract'],
  ['signature'],
  ['envelope', 'transport'],
  ['language', 'response', 'snippets', 'rest', 'guide', 'service'],
  ['sandbox', 'bridge'],
  ['workspace', 'server'],
  ['ui'],
];

/** What runs in the page does not import the folder of Node, though that one is on a lower floor. */
const PAGE = ['workspace', 'ui'];
const core = floors
  .slice(0, -2)
  .flat()
  .map((folder) => `src/${folder}/**/*.ts`);
/** The page's entry: the only source files outside a folder. */
const entry = ['src/App.svelte', 'src/main.ts'];

const manifest = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const NODE = ['node:*', ...builtinModules.filter((name) => !name.startsWith('_'))];
const TOOLS = Object.keys(manifest.devDependencies);
const MONACO = ['monaco-editor'];
const SCREEN = ['svelte', 'bits-ui', 'paneforge', 'comlink', ...MONACO];

/** One zone for each folder: everything in src that is not on a lower floor is out of bounds. */
const zones = floors.flatMap((folders, level) =>
  folders.map((folder) => {
    const below = floors.slice(0, level).flat();
    const open = PAGE.includes(folder) ? below.filter((name) => name !== 'server') : below;
    return {
      target: `./src/${folder}`,
      from: './src',
      except: [folder, ...open].map((name) => `./${name}`),
      message: `src/${folder} may import only: ${open.join(', ') || 'nothing else in src'}.`,
    };
  }),
);

/**
 * The rules against importing packages, by a statement or by a call of `import()`.
 *
 * @param {string[]} packages names of packages; each stands for everything below it too
 * @param {string} message
 * @param {{ endings?: string[], syntax?: { selector: string, message: string }[] }} more endings of files that are not
 * imported either, and what else the folder does not write
 * @returns {Record<string, [import('eslint').Linter.RuleSeverity, ...unknown[]]>}
 */
function without(packages, message, { endings = [], syntax = [] } = {}) {
  const names = packages.map((name) => name.replaceAll('/', '\\/').replace('*', '[^\\/]+'));
  const pattern = `^(${names.join('|')})(\\/|$)${endings.map((ending) => `|\\${ending}$`).join('')}`;
  return {
    'no-restricted-imports': ['error', { patterns: [{ regex: `${pattern}|^#`, message }] }],
    'no-restricted-syntax': [
      'error',
      { selector: `ImportExpression[source.value=/${pattern}|^#/]`, message },
      { selector: `TSImportType[source.value=/${pattern}|^#/]`, message },
      ...syntax,
    ],
  };
}

const ARGUMENTS = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
  ...['navigator', 'location', 'crypto', 'performance'],
];
const PLATFORM = [
  ...['window', 'document', 'self', 'globalThis', 'global', 'process', 'Buffer', 'Worker', 'history'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'DOMParser', 'XMLSerializer'],
];
const ARGUMENT = 'Clock, fetch, randomness and place come into the core as arguments.';

/** What the core does not import, and neither writes: the clock, and whatever a folder refuses beyond. */
const coreRules = (/** @type {{ selector: string, message: string }[]} */ ...syntax) =>
  without(
    [...NODE, ...TOOLS, ...SCREEN],
    'The core is plain TypeScript: no Node, no build tool, no Svelte, no editor.',
    {
      endings: ['.svelte', '.svelte.ts', '.svelte.js'],
      syntax: [
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: ARGUMENT },
        { selector: 'CallExpression[callee.name="Date"]', message: ARGUMENT },
        ...syntax,
      ],
    },
  );

/** Where text is XML's: its white space is space, tab, carriage return and line feed, and src/text/white-space knows it. */
const OF_XML = ['xml', 'contract', 'envelope', 'language/rules'].map((folder) => `src/${folder}/**/*.ts`);
/** They look for what people take for a name's end or for white space, and XML does not. */
const LENIENT = [
  ...['decode-references', 'tag-flaws', 'tags', 'text-flaws', 'tokens', 'white-space-flaws'].map(
    (file) => `src/xml/${file}.ts`,
  ),
  'src/language/rules/stray-text.ts',
];
const XML_SPACE = 'White space of XML is four characters, and JavaScript has more: use src/text/white-space.';
const TRIMS = { selector: 'MemberExpression[property.name=/^trim(Start|End)?$/]', message: XML_SPACE };
const ANY_SPACE = { selector: String.raw`Literal[regex.pattern=/\\s/i]`, message: XML_SPACE };

export default ts.config(
  { ignores: ['dist/', 'build/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX, baseline },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.svelte'] } } },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-control-regex': 'off',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            { target: './src/*', from: './src/server', message: 'The page imports nothing of Node.' },
          ],
        },
      ],
    },
  },
  {
    files: core,
    languageOptions: {
      globals: { ...globals['shared-node-browser'] },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...coreRules(),
      'no-restricted-globals': [
        'error',
        {
          globals: [
            ...ARGUMENTS.map((name) => ({ name, message: ARGUMENT })),
            ...PLATFORM.map((name) => ({ name, message: 'The core knows neither a page nor Node.' })),
          ],
          checkGlobalObject: true,
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: ARGUMENT },
        { object: 'Math', property: 'random', message: ARGUMENT },
      ],
      // What Chromium, Firefox and Safari all had by the end of that year, and so in their last two yearly versions.
      'baseline/use-baseline': [
        'error',
        {
          available: 2025,
          includeWebApis: { preset: 'type-aware' },
          includeJsBuiltins: { preset: 'type-aware' },
        },
      ],
    },
  },
  { files: OF_XML, rules: coreRules(TRIMS, ANY_SPACE) },
  { files: LENIENT, rules: coreRules(TRIMS) },
  {
    // Reads the body of a request piece by piece where the platform can; Firefox can't, and gets it whole.
    files: ['src/proxy/body.ts'],
    rules: { 'baseline/use-baseline': 'off' },
  },
  {
    files: ['src/workspace/**', 'src/ui/**', ...entry],
    ignores: ['src/ui/editor/**'],
    rules: without(
      [...NODE, ...TOOLS.filter((name) => name !== 'vite'), ...MONACO],
      'Only src/ui/editor knows Monaco, and the page knows neither Node nor the tools that build it.',
    ),
  },
  {
    files: ['src/ui/editor/**'],
    rules: without([...NODE, ...TOOLS], 'The page knows neither Node nor the tools that build it.'),
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
);

import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const ground = ['text', 'xml', 'contract', 'signature', 'transport', 'proxy'];
const readers = ['envelope', 'language', 'response', 'snippets', 'rest', 'guide', 'service'];
const core = [...ground, ...readers, 'sandbox'];

/**
 * One zone for each folder: everything in src that is not listed as its neighbour is out of bounds.
 *
 * @param {string} folder
 * @param {string[]} neighbours
 */
function floor(folder, neighbours) {
  return {
    target: `./src/${folder}`,
    from: './src',
    except: [folder, ...neighbours].map((name) => `./${name}`),
    message: `src/${folder} may import only: ${neighbours.join(', ') || 'nothing else in src'}.`,
  };
}

export default ts.config(
  { ignores: ['dist/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.svelte'] } } },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-control-regex': 'off',
      'import-x/no-restricted-paths': [
        'error',
        {
          // The design's floors. What a folder may import is listed here, and nowhere else.
          zones: [
            floor('text', []),
            floor('xml', ['text']),
            floor('contract', ['text', 'xml']),
            floor('signature', []),
            floor('transport', ['proxy']),
            floor('proxy', []),
            ...readers.map((folder) =>
              floor(folder, [...ground, ...(folder === 'envelope' ? [] : ['envelope'])]),
            ),
            floor('sandbox', [...ground, 'envelope', 'response', 'service']),
            floor('workspace', core),
            floor('server', [...core]),
          ],
        },
      ],
    },
  },
  {
    files: core.map((folder) => `src/${folder}/**/*.ts`),
    languageOptions: { globals: { ...globals['shared-node-browser'] } },
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'svelte', 'svelte/*', 'monaco-editor', 'monaco-editor/*'],
              message: 'The core is plain TypeScript: no Node, no Svelte, no editor.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'process', 'Buffer', 'localStorage'],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
);

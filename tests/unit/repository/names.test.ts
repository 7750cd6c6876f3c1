import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import globals from 'globals';
import ts from 'typescript';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /\.(ts|svelte)$/.test(file));

/** The names that a file declares and exports; what it only hands on is another file's name. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const kinds = modifiers.map(({ kind }) => kind);
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword) || kinds.includes(ts.SyntaxKind.DefaultKeyword))
      return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    }
    const { name } = statement as ts.DeclarationStatement;
    return name && ts.isIdentifier(name) ? [name.text] : [];
  });
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** What of a file can export: of a component only the script that is the module's. */
function scriptOf(file: string): string {
  const text = readFileSync(src + file, 'utf8');
  if (!file.endsWith('.svelte')) return text;
  return /<script\b[^>]*\bmodule\b[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '';
}

const declared = new Map<string, Set<string>>();
for (const file of files) {
  for (const name of exportedNames(file)) declared.set(name, (declared.get(name) ?? new Set()).add(file));
}

it('gives each exported name one meaning: no two files of src declare the same', () => {
  expect(declared.size).toBeGreaterThan(1000);
  const twice = [...declared].filter(([, places]) => places.size > 1);
  expect(twice.map(([name, places]) => `${name}: ${[...places].join(', ')}`)).toEqual([]);
});

it('exports no name that already means something in browsers, Node and the language', () => {
  const platform = { ...globals.browser, ...globals.node, ...globals.builtin };
  expect([...declared.keys()].filter((name) => Object.hasOwn(platform, name))).toEqual([]);
});

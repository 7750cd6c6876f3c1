/*
 * The one module that knows Monaco's paths. It is imported dynamically, so that everything here becomes one lazy chunk:
 * the editor core, the features that an XML editor needs, and XML's colours.
 */
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/documentSymbols/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/quickOutline/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
// Monaco's own entry for suggestions leaves their controller to the inline ones, which an XML editor does not need.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/xml/register';

/** Past this many characters, what costs time for each line is switched off: wrapping, folding, colours. */
export const LARGE_TEXT = 2_000_000;

/** Reads the page's colours and gives Monaco a theme of the same name. */
export function defineTheme(name: 'light' | 'dark') {
  const style = getComputedStyle(document.documentElement);
  // Monaco takes six digits only; a minified style sheet may have three.
  const token = (property: string) =>
    style
      .getPropertyValue(`--${property}`)
      .trim()
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  monaco.editor.defineTheme(name, {
    base: name === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'tag', foreground: token('tag') },
      { token: 'delimiter.xml', foreground: token('tag') },
      { token: 'metatag.xml', foreground: token('tag') },
      { token: 'attribute.name.xml', foreground: token('attribute') },
      { token: 'attribute.value.xml', foreground: token('text') },
      { token: 'comment', foreground: token('muted') },
      { token: 'comment.xml', foreground: token('muted') },
      { token: 'comment.content.xml', foreground: token('muted') },
    ],
    colors: {
      'editor.background': token('panel'),
      'editor.foreground': token('text'),
      'editorLineNumber.foreground': token('muted'),
      'editorGutter.background': token('panel'),
      'editor.lineHighlightBorder': token('line'),
      'editorWidget.background': token('panel'),
      'editorWidget.border': token('line'),
      focusBorder: token('accent'),
    },
  });
  monaco.editor.setTheme(name);
}

export { attachEditor } from './attach.svelte';
export { attachComparison } from './attach-comparison.svelte';
export { textModels } from './models';
export { useWorker } from './monaco-worker';
export { monaco };

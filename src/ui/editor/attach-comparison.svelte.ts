import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { EditorContext } from './editor-context';
import type * as MonacoModule from './monaco';

/** Two texts to compare, and whom the comparison tells. */
export interface ComparisonOptions {
  readonly before: string;
  readonly after: string;
  /** The accessible names of the two sides. */
  readonly beforeLabel: string;
  readonly afterLabel: string;
  /** Gets the number of places that differ. */
  readonly oncompared?: (differences: number) => void;
  /** Gets what goes from one difference to the next or the one before. */
  readonly onready?: (go: (to: 'next' | 'previous') => void) => void;
}

/** Makes Monaco's diff editor in an element; it follows the options, which may be reactive. */
export function attachComparison(
  { monaco, defineTheme }: typeof MonacoModule,
  options: ComparisonOptions,
  shared: EditorContext,
): Attachment<HTMLElement> {
  return (element) => {
    const before = monaco.editor.createModel('', 'xml');
    const after = monaco.editor.createModel('', 'xml');
    const editor = monaco.editor.createDiffEditor(element, {
      automaticLayout: true,
      readOnly: true,
      domReadOnly: true,
      originalEditable: false,
      fontFamily: getComputedStyle(window.document.documentElement).getPropertyValue('--mono'),
      fontSize: 12,
      lineHeight: 18,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      renderOverviewRuler: false,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 700,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 6 },
      fixedOverflowWidgets: true,
      lineNumbersMinChars: 3,
      stickyScroll: { enabled: false },
      diffWordWrap: window.matchMedia('(max-width: 999px)').matches ? 'on' : 'off',
      originalAriaLabel: untrack(() => options.beforeLabel),
      modifiedAriaLabel: untrack(() => options.afterLabel),
    });
    editor.setModel({ original: before, modified: after });

    $effect(() => defineTheme(shared.theme));
    $effect(() => {
      if (before.getValue() !== options.before) before.setValue(options.before);
      if (after.getValue() !== options.after) after.setValue(options.after);
    });
    $effect(() => {
      editor.getOriginalEditor().updateOptions({ ariaLabel: options.beforeLabel });
      editor.getModifiedEditor().updateOptions({ ariaLabel: options.afterLabel });
    });
    const listener = editor.onDidUpdateDiff(() => options.oncompared?.(editor.getLineChanges()?.length ?? 0));
    untrack(() => options.onready?.((to) => editor.goToDiff(to)));

    return () => {
      listener.dispose();
      editor.dispose();
      before.dispose();
      after.dispose();
    };
  };
}

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

type Model = MonacoModule.monaco.editor.ITextModel;

/** Monaco gives up a comparison after half of this, in milliseconds. */
const LONGEST_COMPARISON = 10_000;

/** Makes Monaco's diff editor in an element; it follows the options, which may be reactive. */
export function attachComparison(
  { monaco, defineTheme }: typeof MonacoModule,
  options: ComparisonOptions,
  shared: EditorContext,
): Attachment<HTMLElement> {
  return (element) => {
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
    /** The texts that are compared, after those of comparisons that may still be under way: these would miss them. */
    let held: { original: Model; modified: Model }[] = [];
    const letGo = (pairs: typeof held) =>
      pairs.forEach(({ original, modified }) => (original.dispose(), modified.dispose()));

    $effect(() => defineTheme(shared.theme));
    $effect(() => {
      const pair = {
        original: monaco.editor.createModel(options.before, 'xml'),
        modified: monaco.editor.createModel(options.after, 'xml'),
      };
      held.push(pair);
      // Monaco's hidden regions do not survive that a text changes under them: there are new ones each time.
      editor.setModel(pair);
    });
    $effect(() => {
      editor.getOriginalEditor().updateOptions({ ariaLabel: options.beforeLabel });
      editor.getModifiedEditor().updateOptions({ ariaLabel: options.afterLabel });
    });
    const listener = editor.onDidUpdateDiff(() => {
      const differences = editor.getLineChanges();
      if (!differences) return;
      letGo(held.slice(0, -1));
      held = held.slice(-1);
      options.oncompared?.(differences.length);
    });
    untrack(() => options.onready?.((to) => editor.goToDiff(to)));

    return () => {
      listener.dispose();
      editor.dispose();
      const last = held;
      setTimeout(() => letGo(last), LONGEST_COMPARISON);
    };
  };
}

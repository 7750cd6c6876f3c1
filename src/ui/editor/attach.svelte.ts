import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { TextChange } from '../../workspace/text-document.svelte';
import type { EditorContext } from './editor-context';
import type { EditorHandle } from './models';
import type * as MonacoModule from './monaco';

/** What an editor shows, and whom it tells. */
export interface EditorOptions {
  /** The accessible name. */
  readonly label: string;
  readonly text: string;
  /** Names the document: each keeps its own undo history while the page is open. */
  readonly document: string;
  /** A change of `text` that did not come from here, as edits. */
  readonly change?: TextChange;
  readonly language?: string;
  /** A part to point at, as offsets. */
  readonly highlight?: { readonly start: number; readonly end: number };
  /** A part to put the cursor on, as offsets. */
  readonly target?: { readonly start: number; readonly end: number };
  /** The cursor is there. */
  readonly onvisited?: () => void;
  /** Absent for text that is only looked at. */
  readonly onedit?: (text: string) => void;
  /** Called with each editor that is made; what it returns runs when that editor goes. */
  readonly onready?: (editor: EditorHandle) => (() => void) | void;
}

/** Makes Monaco's editor in an element; it follows the options, which may be reactive. */
export function attachEditor(
  { monaco, defineTheme, textModels, LARGE_TEXT }: typeof MonacoModule,
  options: EditorOptions,
  shared: EditorContext,
): Attachment<HTMLElement> {
  return (element) => {
    const models = textModels(monaco);
    const editor = monaco.editor.create(element, {
      model: null,
      ariaLabel: untrack(() => options.label),
      readOnly: untrack(() => !options.onedit),
      domReadOnly: untrack(() => !options.onedit),
      automaticLayout: true,
      fontFamily: getComputedStyle(window.document.documentElement).getPropertyValue('--mono'),
      fontSize: 12,
      lineHeight: 18,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      wordWrap: 'off',
      wrappingIndent: 'indent',
      tabSize: 2,
      renderLineHighlight: 'line',
      renderLineHighlightOnlyWhenFocus: true,
      overviewRulerLanes: 0,
      fixedOverflowWidgets: true,
      lineNumbersMinChars: 3,
      folding: true,
      stickyScroll: { enabled: false },
      quickSuggestions: { other: true, comments: false, strings: true },
      wordBasedSuggestions: 'off',
      // A closing bracket that nobody typed is in the way of whole tags, which completion writes.
      autoClosingBrackets: 'never',
      accessibilityPageSize: 100,
      padding: { top: 8, bottom: 8 },
    });
    // What the editor last held. Plain variables: were they reactive, typing would be undone.
    let held = '';
    /** A wide screen shows each line as one; on a small one nothing scrolls sideways. */
    let wraps = window.matchMedia('(max-width: 999px)').matches;
    let fromHere = false;

    $effect(() => defineTheme(shared.theme));
    $effect(() => {
      const { label, onedit } = options;
      editor.updateOptions({ ariaLabel: label, readOnly: !onedit, domReadOnly: !onedit });
    });
    $effect(() => {
      const { text } = options;
      const model = models.open(options.document, options.language ?? 'xml');
      const large = text.length > LARGE_TEXT;
      editor.updateOptions({ wordWrap: wraps && !large ? 'on' : 'off', folding: !large });
      if (editor.getModel() !== model) {
        editor.setModel(model);
        held = model.getValue();
      }
      if (text === held) return;
      fromHere = true;
      models.bring(
        editor,
        model,
        text,
        untrack(() => options.change),
      );
      fromHere = false;
      held = text;
    });
    const marks = editor.createDecorationsCollection();
    $effect(() => {
      const { highlight } = options;
      const model = editor.getModel();
      if (!highlight || !model) return marks.clear();
      const start = model.getPositionAt(highlight.start);
      const end = model.getPositionAt(highlight.end);
      const range = monaco.Range.fromPositions(start, end);
      marks.set([{ range, options: { inlineClassName: 'playground-highlight' } }]);
      editor.revealRangeInCenterIfOutsideViewport(range);
    });
    $effect(() => {
      const { target } = options;
      const model = editor.getModel();
      if (!target || !model) return;
      const range = monaco.Range.fromPositions(
        model.getPositionAt(target.start),
        model.getPositionAt(target.end),
      );
      editor.setSelection(range);
      editor.revealRangeInCenterIfOutsideViewport(range);
      editor.focus();
      options.onvisited?.();
    });
    const listener = editor.onDidChangeModelContent(() => {
      if (fromHere) return;
      held = editor.getValue();
      options.onedit?.(held);
    });
    editor.addAction({
      id: 'playground.wrap',
      label: 'Wrap long lines, or not',
      keybindings: [monaco.KeyMod.Alt | monaco.KeyCode.KeyZ],
      run() {
        wraps = editor.getOption(monaco.editor.EditorOption.wordWrap) === 'off';
        editor.updateOptions({ wordWrap: wraps ? 'on' : 'off' });
      },
    });
    const leave = untrack(() => options.onready?.({ monaco, editor }));

    return () => {
      leave?.();
      listener.dispose();
      editor.dispose();
    };
  };
}

import type * as MonacoModule from './monaco';
import type { TextChange } from '../../workspace/text-document.svelte';

/** Monaco's own interface. */
export type Monaco = typeof MonacoModule.monaco;
/** One editor of Monaco's. */
export type Editor = MonacoModule.monaco.editor.IStandaloneCodeEditor;
type Model = MonacoModule.monaco.editor.ITextModel;

/** What an editor's owner gets to work with. */
export interface EditorHandle {
  readonly monaco: Monaco;
  readonly editor: Editor;
}

/** Text models by document name, so that each document keeps its undo history. */
export function textModels(monaco: Monaco) {
  const uri = (document: string) => monaco.Uri.from({ scheme: 'playground', path: `/${document}` });
  return {
    /** The document's model, made empty when it is new. */
    open(document: string, language: string): Model {
      const known = monaco.editor.getModel(uri(document));
      if (!known) {
        const made = monaco.editor.createModel('', language, uri(document));
        // XML's colours are those of its tokens; pairs of < and > would be looked for in the whole text before it is painted.
        made.updateOptions({
          bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
        });
        return made;
      }
      if (known.getLanguageId() !== language) monaco.editor.setModelLanguage(known, language);
      return known;
    },

    /**
     * Brings a model to a text that came from elsewhere. The edits are applied as they are when they start from what
     * the model holds; otherwise the part that differs is replaced. An editor that may be typed in can undo it.
     */
    bring(editor: Editor, model: Model, text: string, change: TextChange | undefined) {
      const before = model.getValue();
      if (before === text) return;
      if (before === '' || editor.getOption(monaco.editor.EditorOption.readOnly)) {
        // More of the same is added, so that nothing moves; it is nothing to undo.
        if (before !== '' && text.startsWith(before)) {
          const end = model.getFullModelRange().getEndPosition();
          model.applyEdits([
            { range: monaco.Range.fromPositions(end, end), text: text.slice(before.length) },
          ]);
        }
        if (model.getValue() !== text) model.setValue(text);
        return;
      }
      const edits =
        change && change.before === before && change.after === text
          ? change.edits
          : [difference(before, text)];
      editor.pushUndoStop();
      model.pushEditOperations(
        editor.getSelections(),
        edits.map((edit) => ({
          range: monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end)),
          text: edit.text,
        })),
        () => null,
      );
      editor.pushUndoStop();
      // Monaco folds line ends to one kind; a text with mixed ones is shown whole rather than nearly.
      if (model.getValue() !== text) model.setValue(text);
    },
  };
}

/** The one edit that turns a text into another: what lies between their common beginning and end. */
export function difference(before: string, after: string): { start: number; end: number; text: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  // Both halves of a surrogate pair go together: an editor takes no edit that begins or ends inside a character.
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start -= 1;
  if (tail > 0 && isHigh(before.charCodeAt(before.length - tail - 1))) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

import { applyEdits } from '../xml/edits';
import type { Edit } from '../xml/placed';

/** A change that an editor applies instead of replacing its whole text, so that cursor and undo survive. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
}

/** The text that an editor shows, and how it came from the one before. */
export class TextDocument {
  /** Names the document in the editor: each has its own undo history. */
  name = $state('');
  text = $state.raw('');
  /** The last change that did not come from the editor. */
  change: TextChange | undefined = $state.raw();

  /** Shows another document, with the text that it has. */
  open(name: string, text: string) {
    this.name = name;
    this.change = undefined;
    this.text = text;
  }

  /** Makes edits to the text as it is; the editor can undo them. */
  edit(edits: readonly Edit[]) {
    this.revise(applyEdits(this.text, edits), edits);
  }

  /** Takes a text that was worked out from the present one, and the edits that lead to it. */
  revise(after: string, edits: readonly Edit[]) {
    const before = this.text;
    if (before === after) return;
    this.text = after;
    this.change = { before, after, edits };
  }

  /** Puts a text in the place of the whole text; the editor can undo it. */
  replace(text: string) {
    this.revise(text, [{ start: 0, end: this.text.length, text }]);
  }
}

import type { Edit, TextRange } from '../xml/placed';
import type { EditorSnippet } from './snippet';

/** Something that can be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind:
    'element' | 'snippet' | 'header' | 'attribute' | 'type' | 'value' | 'closing-tag' | 'request';
  /** A few words beside the label. */
  readonly detail: string;
  /** Plain text; empty when there is none. */
  readonly documentation: string;
  /** What it takes the place of. */
  readonly range: TextRange;
  readonly insert: EditorSnippet;
  /** Changes elsewhere that go with it, such as a declaration on the Envelope. */
  readonly also: readonly Edit[];
  /** Completions are offered in the order of these texts. */
  readonly sort: string;
}

import { createContext } from 'svelte';
import type { SupervisedWorker } from '../../workspace/supervised-worker.svelte';

/** What every editor on the page shares. */
export interface EditorContext {
  readonly theme: 'light' | 'dark';
  /** Monaco's own worker: it compares texts and looks for unusual characters. */
  readonly worker: SupervisedWorker;
}

/** Set by the page, read by its editors. */
export const [getEditorContext, setEditorContext] = createContext<EditorContext>();

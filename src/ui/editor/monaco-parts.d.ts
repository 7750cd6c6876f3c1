/** A part of Monaco that is imported for what it registers; it has no types of its own. */
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';
/** Monaco's services by their keys. */
declare module 'monaco-editor/editor/common/services/editorWorker' {
  export const IEditorWorkerService: unknown;
}
declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get(key: unknown): unknown };
}
declare module 'monaco-editor/editor/editor.worker';

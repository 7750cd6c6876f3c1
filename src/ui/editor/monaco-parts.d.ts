/** A part of Monaco that is imported for what it registers; it has no types of its own. */
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';

/** What the page's keys do. */
export interface ShortcutActions {
  readonly send: () => void;
  /** Asks for the page after the last answer. */
  readonly nextPage: () => void;
  /** Gives up what is under way. */
  readonly stop: () => void;
  readonly search: () => void;
  readonly resizeInspector: () => void;
  readonly help: () => void;
  /** Moves the focus to the next pane, or to the one before. */
  readonly nextPane: (step: 1 | -1) => void;
}

/** True for Apple's keyboards, where Cmd stands for Ctrl. */
export const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** True where a letter is typed and not meant as a key of the page. */
function types(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('.monaco-editor')) return true;
  return target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])');
}

/**
 * The page's keys, in the capture phase: Monaco has its own idea of Ctrl+Enter and Ctrl+K. While a dialog is open the
 * keys are the dialog's.
 */
export function shortcuts(actions: ShortcutActions) {
  return (event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]')) return;
    const action = actionOf(event, actions);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}

function actionOf(event: KeyboardEvent, actions: ShortcutActions): (() => void) | undefined {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && !event.shiftKey && !event.altKey) {
    if (key === 'enter') return actions.send;
    if (key === 'k') return actions.search;
    if (key === 'j') return actions.resizeInspector;
  }
  if (command && event.shiftKey && !event.altKey && key === 'enter') return actions.nextPage;
  if (event.key === 'F6' && !command) return () => actions.nextPane(event.shiftKey ? -1 : 1);
  if (event.key === '?' && !types(event.target)) return actions.help;
  // Esc closes other things, too: it is taken by nobody here.
  if (event.key === 'Escape') actions.stop();
  return undefined;
}

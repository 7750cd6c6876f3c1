/** What was typed while something was on its way that will take it. */
export interface HeldKeys {
  readonly text: string;
  /** Enter was pressed after it. */
  readonly entered: boolean;
}

/**
 * Keeps what is typed until the search is there: its script may take a moment, and nobody waits before typing.
 *
 * @returns ends it, and gives what was typed.
 */
export function holdKeys(target: EventTarget): () => HeldKeys {
  let text = '';
  let entered = false;
  const keep = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') entered = true;
    else if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  target.addEventListener('keydown', keep, { capture: true });
  return () => {
    target.removeEventListener('keydown', keep, { capture: true });
    return { text, entered };
  };
}

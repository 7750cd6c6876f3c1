/** Longest wait, in milliseconds: a page in the background paints nothing. */
const PATIENCE = 500;

let once: Promise<void> | undefined;

/** Resolves when what stands in the page now has been painted: what is not needed for that starts afterwards, and takes no time from it. */
export function painted(): Promise<void> {
  return (once ??= new Promise((resolve) => {
    // A frame's callbacks run before it is painted, a task that they order after it.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE);
  }));
}

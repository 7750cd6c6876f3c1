/** How long a computation may hold the thread, in milliseconds. */
const turn = 12;

/**
 * Lets other events of the page or the worker run, now and then, during a long computation.
 *
 * @param clock milliseconds that only grow, from any beginning, as `performance.now` gives them.
 * @returns a function to call often: it gives a promise when a pause is due, which resolves after pending events had
 * their turn and rejects with the signal's reason once that is aborted; undefined when the last pause is not long ago.
 */
export function pauses(
  clock: () => number,
  signal: AbortSignal | undefined,
): () => Promise<void> | undefined {
  let last = clock();
  return () => {
    if (clock() - last < turn) return undefined;
    return new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        last = clock();
        if (signal?.aborted) reject(signal.reason as Error);
        else resolve();
      }, 0);
    });
  };
}

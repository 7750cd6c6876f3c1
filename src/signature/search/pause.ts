/** Lets other events of the page or the worker run, now and then, during a long computation. */
export interface Pause {
  /** Resolves after pending events had their turn; at once when the last pause is not long ago. Rejects once aborted. */
  readonly ifDue: () => Promise<void> | undefined;
  readonly close: () => void;
}

/** How long the computation may hold the thread, in milliseconds. */
const turn = 12;

/** Timers are clamped to 4 ms in browsers, which a third of the search's time would go into; a message is not. */
export function pauses(signal: AbortSignal | undefined): Pause {
  const channel = new MessageChannel();
  let last = performance.now();
  return {
    ifDue: () => {
      if (performance.now() - last < turn) return undefined;
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      return new Promise<void>((resolve, reject) => {
        channel.port1.onmessage = () => {
          last = performance.now();
          if (signal?.aborted) reject(signal.reason as Error);
          else resolve();
        };
        channel.port2.postMessage(null);
      });
    },
    close: () => channel.port1.close(),
  };
}

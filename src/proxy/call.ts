/** Why a call was stopped before its answer was complete. */
export type Ending = 'cancelled' | 'timed-out';

/** One call under way: its time, its cancellation, and what has to happen once when it is over. */
export interface Call {
  /** Aborted when the call is stopped. */
  readonly signal: AbortSignal;
  /** Why it was stopped; nothing while it runs, and when it came to its own end. */
  stopped(): Ending | undefined;
  /** The call came to its end. Further calls do nothing. */
  end(): void;
  /** The promise's value, or nothing when the call is stopped first. */
  race<T>(promise: Promise<T>): Promise<T | undefined>;
}

/**
 * Starts a call's clock.
 *
 * @param page aborted when the page goes away.
 * @param milliseconds how long the whole call may take.
 * @param over runs once, whichever way the call ends.
 */
export function startCall(page: AbortSignal, milliseconds: number, over: () => void): Call {
  const controller = new AbortController();
  let ending: Ending | undefined;
  let running = true;
  let resolveStop: () => void;
  const stopping = new Promise<undefined>((resolve) => (resolveStop = () => resolve(undefined)));

  const end = () => {
    if (!running) return;
    running = false;
    clearTimeout(timer);
    page.removeEventListener('abort', cancel);
    over();
  };
  const stop = (why: Ending) => {
    if (!running) return;
    ending = why;
    end();
    resolveStop();
    controller.abort(new DOMException(`The call was stopped: ${why}.`, 'AbortError'));
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), milliseconds);
  page.addEventListener('abort', cancel);
  if (page.aborted) cancel();

  return {
    signal: controller.signal,
    stopped: () => ending,
    end,
    race: (promise) => Promise.race([promise, stopping]),
  };
}

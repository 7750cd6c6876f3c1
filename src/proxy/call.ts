/** One call under way: its time, its cancellation, and what has to happen once when it is over. */
export interface Call {
  /** Aborted when the call is stopped before its end. */
  readonly signal: AbortSignal;
  /** Why it was stopped; nothing while it runs, and when it came to its own end. */
  stopped(): 'cancelled' | 'timed-out' | undefined;
  /** The call came to its end. */
  end(): void;
  /** Nobody waits for the rest. After the end it does nothing. */
  cancel(): void;
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
  const { signal } = controller;
  let why: 'cancelled' | 'timed-out' | undefined;
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
  const stop = (reason: 'cancelled' | 'timed-out') => {
    if (!running) return;
    why = reason;
    end();
    resolveStop();
    controller.abort(new DOMException(`The call was stopped: ${reason}.`, 'AbortError'));
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), milliseconds);
  page.addEventListener('abort', cancel);
  if (page.aborted) cancel();
  return { signal, stopped: () => why, end, cancel, race: (promise) => Promise.race([promise, stopping]) };
}

/*
 * How a page learns that one of its workers runs, and that it no longer does. A worker says when it has started; from
 * then on it holds a lock (Web Locks) that the browser takes from it when it ends, however it ends: no event tells of
 * that. Where there are no locks (a page that is not served securely), only what the browser reports is known.
 */

/** What a worker posts once its script has run. */
interface Started {
  readonly started: true;
  /** The name of the lock that it holds as long as it lives; absent where the browser has no locks. */
  readonly lock?: string;
}

/** What is used of the browser's locks. */
export type Locks = Pick<LockManager, 'request'>;

/** What is used of a worker here; the rest of it belongs to whoever talks to it. */
export type WatchedWorker = Pick<Worker, 'addEventListener' | 'removeEventListener'>;

/** Run by a worker's script when everything in it is ready to be asked. */
export function announceStart(
  post: (message: unknown) => void,
  locks: Locks | undefined = globalThis.navigator?.locks,
) {
  if (!locks) {
    post({ started: true } satisfies Started);
    return;
  }
  const lock = `worker ${crypto.randomUUID()}`;
  void locks.request(lock, () => {
    post({ started: true, lock } satisfies Started);
    return new Promise(() => undefined);
  });
}

/** What `watchWorker` reports; at most one `onfailed`, and nothing after it. */
export interface WorkerWatch {
  readonly onstarted: () => void;
  /** @param how `start`: the script did not load or run. `end`: the worker ended, or talks nonsense. */
  readonly onfailed: (how: 'start' | 'end') => void;
  /** The longest wait for the start, in milliseconds. */
  readonly patience: number;
  readonly locks?: Locks;
}

/** Watches a worker from its making to its end. @returns what ends the watch. */
export function watchWorker(worker: WatchedWorker, watch: WorkerWatch): () => void {
  let started = false;
  const ended = new AbortController();
  const stop = () => {
    ended.abort();
    clearTimeout(timer);
    worker.removeEventListener('message', onmessage as EventListener);
    worker.removeEventListener('error', onerror);
    worker.removeEventListener('messageerror', onerror);
  };
  const fail = (how: 'start' | 'end') => {
    if (ended.signal.aborted) return;
    stop();
    watch.onfailed(how);
  };
  const onerror = (event: Event) => {
    // It is said on the page; the console would say it a second time.
    event.preventDefault();
    fail(started ? 'end' : 'start');
  };
  const onmessage = ({ data }: MessageEvent<Started | undefined>) => {
    if (data?.started !== true || started) return;
    started = true;
    clearTimeout(timer);
    watch.onstarted();
    const { locks } = watch;
    if (data.lock === undefined || !locks) return;
    // This request is granted when the worker's own hold on the lock ends.
    locks
      .request(data.lock, { signal: ended.signal }, () => fail('end'))
      .catch(() => undefined /* The watch ended before the worker. */);
  };
  const timer = setTimeout(() => fail('start'), watch.patience);
  worker.addEventListener('message', onmessage as EventListener);
  worker.addEventListener('error', onerror);
  worker.addEventListener('messageerror', onerror);
  return stop;
}

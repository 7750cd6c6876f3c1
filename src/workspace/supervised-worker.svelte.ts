import { watchWorker, type Locks } from './worker-life';

/** How a worker stands. `idle`: nobody has needed it yet. */
export type WorkerStatus = 'idle' | 'starting' | 'running' | 'failed';

/** A question to a worker that did not start, or that ended before it answered. */
export class WorkerUnavailable extends Error {
  override readonly name = 'WorkerUnavailable';
}

/** What a supervised worker is, in the words that the page shows. */
export interface WorkerDescription {
  /** Names the worker in sentences: “the part that reads requests”. */
  readonly name: string;
  /** What does not work without it, and what does. */
  readonly without: string;
}

/** What is needed of the browser. */
export interface WorkerPorts {
  readonly spawn: () => Worker;
  readonly locks?: Locks;
  /** Nobody starts the worker before this has resolved, such as the page's first paint. */
  readonly ready?: Promise<unknown>;
  /** The longest wait for a worker to start, in milliseconds. */
  readonly patience?: number;
}

/** A slow line may need a while for a script; longer than this, something is in its way. */
const PATIENCE = 30_000;

/**
 * A worker that is started when it is first needed, and whose failure is a state that the page shows: it did not load,
 * or it ended later. Questions that wait for an answer then fail at once, instead of waiting for ever; `retry` starts a
 * new worker.
 */
export class SupervisedWorker {
  readonly description: WorkerDescription;
  readonly #ports: WorkerPorts;
  #waiting: readonly ((problem: WorkerUnavailable) => void)[] = [];
  #listeners: readonly (() => void)[] = [];
  #status: WorkerStatus = $state('idle');
  #worker: Worker | undefined;
  #unwatch: (() => void) | undefined;
  /** Why it failed, in a sentence; empty unless it has. */
  #problem = $state('');

  constructor(description: WorkerDescription, ports: WorkerPorts) {
    this.description = description;
    this.#ports = ports;
  }

  /** Resolves when the worker may be started; undefined when it may be at once. */
  get ready(): Promise<unknown> | undefined {
    return this.#ports.ready;
  }

  get status(): WorkerStatus {
    return this.#status;
  }

  get problem(): string {
    return this.#problem;
  }

  /** The worker, started if it was idle. @throws WorkerUnavailable while it is failed. */
  start(): Worker {
    if (this.#status === 'failed') throw new WorkerUnavailable(this.#problem);
    if (this.#worker) return this.#worker;
    this.#status = 'starting';
    const worker = (this.#worker = this.#ports.spawn());
    this.#unwatch = watchWorker(worker, {
      patience: this.#ports.patience ?? PATIENCE,
      locks: this.#ports.locks,
      onstarted: () => (this.#status = 'running'),
      onfailed: (how) => this.#fail(how),
    });
    return worker;
  }

  /** Waits for an answer of the running worker. @throws WorkerUnavailable when the worker fails before. */
  async answered<T>(answer: Promise<T>): Promise<T> {
    let giveUp: (problem: WorkerUnavailable) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (giveUp = reject));
    this.#waiting = [...this.#waiting, giveUp];
    try {
      return await Promise.race([answer, failed]);
    } finally {
      this.#waiting = this.#waiting.filter((one) => one !== giveUp);
    }
  }

  /** Lets a worker go that nobody needs at the moment; the next one who does starts another. */
  stop(worker: Worker) {
    if (this.#worker !== worker) return;
    this.#unwatch?.();
    this.#worker = undefined;
    this.#status = 'idle';
    worker.terminate();
  }

  /** A worker that can't be asked counts as one that did not start. */
  refuse(worker: Worker) {
    if (this.#worker === worker) this.#fail('start');
  }

  /** Starts a new worker in the place of one that failed. */
  retry() {
    if (this.#status !== 'failed') return;
    this.#status = 'idle';
    this.#problem = '';
    this.start();
    this.#tell();
  }

  /** Runs a function each time that the worker failed, or was started anew. @returns what ends that. */
  onchange(listener: () => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => void (this.#listeners = this.#listeners.filter((one) => one !== listener));
  }

  #fail(how: 'start' | 'end') {
    const { name } = this.description;
    this.#problem = how === 'start' ? `${name} could not be loaded.` : `${name} has stopped.`;
    this.#status = 'failed';
    this.#unwatch?.();
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.terminate();
    for (const giveUp of this.#waiting) giveUp(new WorkerUnavailable(this.#problem));
    this.#waiting = [];
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

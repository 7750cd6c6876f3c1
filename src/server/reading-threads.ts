import type { Worker } from 'node:worker_threads';
import type { ServiceVersion } from '../contract/versions';
import type { ReadElsewhere, ReceivedMessage, ReadMessage } from '../service/read-message';

/** What is asked of a thread; it answers with a ReadMessage. */
export interface ReadingJob {
  readonly message: ReceivedMessage;
  readonly version: ServiceVersion | undefined;
  readonly inferTypes: boolean;
}

/** The largest message that is read where it came in, in bytes: that takes a few milliseconds, and a thread costs some too. */
const SMALL = 32 * 1024;
/** Larger ones share one thread, so that they keep nobody else waiting. In bytes. */
const HUGE = 1024 * 1024;
/** A thread that had nothing to do for so long ends, and gives its memory back; in milliseconds. */
const IDLE = 10_000;
/** What a thread may hold, in MiB: a message of 10 MB in the shortest elements takes most of it. */
const MEMORY = 1024;

/** How a thread is started; what runs in it is `serveReading`. */
export type StartReader = (resourceLimits: { readonly maxOldGenerationSizeMb: number }) => Worker;

/**
 * Two threads that read large messages, so that nobody waits for them: one for those that take seconds, one for all others. They
 * start when they are needed. A message that takes more memory than a thread may hold ends that thread, and is answered all the
 * same.
 */
export class ReadingThreads {
  readonly #lanes: readonly [Lane, Lane];

  constructor(start: StartReader) {
    this.#lanes = [new Lane(start), new Lane(start)];
  }

  read: ReadElsewhere = (message, version, inferTypes) => {
    const { byteLength } = message.bytes;
    if (byteLength <= SMALL) return undefined;
    const { bytes, charset } = message;
    return this.#lanes[byteLength > HUGE ? 1 : 0].ask({ message: { bytes, charset }, version, inferTypes });
  };

  close(): void {
    for (const lane of this.#lanes) lane.end();
  }
}

interface Waiting {
  readonly job: ReadingJob;
  readonly resolve: (read: ReadMessage | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** One thread, which does one job after the other. */
class Lane {
  readonly #start: StartReader;
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  /** Whether the thread has ever answered: one that has not can't be started here. */
  #works = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(start: StartReader) {
    this.#start = start;
  }

  /** @returns undefined when there can be no thread. */
  ask(job: ReadingJob): Promise<ReadMessage | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  end(): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#idle);
    this.#current = this.#waiting.shift();
    if (!this.#current) {
      this.#idle = setTimeout(() => this.end(), IDLE);
      this.#idle.unref();
      return;
    }
    this.#worker ??= this.#begin();
    this.#worker.postMessage(this.#current.job);
  }

  #begin(): Worker {
    const worker = this.#start({ maxOldGenerationSizeMb: MEMORY });
    worker.on('message', (read: ReadMessage) => {
      this.#works = true;
      this.#finish(({ resolve }) => resolve(read));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#finish(({ job, resolve, reject }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch(job.message));
        else if (this.#works) reject(error);
        else resolve(undefined);
      });
    });
    // The process lives as long as its server, whatever the threads do.
    worker.unref();
    return worker;
  }

  #finish(tell: (job: Waiting) => void): void {
    const done = this.#current;
    this.#current = undefined;
    if (done) tell(done);
    this.#next();
  }
}

function tooMuch({ bytes }: ReceivedMessage): ReadMessage {
  return {
    call: { ok: false, message: 'The message has more parts than there is memory for: send it in pieces' },
    start: new TextDecoder().decode(bytes.subarray(0, 5_000)),
    length: bytes.byteLength,
  };
}

import type { Reading } from '../response/read';
import type { OutgoingCall, Outcome } from '../transport/send';

/** One call from Send to its end. */
export type CallState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly call: OutgoingCall; readonly started: number }
  | {
      readonly kind: 'ended';
      readonly call: OutgoingCall;
      readonly outcome: Outcome;
      /** What the answer's text is; absent without an answer, and while it is still being read. */
      readonly reading?: Reading;
      readonly ended: number;
    };

/** What carries calls and reads answers. */
export interface CallPorts {
  readonly send: (call: OutgoingCall, signal: AbortSignal) => Promise<Outcome>;
  /** @returns undefined while nobody reads answers. */
  readonly read: (text: string) => Promise<Reading | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The call under way, or the last one. A late answer never overwrites a newer call. */
export class CallSession {
  readonly #ports: CallPorts;
  #state: CallState = $state.raw({ kind: 'idle' });
  #run: AbortController | undefined;

  constructor(ports: CallPorts) {
    this.#ports = ports;
  }

  get state(): CallState {
    return this.#state;
  }

  /** Sends a call; one that is still under way is given up. */
  async send(call: OutgoingCall): Promise<void> {
    this.#run?.abort();
    const run = (this.#run = new AbortController());
    this.#state = { kind: 'sending', call, started: this.#ports.now() };
    const outcome = await this.#ports.send(call, run.signal);
    if (run !== this.#run) return;
    this.#state = { kind: 'ended', call, outcome, ended: this.#ports.now() };
    await this.read();
  }

  /** Reads the last answer, unless it has been read. */
  async read(): Promise<void> {
    const state = this.#state;
    if (state.kind !== 'ended' || state.reading || state.outcome.kind !== 'answered') return;
    const reading = await this.#ports.read(state.outcome.text);
    if (state === this.#state) this.#state = { ...state, reading };
  }

  /** Gives up the call under way. */
  cancel() {
    this.#run?.abort();
  }

  /** Forgets the last call; one under way is given up. */
  clear() {
    this.#run?.abort();
    this.#run = undefined;
    this.#state = { kind: 'idle' };
  }
}

import { SvelteMap } from 'svelte/reactivity';
import type { ResponseSummary } from '../response/read';
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
      readonly reading?: ResponseSummary;
      readonly ended: number;
      /** It is of an earlier time and was kept; `cutAt` says how many characters of a long answer are there. */
      readonly kept?: { readonly cutAt?: number };
    };

/** What carries calls and reads answers. */
export interface CallPorts {
  readonly send: (call: OutgoingCall, signal: AbortSignal) => Promise<Outcome>;
  /** @returns undefined while nobody reads answers. */
  readonly read: (text: string) => Promise<ResponseSummary | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Gets each call at its end, with the request that was sent; its answer has been read as far as it can be. */
  readonly onended?: (request: string, state: Extract<CallState, { kind: 'ended' }>) => void;
}

const IDLE: CallState = { kind: 'idle' };

/**
 * The call under way, and the last one of each request: an answer stays with the request that it answers. A late answer
 * never overwrites a newer call.
 */
export class CallSession {
  readonly #ports: CallPorts;
  readonly #states = new SvelteMap<string, CallState>();
  #request = $state('');
  #run: AbortController | undefined = $state.raw();

  constructor(ports: CallPorts) {
    this.#ports = ports;
  }

  /** Of the request that is shown. */
  get state(): CallState {
    return this.#states.get(this.#request) ?? IDLE;
  }

  /** True while a call is under way, whichever request it belongs to. */
  get busy(): boolean {
    return this.#run !== undefined;
  }

  /** Another request is shown from now on. */
  show(request: string) {
    this.#request = request;
  }

  /** Sends the shown request; a call that is still under way is given up. */
  async send(call: OutgoingCall): Promise<void> {
    this.#run?.abort();
    const run = (this.#run = new AbortController());
    const request = this.#request;
    const sending: CallState = { kind: 'sending', call, started: this.#ports.now() };
    this.#states.set(request, sending);
    const outcome = await this.#ports.send(call, run.signal);
    if (this.#run === run) this.#run = undefined;
    const ended: CallState = { kind: 'ended', call, outcome, ended: this.#ports.now() };
    if (this.#states.get(request) === sending) {
      this.#states.set(request, ended);
      await this.#read(request);
    }
    const state = this.#states.get(request);
    this.#ports.onended?.(request, state?.kind === 'ended' && state.call === call ? state : ended);
  }

  /** Puts a call that was kept beside its request, unless that has been sent meanwhile. */
  restore(request: string, state: CallState) {
    if (this.#states.has(request)) return;
    this.#states.set(request, state);
    void this.#read(request);
  }

  /** Shows a call that was made elsewhere as the last one of the shown request. */
  put(state: CallState) {
    this.#states.set(this.#request, state);
    void this.#read(this.#request);
  }

  /** Reads the answers that have not been read. */
  async read(): Promise<void> {
    await Promise.all([...this.#states.keys()].map((request) => this.#read(request)));
  }

  async #read(request: string): Promise<void> {
    const state = this.#states.get(request);
    if (state?.kind !== 'ended' || state.reading || state.outcome.kind !== 'answered') return;
    const reading = await this.#ports.read(state.outcome.text);
    if (this.#states.get(request) === state) this.#states.set(request, { ...state, reading });
  }

  /** Gives up the call under way. */
  cancel() {
    this.#run?.abort();
  }

  /** Forgets all calls; one under way is given up. */
  clear() {
    this.#run?.abort();
    this.#run = undefined;
    this.#states.clear();
  }
}

import type { Diagnosis, DiagnoseOptions } from '../signature/diagnose';

/** Judges signatures off the main thread. A check that is overtaken by the next one resolves to undefined. */
export interface SignatureService {
  diagnose(
    input: string,
    secretKey: string,
    options: Omit<DiagnoseOptions, 'signal' | 'clock'>,
  ): Promise<Diagnosis | undefined>;
}

/** How a check stands. */
export type CheckState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'judged'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'failed'; readonly message: string };

/** How long typing pauses before a check starts, in milliseconds. */
const PAUSE = 60;

/** One signature to judge. What was pasted is never changed, and neither it nor the key is kept anywhere else. */
export class SignatureCheck {
  readonly #service: SignatureService;
  readonly #options: () => Omit<DiagnoseOptions, 'signal' | 'clock'>;
  #input = $state.raw('');
  #secretKey = $state.raw('');
  #state: CheckState = $state.raw({ kind: 'empty' });
  #run = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(service: SignatureService, options: () => Omit<DiagnoseOptions, 'signal' | 'clock'>) {
    this.#service = service;
    this.#options = options;
  }

  get state(): CheckState {
    return this.#state;
  }

  get input(): string {
    return this.#input;
  }

  set input(text: string) {
    this.#input = text;
    this.#start();
  }

  get secretKey(): string {
    return this.#secretKey;
  }

  set secretKey(key: string) {
    this.#secretKey = key;
    this.#start();
  }

  /** Judges a request as it went out. */
  take(input: string, secretKey: string) {
    this.#input = input;
    this.#secretKey = secretKey;
    this.#start();
  }

  /** Judges the same once more, after a check that failed. */
  repeat() {
    if (this.#state.kind === 'failed') this.#start();
  }

  #start() {
    const run = ++this.#run;
    clearTimeout(this.#timer);
    if (this.#input.trim() === '') {
      this.#state = { kind: 'empty' };
      return;
    }
    this.#timer = setTimeout(() => void this.#check(run), PAUSE);
  }

  async #check(run: number) {
    if (this.#state.kind !== 'judged') this.#state = { kind: 'checking' };
    try {
      const diagnosis = await this.#service.diagnose(this.#input, this.#secretKey, this.#options());
      if (run === this.#run && diagnosis) this.#state = { kind: 'judged', diagnosis };
    } catch (error) {
      if (run === this.#run)
        this.#state = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }
}

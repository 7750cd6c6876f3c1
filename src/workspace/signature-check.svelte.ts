import type { Diagnosis, DiagnoseOptions } from '../signature/diagnose';
import type { Found } from '../signature/extract';

/** Judges signatures off the main thread. A check that is overtaken by the next one resolves to undefined. */
export interface SignatureService {
  diagnose(
    input: string,
    secretKey: string,
    options: Omit<DiagnoseOptions, 'signal' | 'clock'>,
  ): Promise<Diagnosis | undefined>;
  /** Finds the three values in a text, and judges nothing. */
  read(input: string): Promise<Found>;
}

/** How a check stands. */
export type CheckState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'checking' }
  /** There is no key to judge with; `userId` is empty when the text names none. */
  | { readonly kind: 'key-needed'; readonly userId: string }
  | { readonly kind: 'judged'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'failed'; readonly message: string };

/** A key that nobody typed here: it is an endpoint's. */
export interface KeyOf {
  readonly secretKey: string;
  readonly userId: string;
}

/** How long typing pauses before a check starts, in milliseconds. */
const PAUSE = 60;

/** One signature to judge. What was pasted is never changed, and neither it nor the key is kept anywhere else. */
export class SignatureCheck {
  readonly #service: SignatureService;
  readonly #options: () => Omit<DiagnoseOptions, 'signal' | 'clock'>;
  readonly #keyFor: (userId: string) => KeyOf | undefined;
  #input = $state.raw('');
  #secretKey = $state.raw('');
  /** The key is the user's own word, and not to be replaced by an endpoint's. */
  #isTyped = false;
  #state: CheckState = $state.raw({ kind: 'empty' });
  #isBehind = $state(false);
  #run = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param keyFor gives the key of the endpoint with that user id, if there is one. */
  constructor(
    service: SignatureService,
    options: () => Omit<DiagnoseOptions, 'signal' | 'clock'>,
    keyFor: (userId: string) => KeyOf | undefined = () => undefined,
  ) {
    this.#service = service;
    this.#options = options;
    this.#keyFor = keyFor;
  }

  get state(): CheckState {
    return this.#state;
  }

  /** Whether what is shown is of the text or key before; it is so from the first keystroke on. */
  get isBehind(): boolean {
    return this.#isBehind;
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
    this.#isTyped = key !== '';
    this.#start();
  }

  /** Judges a text, with the key of the endpoint that has its user id unless one is given. */
  take(input: string, secretKey = '') {
    this.#input = input;
    this.#secretKey = secretKey;
    this.#isTyped = secretKey !== '';
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
      this.#isBehind = false;
      this.#state = { kind: 'empty' };
      return;
    }
    this.#isBehind = true;
    if (this.#state.kind === 'empty' || this.#state.kind === 'failed') this.#state = { kind: 'checking' };
    this.#timer = setTimeout(() => void this.#check(run), PAUSE);
  }

  async #check(run: number) {
    const state = await this.#judge(run).catch((error: unknown): CheckState => ({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }));
    if (run !== this.#run || !state) return;
    this.#state = state;
    this.#isBehind = false;
  }

  async #judge(run: number): Promise<CheckState | undefined> {
    if (!this.#isTyped) {
      const { values } = await this.#service.read(this.#input);
      if (run !== this.#run) return undefined;
      const userId = values.mktowsUserId?.text ?? '';
      // A key that was taken for another user proves nothing about this one.
      this.#secretKey = this.#keyFor(userId)?.secretKey ?? '';
      const isWhole = userId !== '' && values.requestSignature && values.requestTimestamp;
      if (this.#secretKey === '' && isWhole) return { kind: 'key-needed', userId };
    }
    const diagnosis = await this.#service.diagnose(this.#input, this.#secretKey, this.#options());
    return diagnosis && { kind: 'judged', diagnosis };
  }
}

/** User ids that differ in letter case or white space are one user's: that they differ is a mistake to be found. */
export function isSameUser(one: string, other: string): boolean {
  const plain = (userId: string) => userId.replace(/\s/g, '').toLowerCase();
  return plain(one) === plain(other);
}

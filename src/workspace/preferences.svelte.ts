import * as v from 'valibot';
import { languages, type Language } from '../signature/fix-languages';
import { Stored, type StorageArea } from './stored';

export type Theme = 'system' | 'light' | 'dark';

const schema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  signOnSend: v.fallback(v.boolean(), true),
  fixLanguage: v.fallback(v.picklist(languages), 'php'),
  snippet: v.fallback(v.string(), 'php-soapclient'),
  operation: v.fallback(v.string(), 'getMultipleLeads'),
});

type Kept = v.InferOutput<typeof schema>;

/** Choices that outlive the tab. None of them is a secret. */
export class Preferences {
  readonly #stored: Stored<Kept>;
  #kept: Kept;

  constructor(storage?: () => StorageArea) {
    this.#stored = new Stored(
      'preferences',
      schema,
      {
        theme: 'system',
        signOnSend: true,
        fixLanguage: 'php',
        snippet: 'php-soapclient',
        operation: 'getMultipleLeads',
      },
      storage,
    );
    this.#kept = $state.raw(this.#stored.read());
  }

  get theme(): Theme {
    return this.#kept.theme;
  }

  set theme(theme: Theme) {
    this.#keep({ theme });
  }

  get signOnSend(): boolean {
    return this.#kept.signOnSend;
  }

  set signOnSend(signOnSend: boolean) {
    this.#keep({ signOnSend });
  }

  /** The language that fixes are written in. */
  get fixLanguage(): Language {
    return this.#kept.fixLanguage;
  }

  set fixLanguage(fixLanguage: Language) {
    this.#keep({ fixLanguage });
  }

  /** The kind of code that was looked at last. */
  get snippet(): string {
    return this.#kept.snippet;
  }

  set snippet(snippet: string) {
    this.#keep({ snippet });
  }

  /** The operation that was open last. */
  get operation(): string {
    return this.#kept.operation;
  }

  set operation(operation: string) {
    this.#keep({ operation });
  }

  #keep(change: Partial<Kept>) {
    this.#kept = { ...this.#kept, ...change };
    this.#stored.write(this.#kept);
  }
}

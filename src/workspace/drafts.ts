import type { Operation } from '../contract/contract';
import type { Extra } from '../envelope/read';
import type { FormState } from './request.svelte';
import type { FormValues, TwoSides } from './two-sides';

/** Everything that a document holds while another one is open. */
export interface Draft extends FormValues {
  readonly text: string;
  readonly operation: Operation | undefined;
  readonly extras: readonly Extra[];
  readonly form: FormState;
  readonly sides: TwoSides;
}

/** The documents that were left for another one, by their names. */
export class Drafts {
  readonly #kept = new Map<string, Draft>();
  /** Texts that were kept by an earlier page of this tab, and have not been opened since. */
  readonly #texts = new Map<string, string>();

  /** Takes over texts that an earlier page has kept. */
  remember(texts: readonly (readonly [name: string, text: string])[]) {
    for (const [name, text] of texts) this.#texts.set(name, text);
  }

  /** Takes out a text that was kept by an earlier page. */
  takeText(name: string): string | undefined {
    const text = this.#texts.get(name);
    this.#texts.delete(name);
    return text;
  }

  keep(name: string, draft: Draft) {
    this.#kept.set(name, draft);
  }

  /** Takes a draft out, to be opened again. */
  take(name: string): Draft | undefined {
    const draft = this.#kept.get(name);
    this.#kept.delete(name);
    return draft;
  }

  /** The texts of all drafts, by document. */
  get texts(): readonly (readonly [name: string, text: string])[] {
    return [...this.#texts, ...[...this.#kept].map(([name, { text }]) => [name, text] as const)];
  }
}

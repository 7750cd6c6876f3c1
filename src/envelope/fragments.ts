import type { Values } from './values';

/** A group of fields as it was written once. */
export interface Fragment {
  /** Where it stood: its element's name and depth. */
  readonly place: string;
  readonly text: string;
  readonly usesXsi: boolean;
}

/**
 * Remembers how groups of fields were written, for a service that sends the same records again and again. Only groups that
 * were promised not to change are remembered, and only as long as somebody holds them.
 */
export class Fragments {
  readonly #kept = new WeakMap<Values, Fragment | undefined>();

  /** Promises that this group and everything in it stay as they are. */
  promise(values: Values): void {
    if (!this.#kept.has(values)) this.#kept.set(values, undefined);
  }

  /** Whether the group was promised. */
  has(values: Values): boolean {
    return this.#kept.has(values);
  }

  get(values: Values): Fragment | undefined {
    return this.#kept.get(values);
  }

  set(values: Values, fragment: Fragment): void {
    this.#kept.set(values, fragment);
  }
}

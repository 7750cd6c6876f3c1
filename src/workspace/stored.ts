import * as v from 'valibot';

/** The part of `Storage` that is used; a browser may refuse all of it. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * One value kept on this device. Missing, corrupt, outdated, blocked and full are ordinary days: reading then gives the
 * fallback, and writing says whether it worked.
 */
export class Stored<T> {
  readonly #key: string;
  readonly #schema: v.GenericSchema<unknown, T>;
  readonly #fallback: T;
  readonly #storage: () => StorageArea;

  /** @param storage is asked each time, since even looking at `localStorage` may throw. */
  constructor(
    key: string,
    schema: v.GenericSchema<unknown, T>,
    fallback: T,
    storage: () => StorageArea = () => localStorage,
  ) {
    this.#key = `marketo-soap-playground/${key}`;
    this.#schema = schema;
    this.#fallback = fallback;
    this.#storage = storage;
  }

  /** What is kept, or the fallback. */
  read(): T {
    try {
      const text = this.#storage().getItem(this.#key);
      if (text === null) return this.#fallback;
      const result = v.safeParse(this.#schema, JSON.parse(text));
      return result.success ? result.output : this.#fallback;
    } catch {
      return this.#fallback;
    }
  }

  /** @returns false when the browser keeps nothing: storage is blocked or full. */
  write(value: T): boolean {
    try {
      const storage = this.#storage();
      // Should the new value not fit, the old one must not outlive it: it may hold a key that is no longer to be kept.
      storage.removeItem(this.#key);
      storage.setItem(this.#key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}

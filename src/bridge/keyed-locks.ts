/** Lets work on the same key go on one after another; other keys do not wait. */
export class KeyedLocks {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when everything before it on the same key is done, however that ended. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  /** As `hold`, with several keys. They are taken in one order, so that two who want the same do not wait for each other. */
  holdAll<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const [first, ...rest] = [...new Set(keys)].sort();
    return first === undefined ? work() : this.hold(first, () => this.#holdSorted(rest, work));
  }

  #holdSorted<T>([first, ...rest]: readonly string[], work: () => Promise<T>): Promise<T> {
    return first === undefined ? work() : this.hold(first, () => this.#holdSorted(rest, work));
  }
}

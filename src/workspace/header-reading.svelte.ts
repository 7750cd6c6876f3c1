import type { Found } from '../signature/extract';

/**
 * The three values of a text's header, read off the main thread. It follows the text a moment behind: while a text is
 * read, only the last of those that come is remembered.
 */
export class HeaderReading {
  readonly #read: (text: string) => Promise<Found>;
  #wanted: string | undefined;
  #isReading = false;
  /** Absent until the first text was read. */
  found: Found | undefined = $state.raw();
  /** The text that `found` is of. */
  text = $state.raw('');
  /** Whether nobody could read the last text. */
  isFailed = $state(false);

  constructor(read: (text: string) => Promise<Found>) {
    this.#read = read;
  }

  look(text: string) {
    this.#wanted = text;
    if (!this.#isReading) void this.#follow();
  }

  async #follow() {
    this.#isReading = true;
    while (this.#wanted !== undefined) {
      const text = this.#wanted;
      this.#wanted = undefined;
      const found = await this.#read(text).catch(() => undefined);
      this.isFailed = found === undefined;
      if (!found) continue;
      this.found = found;
      this.text = text;
    }
    this.#isReading = false;
  }
}

import * as v from 'valibot';
import { Stored, type StorageArea } from '../stored';

type Ids = Readonly<Record<string, string>>;

/** Which call of the history answered each document last, in this tab; it is there after a reload. */
export class LastAnswers {
  readonly #stored: Stored<Ids>;
  #ids: Map<string, string>;

  constructor(tabStorage: (() => StorageArea) | undefined) {
    this.#stored = new Stored<Ids>('answers', v.record(v.string(), v.string()), {}, tabStorage);
    this.#ids = new Map(Object.entries(this.#stored.read()));
  }

  /** Documents with the ids of their calls. */
  get all(): readonly (readonly [document: string, id: string])[] {
    return [...this.#ids];
  }

  keep(document: string, id: string) {
    this.#ids.set(document, id);
    this.#stored.write(Object.fromEntries(this.#ids));
  }
}

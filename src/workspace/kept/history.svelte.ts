import { byteLength, type HistoryEntry, type HistoryTexts } from './entry';
import { EntrySearch } from './find-entries';
import { memoryHistory, type HistoryStore } from './history-store';
import { HISTORY_LIMITS, keptAnswer, surplus, type HistoryLimits } from './limits';
import { withoutSecrets } from './secrets';

/** What the history needs from the world. */
export interface HistoryPorts {
  /** On this device. */
  readonly store: HistoryStore;
  /** Tells the other tabs that something has changed. */
  readonly tell?: () => void;
  /** Secret keys of this tab: none of them is ever kept. */
  readonly secretKeys: () => readonly string[];
  readonly limits?: HistoryLimits;
}

/** What a call is kept as, before its size and the cut of its answer are known. */
export type NewEntry = Omit<HistoryEntry, 'size' | 'name' | 'pinned'>;

const REFUSED =
  'The browser keeps nothing on this device (its storage is blocked or full): the history lasts until the page is left.';

/** Every call that was sent, newest first, with its texts on this device. All tabs show the same list. */
export class CallHistory {
  readonly #ports: HistoryPorts;
  readonly #limits: HistoryLimits;
  #store: HistoryStore;
  #work: Promise<unknown>;
  entries: readonly HistoryEntry[] = $state.raw([]);
  /** Why nothing is kept beyond the page; empty while it is. */
  problem = $state('');

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
    this.#limits = ports.limits ?? HISTORY_LIMITS;
    this.#store = ports.store;
    this.#work = this.follow();
  }

  /** The calls, once they have been read from the device. */
  async ready(): Promise<readonly HistoryEntry[]> {
    await this.#work;
    return this.entries;
  }

  /** Shows what there is now: another tab may have changed it. */
  follow(): Promise<void> {
    return this.#do(async (store) => (this.entries = await store.list()), false);
  }

  /** Adds a call; the oldest ones make room for it. @returns what it is kept as. */
  async add(call: NewEntry, texts: HistoryTexts): Promise<HistoryEntry> {
    const added = this.#prepare({ ...call, name: '', pinned: false, size: 0 }, texts);
    await this.#do(async (store) => {
      await store.put([added]);
      await this.#trim(store);
    });
    return added[0];
  }

  /** The texts of a call; undefined when it is not there any more. */
  async texts(id: string): Promise<HistoryTexts | undefined> {
    let texts: HistoryTexts | undefined;
    await this.#do(async (store) => (texts = await store.texts(id)), false);
    return texts;
  }

  /** Changes name, pin or result of a call. */
  update(id: string, change: Partial<Pick<HistoryEntry, 'name' | 'pinned' | 'result'>>): Promise<void> {
    return this.#do(async (store) => {
      const entry = (await store.list()).find((one) => one.id === id);
      if (!entry) return;
      const changed = clean({ ...entry, ...change }, this.#ports.secretKeys());
      await store.update(changed);
      await this.#trim(store);
    });
  }

  /** Takes calls out. @returns what puts them back. */
  async remove(ids: readonly string[]): Promise<() => Promise<void>> {
    const removed: (readonly [HistoryEntry, HistoryTexts])[] = [];
    await this.#do(async (store) => {
      for (const entry of (await store.list()).filter(({ id }) => ids.includes(id))) {
        const texts = await store.texts(entry.id);
        if (texts) removed.push([entry, texts]);
      }
      await store.remove(ids);
      this.entries = await store.list();
    });
    return () =>
      this.#do(async (store) => {
        await store.put(removed);
        this.entries = await store.list();
      });
  }

  /**
   * Looks for words in what is listed and in the texts.
   *
   * @param found gets the ids of what has all words, first those of the list.
   * @param wanted says whether anybody still waits for it.
   */
  async search(
    query: string,
    found: (ids: ReadonlySet<string>) => void,
    wanted: () => boolean,
  ): Promise<void> {
    const search = new EntrySearch(query, this.entries);
    found(search.found);
    await this.#do(
      (store) =>
        store.each((id, texts) => {
          search.look(id, texts);
          return wanted();
        }),
      false,
    );
    if (wanted()) found(search.found);
  }

  /** Takes keys that became known just now out of what was kept before. */
  scrub(secretKeys: readonly string[]): Promise<void> {
    return this.#do(async (store) => {
      const dirty: string[] = [];
      await store.each((id, texts) => {
        if (JSON.stringify(clean(texts, secretKeys)) !== JSON.stringify(texts)) dirty.push(id);
        return true;
      });
      const list = await store.list();
      for (const entry of list) {
        const cleaned = clean(entry, secretKeys);
        const texts = dirty.includes(entry.id) ? await store.texts(entry.id) : undefined;
        if (texts) await store.put([[cleaned, clean(texts, secretKeys)]]);
        else if (JSON.stringify(cleaned) !== JSON.stringify(entry)) await store.update(cleaned);
      }
      this.entries = await store.list();
    });
  }

  #prepare(entry: HistoryEntry, texts: HistoryTexts): readonly [HistoryEntry, HistoryTexts] {
    const own = clean(texts, this.#ports.secretKeys());
    const { request } = own;
    const part = own.answer === undefined ? undefined : keptAnswer(own.answer, this.#limits);
    const { ending } = entry;
    const size = byteLength(request) + (part ? byteLength(part.text) : 0);
    const cut =
      part?.cutAt !== undefined && ending.kind === 'answered' ? { ...ending, cutAt: part.cutAt } : ending;
    return [
      clean({ ...entry, size, ending: cut }, this.#ports.secretKeys()),
      part ? { request, answer: part.text } : { request },
    ];
  }

  async #trim(store: HistoryStore) {
    const gone = surplus(await store.list(), this.#limits).map(({ id }) => id);
    if (gone.length > 0) await store.remove(gone);
    this.entries = await store.list();
  }

  /** One thing after the other. What the device refuses is done in memory from then on, and said once. */
  #do(work: (store: HistoryStore) => Promise<unknown>, changes = true): Promise<void> {
    const done = Promise.resolve(this.#work).then(async () => {
      try {
        await work(this.#store);
      } catch (error) {
        if (isFull(error) && (await this.#makeRoom())) {
          try {
            await work(this.#store);
            return;
          } catch {
            // Even so there is no room.
          }
        }
        await this.#goOnInMemory();
        await work(this.#store);
      }
    });
    this.#work = done.catch(() => undefined);
    return done.then(() => {
      if (changes) this.#ports.tell?.();
    });
  }

  /** The device is full: half of what is not pinned goes. @returns false when there was nothing to take. */
  async #makeRoom(): Promise<boolean> {
    try {
      const loose = (await this.#store.list()).filter(({ pinned }) => !pinned);
      const gone = loose.slice(Math.floor(loose.length / 2)).map(({ id }) => id);
      await this.#store.remove(gone);
      return gone.length > 0;
    } catch {
      return false;
    }
  }

  /** What is still readable is taken along. */
  async #goOnInMemory() {
    this.problem = REFUSED;
    const memory = memoryHistory();
    for (const entry of this.entries) {
      const texts = await this.#store.texts(entry.id).catch(() => undefined);
      if (texts) await memory.put([[entry, texts]]);
    }
    this.#store = memory;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** The same data without secret keys in any of its texts. */
function clean<T>(data: T, secretKeys: readonly string[]): T {
  if (typeof data === 'string') return withoutSecrets(data, secretKeys) as T;
  if (Array.isArray(data)) return data.map((one) => clean(one, secretKeys)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, clean(value, secretKeys)]),
  ) as T;
}

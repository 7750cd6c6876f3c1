import type { HistoryEntry, HistoryTexts } from './entry';

/** Where calls are kept: on this device, or in memory for this page. Its promises reject when the browser refuses. */
export interface HistoryStore {
  /** All calls, the newest first. */
  list(): Promise<readonly HistoryEntry[]>;
  /** @returns undefined when the call is not there any more. */
  texts(id: string): Promise<HistoryTexts | undefined>;
  /** Adds calls, or puts others in the place of those with the same ids. */
  put(calls: readonly (readonly [HistoryEntry, HistoryTexts])[]): Promise<void>;
  /** Changes what is listed of a call that is still there. */
  update(entry: HistoryEntry): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Shows the texts of all calls to `look`, one by one, until that says false. */
  each(look: (id: string, texts: HistoryTexts) => boolean): Promise<void>;
}

/** Keeps calls for as long as the page is open. */
export function memoryHistory(): HistoryStore {
  const calls = new Map<string, readonly [HistoryEntry, HistoryTexts]>();
  return {
    async list() {
      return [...calls.values()].map(([entry]) => entry).sort((a, b) => b.time - a.time);
    },
    async texts(id) {
      return calls.get(id)?.[1];
    },
    async put(added) {
      for (const call of added) calls.set(call[0].id, call);
    },
    async update(entry) {
      const call = calls.get(entry.id);
      if (call) calls.set(entry.id, [entry, call[1]]);
    },
    async remove(ids) {
      for (const id of ids) calls.delete(id);
    },
    async each(look) {
      for (const [id, [, texts]] of calls) if (!look(id, texts)) return;
    },
  };
}

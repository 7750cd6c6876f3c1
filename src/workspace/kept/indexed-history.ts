import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isHistoryEntry, isHistoryTexts } from './entry';
import type { HistoryStore } from './history-store';

/** What lists calls is read often, their texts one by one: they stand apart. */
interface Schema extends DBSchema {
  entries: { key: string; value: unknown; indexes: { time: number } };
  texts: { key: string; value: unknown };
}

const NAME = 'marketo-soap-playground';
const VERSION = 1;
/** Some browsers never answer where they keep nothing. In milliseconds. */
const PATIENCE = 4000;

/** Keeps calls on this device. Its promises reject where the browser refuses. */
export function indexedHistory(): HistoryStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  function database(): Promise<IDBPDatabase<Schema>> {
    const forget = () => (opening = undefined);
    opening ??= inTime(
      openDB<Schema>(NAME, VERSION, {
        upgrade(db) {
          db.createObjectStore('entries', { keyPath: 'id' }).createIndex('time', 'time');
          db.createObjectStore('texts');
        },
        // A newer version of the page in another tab goes first.
        blocking(_current, _blocked, event) {
          forget();
          (event.target as IDBDatabase).close();
        },
        terminated: forget,
      }),
    );
    opening.catch(forget);
    return opening;
  }

  return {
    async list() {
      const db = await database();
      return (await db.getAllFromIndex('entries', 'time')).filter(isHistoryEntry).reverse();
    },
    async texts(id) {
      const found = await (await database()).get('texts', id);
      return isHistoryTexts(found) ? found : undefined;
    },
    async put(calls) {
      const tx = (await database()).transaction(['entries', 'texts'], 'readwrite');
      const writes = calls.flatMap(([entry, texts]) => [
        tx.objectStore('entries').put(entry),
        tx.objectStore('texts').put(texts, entry.id),
      ]);
      await Promise.all([...writes, tx.done]);
    },
    async update(entry) {
      const tx = (await database()).transaction('entries', 'readwrite');
      const known = await tx.store.getKey(entry.id);
      if (known !== undefined) await tx.store.put(entry);
      await tx.done;
    },
    async remove(ids) {
      const tx = (await database()).transaction(['entries', 'texts'], 'readwrite');
      const writes = ids.flatMap((id) => [
        tx.objectStore('entries').delete(id),
        tx.objectStore('texts').delete(id),
      ]);
      await Promise.all([...writes, tx.done]);
    },
    async each(look) {
      let cursor = await (await database()).transaction('texts').store.openCursor();
      while (cursor) {
        if (isHistoryTexts(cursor.value) && !look(cursor.key, cursor.value)) return;
        cursor = await cursor.continue();
      }
    },
  };
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The browser does not answer.')), PATIENCE);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

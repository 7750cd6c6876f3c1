import { marketo } from '#src/contract/marketo';
import { directLanguageService } from '#src/workspace/direct-language';
import type { LanguageService } from '#src/workspace/language-service';
import type { StorageArea } from '#src/workspace/stored';

/** A language service whose answers take as long as the next of the given times says; they come round again. */
export function slowLanguage(milliseconds: readonly number[]): LanguageService {
  const direct = Object.entries(directLanguageService(marketo));
  let calls = 0;
  const late = direct.map(([name, work]: [string, (...args: never[]) => Promise<unknown>]) => [
    name,
    async (...args: never[]) => {
      const time = milliseconds[calls++ % milliseconds.length] ?? 0;
      const answer = work(...args);
      await new Promise((resolve) => setTimeout(resolve, time));
      return answer;
    },
  ]);
  return Object.fromEntries(late) as LanguageService;
}

/** A `Storage` in memory that remembers everything that was ever written to it. */
export class MemoryStorage implements StorageArea {
  readonly kept = new Map<string, string>();
  readonly written: string[] = [];
  /** How many characters fit; writing more than that throws, as browsers do. */
  capacity = Infinity;

  getItem(key: string) {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string) {
    if (value.length > this.capacity)
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    this.kept.set(key, value);
    this.written.push(value);
  }

  removeItem(key: string) {
    this.kept.delete(key);
  }

  /** All that is kept now, as one text. */
  get text() {
    return [...this.kept.values()].join('\n');
  }
}

/** Storage that the browser refuses: even looking at it throws. */
export function blockedStorage(): StorageArea {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

/** A promise that is kept when the test says so. */
export function promised<T>() {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, keep };
}

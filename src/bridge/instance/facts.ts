import { describedNames, type FieldNames } from '../../rest/names';
import { fault, isFault, type SoapFault } from '../../service/fault';
import type { RestCalls } from './rest-calls';

/** How long descriptions are kept, in milliseconds: a day, as the vendor's page advises. */
export const DAY_LONG = 86_400_000;

/** More facts than any instance has. */
const MOST = 1_000;

interface Kept {
  readonly value: Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What is known of an instance and seldom changes: descriptions, names, types. It is read when it is first needed. */
export class InstanceFacts {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * A fact, read by `load` unless it is known. Callers at the same time share one reading; a fault is not kept.
   *
   * @param life in milliseconds.
   */
  async kept<T>(key: string, life: number, load: () => Promise<T | SoapFault>): Promise<T | SoapFault> {
    const known = this.#kept.get(key);
    if (known && this.#now() < known.until) return known.value as Promise<T | SoapFault>;
    if (this.#kept.size >= MOST) this.#kept.clear();
    const value = load();
    const entry = { value, until: this.#now() + life };
    this.#kept.set(key, entry);
    const result = await value;
    if (isFault(result) && this.#kept.get(key) === entry) this.#kept.delete(key);
    return result;
  }

  /** Forgets a fact: the service has shown that it is out of date. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** The lead fields under their names in both APIs, by Describe Lead. */
  names(rest: RestCalls): Promise<FieldNames | SoapFault> {
    return this.kept('names', DAY_LONG, async () => {
      const json = await rest.call({ operation: 'describeUsingGET_2' });
      if (isFault(json)) return json;
      const read = describedNames(json);
      return read.ok ? read.names : fault('20011', 'Describe Lead of the REST API names no field');
    });
  }

  /** The names are out of date: the next call reads them again. */
  forgetNames(): void {
    this.forget('names');
  }
}

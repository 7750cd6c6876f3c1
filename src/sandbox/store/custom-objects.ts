import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import type { FieldType } from './fields';
import { instant, type StatePart } from './state-part';
import { trimXml } from '../../text/white-space';

/** A type of custom object, as a subscription defines it. No operation changes it. */
export interface CustomObjectType {
  /** As answers spell it; requests may use any case. */
  readonly name: string;
  /** The fields that identify a record, in this order. */
  readonly keys: readonly string[];
  /** The other fields with their types; at most 50. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** The field that holds the id of the record's lead: one of the keys, or one of the others. */
  readonly link: string;
}

const recordSchema = v.object({
  /** The keys' values in the order of the type's keys. */
  keys: v.array(v.string()),
  /** By name; no empty values. */
  attributes: v.record(v.string(), v.string()),
  createdAt: instant,
  updatedAt: instant,
});

/** One record. A change makes a new object; times in milliseconds since 1970. */
export type CustomObject = Readonly<v.InferOutput<typeof recordSchema>>;

/** By name of the type. */
const schema = v.record(v.string(), v.array(recordSchema));

/** The custom object types with their records. */
export class CustomObjectStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  readonly #types = new Map<string, CustomObjectType>();
  #records = new Map<string, Map<string, CustomObject>>();

  addType(type: CustomObjectType): void {
    this.#types.set(type.name, type);
    this.#records.set(type.name, new Map());
  }

  /** Every type, in the order in which they were added. */
  types(): readonly CustomObjectType[] {
    return [...this.#types.values()];
  }

  /** A type by its name, in any case (vendor's samples). */
  type(name: string): CustomObjectType | undefined {
    const wanted = trimXml(name).toLowerCase();
    return [...this.#types.values()].find((type) => type.name.toLowerCase() === wanted);
  }

  /** The records of a type that agree with these values of keys and fields, sorted by their keys (vendor's sample). */
  find(type: CustomObjectType, wanted: ReadonlyMap<string, string>): readonly CustomObject[] {
    return [...this.#of(type).values()]
      .filter((record) => [...wanted].every(([name, value]) => valueOf(type, record, name) === value))
      .sort((a, b) => compare(a.keys, b.keys));
  }

  /** The record with exactly these keys. */
  get(type: CustomObjectType, keys: readonly string[]): CustomObject | undefined {
    return this.#of(type).get(JSON.stringify(keys));
  }

  /** Stores a record under its keys, in place of any other with them. */
  put(type: CustomObjectType, record: CustomObject): void {
    this.#of(type).set(JSON.stringify(record.keys), record);
  }

  /** @returns whether there was such a record. */
  remove(type: CustomObjectType, keys: readonly string[]): boolean {
    return this.#of(type).delete(JSON.stringify(keys));
  }

  /** Where the winner has a record with the same other keys, that one stays and the loser's goes. */
  moveLead(loser: number, winner: number, now: number): void {
    for (const type of this.#types.values()) {
      for (const record of this.find(type, new Map([[type.link, String(loser)]]))) {
        const moved = withValue(type, record, type.link, String(winner));
        this.remove(type, record.keys);
        if (!this.get(type, moved.keys)) this.put(type, { ...moved, updatedAt: now });
      }
    }
  }

  dump(): v.InferOutput<typeof schema> {
    return Object.fromEntries([...this.#records].map(([name, records]) => [name, [...records.values()]]));
  }

  load(state: v.InferOutput<typeof schema>): void {
    for (const type of this.#types.values()) {
      this.#of(type).clear();
      for (const record of state[type.name] ?? []) {
        if (record.keys.length === type.keys.length) this.put(type, record);
      }
    }
  }

  #of(type: CustomObjectType): Map<string, CustomObject> {
    const records = this.#records.get(type.name) ?? new Map<string, CustomObject>();
    this.#records.set(type.name, records);
    return records;
  }
}

/** A record's value of a key or of another field; undefined when it has none. */
export function valueOf(type: CustomObjectType, record: CustomObject, name: string): string | undefined {
  const key = type.keys.indexOf(name);
  return key < 0 ? record.attributes[name] : record.keys[key];
}

function withValue(type: CustomObjectType, record: CustomObject, name: string, value: string): CustomObject {
  const key = type.keys.indexOf(name);
  return key < 0
    ? { ...record, attributes: { ...record.attributes, [name]: value } }
    : { ...record, keys: record.keys.with(key, value) };
}

function compare(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((value, index) => value !== b[index]);
  if (differing < 0) return 0;
  return (a[differing] ?? '') < (b[differing] ?? '') ? -1 : 1;
}

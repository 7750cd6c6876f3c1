import {
  formatPath,
  isList,
  isValues,
  valueAt,
  type Path,
  type Value,
  type Values,
} from '../envelope/values';
import { textValue } from '../envelope/contents';
import { differencesOf } from './differences';
import {
  Reference,
  type Alternative,
  type Equivalent,
  type EquivalentOptions,
  type FieldLink,
  type JsonPart,
  type LostField,
  type Parameter,
  type Part,
  type RestPlace,
  type RestCall,
  type SoapRequest,
} from './equivalent';
import { standardNames, type FieldNames } from './names';

/** A call as an operation describes it. */
export type NewCall = Omit<RestCall, 'path' | 'query'> & {
  readonly path?: RestCall['path'];
  readonly query?: readonly (Parameter | undefined)[];
};

/** The most values that one call of the lead database takes. */
export const MOST_VALUES = 300;

/** An equivalent that is being made. Every field is told where it went; what nobody speaks of is found at the end. */
export class RestPlan {
  readonly names: FieldNames;
  readonly #request: SoapRequest;
  readonly #options: EquivalentOptions;
  readonly #calls: RestCall[] = [];
  readonly #links = new Map<string, { path: Path; text: string | null; places: RestPlace[] }>();
  readonly #lost = new Map<string, LostField>();
  readonly #decisions = new Set<string>();
  readonly #alternatives: Alternative[] = [];

  constructor(request: SoapRequest, options: EquivalentOptions) {
    this.#request = request;
    this.#options = options;
    this.names = options.names ?? standardNames;
  }

  /** Where reading activities begins when the request does not say. */
  get since(): string {
    return this.#options.since ?? '2000-01-01T00:00:00Z';
  }

  /** Adds a call after the others. Its id is made unique. @returns the id. */
  call({ path = {}, query = [], ...rest }: NewCall): string {
    let id = rest.id;
    for (let count = 2; this.#calls.some((call) => call.id === id); count += 1) id = `${rest.id}-${count}`;
    this.#calls.push({ ...rest, id, path, query: query.filter((parameter) => parameter !== undefined) });
    return id;
  }

  /** The field went into a call. */
  sent(path: Path, call: string, at: string): void {
    this.#place(path, { kind: 'call', call, at });
  }

  /** What the field says is done by whoever makes the calls. */
  here(path: Path, how: string): void {
    for (const leaf of this.#leaves(path)) this.#place(leaf, { kind: 'here', how });
  }

  /** What the field says needs no word in REST. */
  implied(path: Path, why: string): void {
    for (const leaf of this.#leaves(path)) this.#place(leaf, { kind: 'implied', why });
  }

  /** The field, with all that is in it and went nowhere yet, has no place in REST. */
  lost(path: Path, why: string, instead: string): void {
    for (const leaf of this.#leaves(path)) {
      const key = keyOf(leaf);
      if (!this.#links.has(key) && !this.#lost.has(key)) {
        this.#lost.set(key, { path: leaf, text: this.#text(leaf), why, instead });
      }
    }
  }

  /** A sentence about what somebody has to decide. */
  decide(sentence: string): void {
    this.#decisions.add(sentence);
  }

  alternative(alternative: Alternative): void {
    this.#alternatives.push(alternative);
  }

  /** The equivalent. Empty fields that nobody spoke of say nothing; any other is named as lost. */
  finish(): Equivalent {
    const { operation, values, headers = {} } = this.#request;
    const all = [
      ...leavesOf(values, []),
      ...Object.entries(headers).flatMap(([name, content]) => leavesOf(content, [name])),
    ];
    for (const path of all) {
      if (this.#links.has(keyOf(path)) || this.#lost.has(keyOf(path))) continue;
      const text = this.#text(path);
      if (textValue(text) === undefined) this.implied(path, 'It is empty, which says nothing.');
      else {
        this.lost(
          path,
          'REST has no place for it in this request.',
          'Leave it out, and see in the guide what it meant to SOAP.',
        );
      }
    }
    const order = new Map(all.map((path, index) => [keyOf(path), index]));
    const sorted = <T extends { readonly path: Path }>(fields: Iterable<T>) =>
      [...fields].sort((a, b) => (order.get(keyOf(a.path)) ?? 0) - (order.get(keyOf(b.path)) ?? 0));
    return {
      operation,
      calls: this.#calls,
      links: sorted<FieldLink>(this.#links.values()),
      lost: sorted(this.#lost.values()),
      decisions: [...this.#decisions],
      differences: differencesOf(operation),
      alternatives: this.#alternatives,
    };
  }

  #place(path: Path, place: RestPlace): void {
    const key = keyOf(path);
    if (this.#root(path) === undefined) return;
    this.#lost.delete(key);
    const link = this.#links.get(key) ?? { path, text: this.#text(path), places: [] };
    if (!link.places.some((known) => JSON.stringify(known) === JSON.stringify(place)))
      link.places.push(place);
    this.#links.set(key, link);
  }

  #text(path: Path): string | null {
    const value = this.#root(path);
    return typeof value === 'string' ? value : null;
  }

  #leaves(path: Path): Path[] {
    return leavesOf(this.#root(path), path);
  }

  #root(path: Path): Value | undefined {
    const { values, headers = {} } = this.#request;
    const [first, ...rest] = path;
    const header = typeof first === 'string' && Object.hasOwn(headers, first) ? headers[first] : undefined;
    return header && !Object.hasOwn(values, first ?? '') ? valueAt(header, rest) : valueAt(values, path);
  }
}

/** Every text and every nil below a value; the choice of a type is none of them. */
export function leavesOf(value: Value | undefined, path: Path): Path[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (!isValues(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) =>
    name === '$type' ? [] : leavesOf(item, [...path, name]),
  );
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** A path as people write it. */
export function showPath(path: Path): string {
  return formatPath(path);
}

/** The groups of a list of values, each with its place. */
export function placedGroups(
  list: Value | undefined,
  path: Path,
  field: string,
): { value: Values; path: Path }[] {
  const items = isValues(list) && Object.hasOwn(list, field) ? list[field] : undefined;
  if (!isList(items)) return [];
  return items.flatMap((value, index) => (isValues(value) ? [{ value, path: [...path, field, index] }] : []));
}

/** The texts of a list of values that are not empty, each with its place. */
export function placedTexts(
  list: Value | undefined,
  path: Path,
  field: string,
): { text: string; path: Path }[] {
  const items = isValues(list) && Object.hasOwn(list, field) ? list[field] : undefined;
  if (!isList(items)) return [];
  return items.flatMap((value, index) => {
    const text = textValue(value);
    return text === undefined ? [] : [{ text, path: [...path, field, index] }];
  });
}

/** A list in pieces of at most that many. */
export function pieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** A JSON number for digits that are one, the text itself otherwise. */
export function numberOr(text: string): JsonPart {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** The parts as a parameter's value, or nothing when there are none. */
export function parameter(name: string, value: Part | readonly Part[] | undefined): Parameter | undefined {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? undefined : { name, value };
}

/** A value that only the caller has. */
export function kept(name: string): Reference {
  return new Reference(name, [], name);
}

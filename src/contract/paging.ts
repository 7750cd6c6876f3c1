import type { Contract, Field, Operation } from './contract';

/** How one operation hands out its records page by page. */
export interface Paging {
  /** The request field that takes the position of the next page. */
  readonly requestField: Field;
  /** Where the answer has that position, from the child of Body on: `['result', 'newStreamPosition']`. */
  readonly resultField: readonly string[];
  /** Whether the position is a group of fields, to be passed back child by child, and not a text. */
  readonly complex: boolean;
  /**
   * Where the answer says whether there is more. A `count` is over at 0; it is exact for some operations and only a sign
   * for others, so nothing but "more than 0" can be read from it. A `flag` is over at `false`.
   */
  readonly more: { readonly path: readonly string[]; readonly kind: 'count' | 'flag' };
}

/** The answer's name of a position, and the request's. */
const POSITIONS = [
  ['newStreamPosition', 'streamPosition'],
  ['newStartPosition', 'startPosition'],
] as const;

/** Field names that say whether there is more. */
const MORE = [
  ['remainingCount', 'count'],
  ['hasMore', 'flag'],
] as const;

/**
 * How an operation pages, read from the names of its fields; undefined for one that answers at once.
 *
 * The next page is asked for with the same request and the position of the last answer, unmodified.
 */
export function pagingOf(contract: Contract, operation: Operation): Paging | undefined {
  const request = fieldsOf(contract, operation.input?.type.name);
  for (const { path, fields } of groups(contract, operation)) {
    const more = MORE.find(([name]) => fields.some((field) => field.name === name));
    for (const [inAnswer, inRequest] of POSITIONS) {
      const resultField = fields.find((field) => field.name === inAnswer);
      const requestField = request.find((field) => field.name === inRequest);
      if (!more || !resultField || !requestField) continue;
      return {
        requestField,
        resultField: [...path, inAnswer],
        complex: requestField.type.kind === 'complex',
        more: { path: [...path, more[0]], kind: more[1] },
      };
    }
  }
  return undefined;
}

/** The groups of fields in which an answer may keep its position: the answer itself and its children. */
function groups(contract: Contract, operation: Operation) {
  const own = fieldsOf(contract, operation.output?.type.name);
  const found: { path: readonly string[]; fields: readonly Field[] }[] = [{ path: [], fields: own }];
  for (const { name, type } of own) {
    if (type.kind === 'complex') found.push({ path: [name], fields: fieldsOf(contract, type.name) });
  }
  return found;
}

function fieldsOf(contract: Contract, type: string | undefined): readonly Field[] {
  return (type === undefined ? undefined : contract.types[type]?.fields) ?? [];
}

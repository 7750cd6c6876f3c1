import { isList, isValues, type Value, type Values } from '../envelope/values';

/**
 * Merges two sides that both started from the same values: what one side changed wins over what the other left alone,
 * field by field. Where both changed the same text, list or type, `mine` wins.
 */
export function mergeValues(base: Values, mine: Values, theirs: Values): Values {
  return merge(base, mine, theirs) as Values;
}

function merge(
  base: Value | undefined,
  mine: Value | undefined,
  theirs: Value | undefined,
): Value | undefined {
  // Two types have different fields: a mixture would be neither.
  if (isValues(mine) && isValues(theirs) && mine.$type === theirs.$type) {
    const from = isValues(base) ? base : {};
    const merged: Record<string, Value> = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const value = merge(from[key], mine[key], theirs[key]);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
  if (isValues(base) && isValues(mine) && isValues(theirs)) return base.$type === mine.$type ? theirs : mine;
  return same(base, mine) ? theirs : mine;
}

/** Whether two values are the same, fields in any order. */
export function same(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (!isValues(one) || !isValues(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}

import { isList, isValues, type Value } from '../values';

/** True when two values are written alike: absent fields and empty lists are the same, and the order of keys is none. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, index) => sameValue(item, other[index]));
  if (isAbsent(one) && isAbsent(other)) return true;
  if (!isValues(one) || !isValues(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const key of keys) if (!sameValue(one[key], other[key])) return false;
  return true;
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || (isList(value) && value.length === 0);
}

/** A text that is the same for values that are the same. */
export function keyOf(value: Value): string {
  return JSON.stringify(value, (_key, part: Value | undefined) => {
    if (isAbsent(part)) return undefined;
    if (!isValues(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

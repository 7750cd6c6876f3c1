/**
 * A request's content as plain data, before it is XML.
 *
 * - text: the element's text exactly as it stands (numbers, booleans and dates too, in their lexical form)
 * - `null`: `xsi:nil="true"`
 * - an object: a complex type's fields by name; absent fields are absent keys
 * - an array: a field that may occur more than once, at least one item
 *
 * Names that start with `$` or `@` can't be element names and have a meaning of their own: `$type` is the contract's
 * name of the type that `xsi:type` chooses, `$text` the text of a type with simple content, `@name` an attribute.
 */
export type Value = string | null | Values | readonly Value[];

export interface Values {
  readonly [field: string]: Value | undefined;
}

/** Sets a field in a group that is being filled: any name may be a field's, `__proto__` among them. */
export function setField<T>(values: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__')
    Object.defineProperty(values, name, { value, configurable: true, enumerable: true, writable: true });
  else values[name] = value;
}

/** A field's value; what objects of JavaScript have by themselves, such as `constructor`, is none. */
export function fieldValue(values: Values, name: string): Value | undefined {
  return name in Object.prototype && !Object.hasOwn(values, name) ? undefined : values[name];
}

/** True for the value of a complex type. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for the value of a repeated field. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A step to a place in a tree of values: a field's name or the position in a list, from 0. */
export type Path = readonly (string | number)[];

/** A path as people write it: `leadSelector.keyValues.stringItem[1]`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** The value at a path, or undefined. */
export function valueAt(values: Value | undefined, path: Path): Value | undefined {
  let value = values;
  for (const step of path) {
    if (typeof step === 'number') value = isList(value) ? value[step] : undefined;
    else value = isValues(value) ? fieldValue(value, step) : undefined;
  }
  return value;
}

/**
 * The same tree with another value at a path; what is not on the path is shared with the old tree. `undefined` removes
 * the field or the list item; a list that becomes empty is removed with it.
 */
export function withValueAt(values: Values, path: Path, value: Value | undefined): Values {
  return (replace(values, path, value) ?? {}) as Values;
}

function replace(tree: Value | undefined, path: Path, value: Value | undefined): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = isList(tree) ? [...tree] : [];
    const next = replace(items[step], rest, value);
    if (next === undefined) items.splice(step, 1);
    else items[step] = next;
    return items.length > 0 ? items : undefined;
  }
  const { [step]: _, ...others } = isValues(tree) ? tree : {};
  const old = isValues(tree) ? fieldValue(tree, step) : undefined;
  const next = replace(old, rest, value);
  if (next === undefined) return others;
  // The key keeps its place, so that a changed tree compares and prints like the old one.
  return isValues(tree) && Object.hasOwn(tree, step)
    ? { ...tree, [step]: next }
    : { ...others, [step]: next };
}

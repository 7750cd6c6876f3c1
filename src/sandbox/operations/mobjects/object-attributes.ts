import type { ArrayOfAttrib } from '../../../contract/mktows-types';
import type { Choices } from '../../choices';
import { isObjectValue, type ObjectField } from '../../store/object-fields';
import { groupsOf, textValue } from '../parameters';

/** The attributes of a request by name; an empty value clears a field. Read-only ones are not among them. */
export type Attributes = ReadonlyMap<string, string>;

/**
 * Reads an attribList.
 *
 * @param fields the fields of the kind.
 * @param choices says what becomes of a name that is none of them.
 * @returns a sentence when something is wrong.
 */
export function attributesOf(
  fields: readonly ObjectField[],
  list: ArrayOfAttrib | null | undefined,
  choices: Choices,
): Attributes | string {
  const attributes = new Map<string, string>();
  const unknown: string[] = [];
  for (const { name, value } of groupsOf(list, 'attrib')) {
    const key = textValue(name) ?? '';
    const text = textValue(value) ?? '';
    const field = fields.find((one) => one.name === key);
    if (!field && (key === '' || choices.unknownObjectFields === 'fail')) unknown.push(key);
    else if (!isObjectValue(field?.type ?? 'string', text)) return `${key} can't hold the value given`;
    else if (!field?.readOnly) attributes.set(key, text);
  }
  return unknown.length > 0 ? `Unknown attributes: ${unknown.join(', ')}` : attributes;
}

/** Old values with new ones over them, and the names of those that are different now. */
export function withAttributes(
  old: Readonly<Record<string, string>>,
  fresh: Attributes,
): { readonly attributes: Record<string, string>; readonly changed: readonly string[] } {
  const changed = [...fresh.keys()].filter((name) => (own(old, name) ?? '') !== fresh.get(name));
  const merged = Object.entries({ ...old, ...Object.fromEntries(fresh) });
  return { attributes: Object.fromEntries(merged.filter(([, value]) => value !== '')), changed };
}

function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

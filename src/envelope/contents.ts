import { readBoolean } from '../text/lexical';
import { trimXml } from '../text/white-space';
import { isValues, type Value } from './values';

/*
 * Reading what a request or an answer holds: absent, nil and empty count as the same thing, as they did for the service.
 */

/** A text, or undefined when it is absent, nil or empty. White space around it is dropped. */
export function textValue(value: Value | undefined): string | undefined {
  const text = typeof value === 'string' ? trimXml(value) : '';
  return text === '' ? undefined : text;
}

/** A whole number, or undefined when it is absent, nil or empty. */
export function integerValue(value: Value | undefined): number | undefined {
  const text = textValue(value);
  return text === undefined ? undefined : Number(text);
}

/** A boolean in any of XML Schema's forms, or `True` and `False` as the vendor's pages write them. */
export function booleanValue(value: Value | undefined): boolean | undefined {
  const text = textValue(value);
  return text === undefined ? undefined : readBoolean(text.toLowerCase());
}

/** The items of a repeated field. */
type Item<T> = T extends readonly (infer I)[] ? I : never;

/** The content of a complex type; empty when it is absent or nil. */
export function groupOf<T extends object>(value: T | null | undefined): Partial<T> {
  return isValues(value as Value | undefined) ? (value as T) : {};
}

/** The items of an array type such as ArrayOfString, whose one field is repeated: `itemsOf(values.keyValues, 'stringItem')`. */
export function itemsOf<T extends object, Name extends keyof T>(
  value: T | null | undefined,
  field: Name,
): readonly Item<NonNullable<T[Name]>>[] {
  const items: unknown = groupOf(value)[field];
  return (Array.isArray(items) ? items : []) as Item<NonNullable<T[Name]>>[];
}

/** The texts of an array type without the empty ones. */
export function textsOf<T extends object, Name extends keyof T>(
  value: T | null | undefined,
  field: Name,
): string[] {
  return itemsOf(value, field).flatMap((item) => textValue(item as Value) ?? []);
}

/** The groups of an array type without the nil ones. */
export function groupsOf<T extends object, Name extends keyof T>(
  value: T | null | undefined,
  field: Name,
): Extract<Item<NonNullable<T[Name]>>, object>[] {
  return itemsOf(value, field).filter((item) => isValues(item as Value)) as Extract<
    Item<NonNullable<T[Name]>>,
    object
  >[];
}

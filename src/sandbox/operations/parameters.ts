import { isList, isValues, type Value, type Values } from '../../envelope/values';
import { parseDateTime } from '../time';

/*
 * Reading parameters that `check` has passed: absent, nil and blank count as the same thing, as the service took them.
 */

/** A text, or undefined when it is absent, nil or blank. White space around it is dropped. */
export function textOf(value: Value | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** A whole number, or undefined when it is absent, nil or blank. */
export function integerOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : Number(text);
}

/** A boolean in any of XML Schema's forms, or `True` and `False` as the vendor's pages write them. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  return text === undefined ? undefined : text === 'true' || text === '1';
}

/** A date and time in milliseconds since 1970, or undefined when it is absent, nil or blank. */
export function instantOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseDateTime(text);
}

/** The content of a complex type; empty when it is absent or nil. */
export function groupOf(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

/** The items of an array type such as ArrayOfString, whose one field is repeated: `itemsOf(values.keyValues, 'stringItem')`. */
export function itemsOf(value: Value | undefined, field: string): readonly Value[] {
  const items = groupOf(value)[field];
  return isList(items) ? items : items === undefined ? [] : [items];
}

/** The texts of an array type, blank ones dropped. */
export function textsOf(value: Value | undefined, field: string): string[] {
  return itemsOf(value, field).flatMap((item) => textOf(item) ?? []);
}

/** The groups of an array type, nil ones dropped. */
export function groupsOf(value: Value | undefined, field: string): Values[] {
  return itemsOf(value, field).filter(isValues);
}

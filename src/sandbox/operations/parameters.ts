import { isList, isValues, type Value, type Values } from '../../envelope/values';
import { parseDateTime } from '../../service/time';

/*
 * Reading parameters that `checkParameters` has passed: absent, nil and empty count as the same thing, as they did for the service.
 */

/** A text, or undefined when it is absent, nil or empty. White space around it is dropped. */
export function textValue(value: Value | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** A whole number, or undefined when it is absent, nil or empty. */
export function integerValue(value: Value | undefined): number | undefined {
  const text = textValue(value);
  return text === undefined ? undefined : Number(text);
}

/** A boolean in any of XML Schema's forms, or `True` and `False` as the vendor's pages write them. */
export function booleanValue(value: Value | undefined): boolean | undefined {
  const text = textValue(value)?.toLowerCase();
  return text === undefined ? undefined : text === 'true' || text === '1';
}

/** A date and time in milliseconds since 1970, or undefined when it is absent, nil or empty. */
export function instantValue(value: Value | undefined): number | undefined {
  const text = textValue(value);
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

/** The texts of an array type without the empty ones. */
export function textsOf(value: Value | undefined, field: string): string[] {
  return itemsOf(value, field).flatMap((item) => textValue(item) ?? []);
}

/** The groups of an array type without the nil ones. */
export function groupsOf(value: Value | undefined, field: string): Values[] {
  return itemsOf(value, field).filter(isValues);
}

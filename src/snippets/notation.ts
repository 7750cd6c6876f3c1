import type { Typed, TypedGroup } from './typed';

/** How a language writes values. Further lines of a value start with the indentation that they are given. */
export interface Notation {
  /** One level of indentation. */
  readonly step: string;
  readonly nil: string;
  boolean?(value: boolean): string;
  text(value: string): string;
  /** A time, where it is more than a text. */
  dateTime?(value: string): string;
  list(items: readonly string[], indent: string): string;
  /** @param values what the fields hold, in the order of the fields. */
  group(group: TypedGroup, values: readonly string[], indent: string): string;
}

/** A value as an expression of a language. */
export function expression(typed: Typed, notation: Notation, indent: string): string {
  const deeper = indent + notation.step;
  switch (typed.kind) {
    case 'nil':
      return notation.nil;
    case 'boolean':
      return notation.boolean?.(typed.value) ?? String(typed.value);
    case 'integer':
      return typed.value;
    case 'dateTime':
      return notation.dateTime?.(typed.value) ?? notation.text(typed.value);
    case 'group':
      return notation.group(
        typed,
        typed.fields.map(({ value }) => expression(value, notation, deeper)),
        indent,
      );
    case 'list':
      return notation.list(
        typed.items.map((item) => expression(item, notation, deeper)),
        indent,
      );
    default:
      return notation.text(typed.value);
  }
}

/** Items between brackets on one line; undefined when they are more than fit there. */
export function onOneLine(open: string, items: readonly string[], close: string): string | undefined {
  const blank = open === '{' ? ' ' : '';
  if (items.length === 0) return open + close;
  const short = `${open}${blank}${items.join(', ')}${blank}${close}`;
  return short.includes('\n') || short.length >= 60 ? undefined : short;
}

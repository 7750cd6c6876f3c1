import type { Contract, Field, TypeRef } from '../../contract/contract';
import { isRequired } from '../../envelope/example';
import { isList, type Value } from '../../envelope/values';

/** The few words next to a field's name: whether it is optional, its limit, how much of it is used. */
export function fieldHint(field: Field, value: Value | undefined): string {
  const parts: string[] = [];
  const limit = limitOf(field);
  const counted = field.maxOccurs > 1 || isList(value);
  if (counted) {
    const count = isList(value) ? value.length : 0;
    parts.push(limit === undefined ? `${count}` : `${count} of at most ${limit.toLocaleString('en')}`);
  }
  if (!isRequired(field) && field.maxOccurs <= 1) parts.push('optional');
  if (limit !== undefined && !counted) parts.push(`up to ${limit.toLocaleString('en')}`);
  if (field.default !== undefined) parts.push(`default ${field.default}`);
  return parts.join(', ');
}

/** The repeated field of an array type: a complex type that has this one field and nothing else. */
export function arrayItem(contract: Contract, field: Field): Field | undefined {
  if (field.type.kind !== 'complex' || field.maxOccurs > 1) return undefined;
  const type = contract.types[field.type.name];
  const [only, ...others] = type?.fields ?? [];
  const plain = type && !type.abstract && !type.open && type.attributes.length === 0;
  return plain && only && others.length === 0 && only.maxOccurs > 1 ? only : undefined;
}

/** The most that a field takes: items of a list, or the value of a number. */
export function limitOf(field: Field): number | undefined {
  const documented = Number(field.info.max);
  if (field.info.max !== undefined && Number.isFinite(documented)) return documented;
  return field.maxOccurs > 1 && Number.isFinite(field.maxOccurs) ? field.maxOccurs : undefined;
}

/** The bounds of the whole numbers (XML Schema Part 2, 3.3.13 to 3.3.25); null where there is none. */
const INTEGERS: Readonly<Record<string, readonly [min: bigint | null, max: bigint | null]>> = {
  byte: [-128n, 127n],
  short: [-32768n, 32767n],
  int: [-2147483648n, 2147483647n],
  long: [-9223372036854775808n, 9223372036854775807n],
  unsignedByte: [0n, 255n],
  unsignedShort: [0n, 65535n],
  unsignedInt: [0n, 4294967295n],
  unsignedLong: [0n, 18446744073709551615n],
  integer: [null, null],
  positiveInteger: [1n, null],
  nonNegativeInteger: [0n, null],
  negativeInteger: [null, -1n],
  nonPositiveInteger: [null, 0n],
};

const FLOATING = /^([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/;
const NUMBERS: Readonly<Record<string, RegExp>> = {
  decimal: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  float: FLOATING,
  double: FLOATING,
};

/** True for the types of XML Schema that are whole numbers. */
export function isInteger(type: TypeRef): boolean {
  return type.kind === 'builtin' && Object.hasOwn(INTEGERS, type.name);
}

/**
 * Why a text is no value of a built-in type (XML Schema Part 2, section 3), in a few words; undefined when it is one, or
 * when the type takes any text. An empty text is left to the field: it may just not be filled in yet.
 */
export function valueComplaint(type: TypeRef, text: string): string | undefined {
  const value = text.trim();
  if (type.kind !== 'builtin' || value === '') return undefined;
  if (isInteger(type)) return integerComplaint(type.name, value);
  if (NUMBERS[type.name]?.test(value) === false) return 'a number is expected';
  if (type.name === 'dateTime' && !isDateTime(value))
    return 'expected a date and time such as 2026-11-22T09:30:00+01:00';
  if (type.name === 'date' && !isDateTime(value.replace(/^.{10}/, '$&T00:00:00')))
    return 'expected a date such as 2026-11-22';
  if (type.name === 'boolean' && !/^(true|false|1|0)$/.test(value)) return 'expected true or false';
  return undefined;
}

function integerComplaint(name: string, value: string): string | undefined {
  if (!/^[+-]?\d+$/.test(value)) return 'a whole number is expected';
  const [min, max] = INTEGERS[name] ?? [null, null];
  const number = BigInt(value.replace('+', ''));
  if ((min === null || number >= min) && (max === null || number <= max)) return undefined;
  if (min === null) return `the number has to be at most ${max}`;
  return max === null
    ? `the number has to be at least ${min}`
    : `the number has to be between ${min} and ${max}`;
}

/** A lexical `xs:dateTime` that names a real moment (XML Schema Part 2, 3.2.7). */
export function isDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))?$/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [fraction = '', , offsetHour, offsetMinute] = match.slice(7);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const inDay = hour < 24 && minute < 60 && second < 60;
  const midnight = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  const offset = Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0);
  return (
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay &&
    (inDay || midnight) &&
    offset <= 14 * 60 &&
    Number(offsetMinute ?? 0) < 60
  );
}

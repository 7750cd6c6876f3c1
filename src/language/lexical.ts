/** What is wrong with a text as a value of a built-in type; `suggestion` where only one thing can be meant. */
export interface LexicalFault {
  readonly message: string;
  readonly suggestion?: string;
}

/** Inclusive ranges of the integer types (XML Schema Part 2, 3.3.13 to 3.3.25). */
const INTEGERS: Readonly<Record<string, readonly [min: bigint, max: bigint] | null>> = {
  integer: null,
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  byte: [-128n, 127n],
  unsignedInt: [0n, 2n ** 32n - 1n],
  unsignedLong: [0n, 2n ** 64n - 1n],
  unsignedShort: [0n, 2n ** 16n - 1n],
  unsignedByte: [0n, 255n],
  nonNegativeInteger: [0n, 10n ** 40n],
  positiveInteger: [1n, 10n ** 40n],
};

/**
 * Checks a text against a built-in type of XML Schema; white space around it does not count, as the schema has it.
 * Types that take any text, and those that this project has no use for, are always right.
 */
export function lexicalFault(type: string, text: string): LexicalFault | undefined {
  const value = text.trim();
  if (type === 'boolean') return booleanFault(value);
  if (type === 'dateTime') return dateTimeFault(value);
  if (type === 'date') return dateFault(value);
  if (type in INTEGERS) return integerFault(type, value);
  if (type === 'decimal' && !/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value))
    return { message: 'must be a decimal number' };
  if (
    (type === 'double' || type === 'float') &&
    !/^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/.test(value)
  )
    return { message: 'must be a number' };
  return undefined;
}

function booleanFault(value: string): LexicalFault | undefined {
  if (/^(true|false|0|1)$/.test(value)) return undefined;
  const message = 'must be true or false, in lower case';
  if (/^(true|yes|y|on)$/i.test(value)) return { message, suggestion: 'true' };
  if (/^(false|no|n|off)$/i.test(value)) return { message, suggestion: 'false' };
  return { message };
}

function integerFault(type: string, value: string): LexicalFault | undefined {
  if (!/^[+-]?\d+$/.test(value)) {
    const plain = /^[+-]?\d{1,3}(,\d{3})+$/.test(value)
      ? value.replaceAll(',', '')
      : /^([+-]?\d+)\.0*$/.exec(value)?.[1];
    return { message: 'must be a whole number, in digits only', suggestion: plain };
  }
  const range = INTEGERS[type];
  if (!range || value.length > 40) return undefined;
  const number = BigInt(value.replace(/^\+/, ''));
  if (number >= range[0] && number <= range[1]) return undefined;
  return { message: `must lie between ${range[0]} and ${range[1]}` };
}

const DATE_TIME = /^(-?\d{4,}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

function dateTimeFault(value: string): LexicalFault | undefined {
  const match = DATE_TIME.exec(value);
  if (!match) {
    const message = 'must be a date and time such as 2013-06-09T14:04:54-08:00';
    return { message, suggestion: repairDateTime(value) };
  }
  const [, date = '', hour, minute, second, , offset] = match;
  if (!isDay(date)) return { message: `names a day that does not exist: ${date}` };
  const midnight = hour === '24' && minute === '00' && second === '00';
  if ((Number(hour) > 23 && !midnight) || Number(minute) > 59 || Number(second) > 59)
    return { message: 'names a time of day that does not exist' };
  if (
    offset &&
    offset !== 'Z' &&
    (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)) > 840 || Number(offset.slice(4)) > 59)
  )
    return { message: `has an offset that does not exist: ${offset}` };
  return undefined;
}

function dateFault(value: string): LexicalFault | undefined {
  const match = /^(-?\d{4,}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$/.exec(value);
  if (!match) return { message: 'must be a date such as 2013-06-09' };
  return isDay(match[1] ?? '') ? undefined : { message: `names a day that does not exist: ${match[1]}` };
}

function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.replace(/^-/, '').split('-').map(Number);
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  );
}

/** Forms that programs print by default and that differ in punctuation only: a blank for the T, +0000, UTC. */
export function repairDateTime(value: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i.exec(
    value.trim(),
  );
  if (!match) return undefined;
  const [, date, time, seconds = ':00', fraction = '', zone = ''] = match;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?/, '$1:') : zone ? 'Z' : '';
  const repaired = `${date}T${time}${seconds}${fraction}${offset}`;
  return repaired !== value && !dateTimeFault(repaired) ? repaired : undefined;
}

/** Milliseconds since 1970 of a valid date and time that has an offset; undefined for any other text. */
export function instantOf(text: string | undefined): number | undefined {
  const value = text?.trim() ?? '';
  const match = DATE_TIME.exec(value);
  if (!match?.[6] || dateTimeFault(value)) return undefined;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

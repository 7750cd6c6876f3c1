/** Inclusive bounds of the integer types (XML Schema Part 2, 3.3.13 to 3.3.25); null where there is none. */
const BOUNDS: Readonly<Record<string, readonly [min: bigint | null, max: bigint | null]>> = {
  integer: [null, null],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  byte: [-128n, 127n],
  nonNegativeInteger: [0n, null],
  positiveInteger: [1n, null],
  unsignedLong: [0n, 2n ** 64n - 1n],
  unsignedInt: [0n, 2n ** 32n - 1n],
  unsignedShort: [0n, 2n ** 16n - 1n],
  unsignedByte: [0n, 255n],
  nonPositiveInteger: [null, 0n],
  negativeInteger: [null, -1n],
};

/** True for the built-in types that are whole numbers. */
export function isIntegerType(type: string): boolean {
  return Object.hasOwn(BOUNDS, type);
}

/** The bounds of an integer type, both included; null where there is none. */
export function integerBounds(type: string): readonly [min: bigint | null, max: bigint | null] {
  return (isIntegerType(type) && BOUNDS[type]) || [null, null];
}

/** Whether a text is a whole number, and whether it lies within the type's bounds. XML white space is the caller's to take off. */
export function judgeInteger(type: string, text: string): 'fine' | 'form' | 'range' {
  const match = /^([+-]?)0*(\d+)$/.exec(text);
  if (!match) return 'form';
  const [, sign, digits = ''] = match;
  const [min, max] = integerBounds(type);
  // No bound has more than 20 digits, and numbers of a million digits take long to read.
  const number = BigInt(digits.slice(0, 21)) * (sign === '-' ? -1n : 1n);
  return (min !== null && number < min) || (max !== null && number > max) ? 'range' : 'fine';
}

/** The whole number that a common slip stands for: `1,000` and `12.0`. */
export function integerMeant(text: string): string | undefined {
  if (/^[+-]?\d{1,3}(,\d{3})+$/.test(text)) return text.replaceAll(',', '');
  return /^([+-]?\d+)\.0*$/.exec(text)?.[1];
}

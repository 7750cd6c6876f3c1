import fc from 'fast-check';
import {
  concreteTypes,
  type ComplexType,
  type Contract,
  type Field,
  type Operation,
  type TypeRef,
} from '#src/contract/contract';
import type { Value, Values } from '#src/envelope/values';
import { hostileText, type RequestData } from './values';

/** Deeper than this, only what is required is there. */
const DEEP = 4;

const digits = (most: number) => fc.integer({ min: 0, max: most });
const two = (most: number, least = 0) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));
const day = fc
  .tuple(digits(8000), two(12, 1), two(28, 1))
  .map(([year, ...rest]) => [year + 1000, ...rest].join('-'));
const clock = fc
  .tuple(two(23), two(59), two(59), fc.constantFrom('', '.5', '.123'))
  .map(([hour, minute, second, fraction]) => `${hour}:${minute}:${second}${fraction}`);
/** Mostly what people write, now and then what breaks careless programs. */
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Email', 'a@b.example', 'Über & Söhne', '17', 'First Name', 'x') },
  { weight: 1, arbitrary: hostileText },
);
const zone = fc.oneof(
  fc.constantFrom('', 'Z', '-14:00', '+14:00'),
  fc
    .tuple(fc.constantFrom('+', '-'), two(13), two(59))
    .map(([sign, hour, minute]) => `${sign}${hour}:${minute}`),
);
const whole = (least: bigint, most: bigint) =>
  fc.tuple(fc.bigInt(least, most), fc.constantFrom('', '+', '0')).map(([number, before]) => {
    if (number < 0n) return String(number);
    return before + String(number);
  });

/** Valid texts of the built-in types that requests of the contract use. */
const VALID: Readonly<Record<string, fc.Arbitrary<string>>> = {
  anySimpleType: words,
  boolean: fc.constantFrom('true', 'false', '1', '0', ' true\n'),
  dateTime: fc.tuple(day, clock, zone).map(([date, time, offset]) => `${date}T${time}${offset}`),
  date: fc.tuple(day, zone).map(([date, offset]) => date + offset),
  int: whole(-(2n ** 31n), 2n ** 31n - 1n),
  long: whole(-(2n ** 63n), 2n ** 63n - 1n),
  string: words,
};

/** Any valid request of an operation: each type that may be chosen, groups that are there or not, lists, and nil. */
export function validRequest(contract: Contract, operation: Operation): fc.Arbitrary<RequestData> {
  const headers = fc.record(
    Object.fromEntries(operation.headers.map((header) => [header.name, values(contract, header.type)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Readonly<Record<string, Values>>>;
  const content = operation.input ? values(contract, operation.input.type) : fc.constant({});
  return fc.record({ operation: fc.constant(operation), values: content, headers });
}

function values(contract: Contract, type: TypeRef): fc.Arbitrary<Values> {
  return value(contract, type, 0) as fc.Arbitrary<Values>;
}

function value(contract: Contract, type: TypeRef, depth: number): fc.Arbitrary<Value> {
  if (type.kind === 'builtin') {
    const known = VALID[type.name];
    if (!known) throw new Error(`No valid text is known of ${type.name}.`);
    return known;
  }
  if (type.kind === 'enumeration')
    return fc.constantFrom(...(contract.enumerations[type.name]?.values ?? []).map((entry) => entry.value));
  return fc
    .constantFrom(...concreteTypes(contract, type.name))
    .chain((chosen) =>
      content(contract, chosen, depth).map((inside): Values =>
        chosen.name === type.name ? inside : { $type: chosen.name, ...inside },
      ),
    );
}

function content(contract: Contract, type: ComplexType, depth: number): fc.Arbitrary<Values> {
  const fields = type.fields.filter(({ minOccurs }) => minOccurs > 0 || depth < DEEP);
  const requiredKeys = fields.filter(({ minOccurs }) => minOccurs > 0).map(({ name }) => name);
  return fc.record(
    Object.fromEntries(fields.map((field) => [field.name, fieldValue(contract, field, depth)] as const)),
    { requiredKeys },
  ) as fc.Arbitrary<Values>;
}

function fieldValue(contract: Contract, field: Field, depth: number): fc.Arbitrary<Value> {
  const one = value(contract, field.type, depth + 1);
  const item = field.nillable
    ? fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: fc.constant(null) })
    : one;
  if (field.maxOccurs <= 1) return item;
  return fc.array(item, { minLength: Math.max(1, field.minOccurs), maxLength: Math.min(field.maxOccurs, 3) });
}

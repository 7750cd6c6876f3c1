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

/** A whole request as data. */
export interface RequestData {
  readonly operation: Operation;
  readonly values: Values;
  readonly headers: Readonly<Record<string, Values>>;
}

/** Pieces that break careless writers and readers; every one of them is allowed in XML. */
const HOSTILE = [
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '&amp;',
  '&#13;',
  '\r\n',
  '\r',
  '\n',
  '\t',
  ' ',
  '  ',
  '\u00a0',
  'é',
  '漢字',
  '🎉',
  '\u{10FFFF}',
  '\ufffd',
  '\u2028',
  '{{my.token}}',
  '$1',
  '</attrValue>',
  'xsi:nil="true"',
];

/** Any text that XML can carry. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 6 })), { maxLength: 4 })
  .map((parts) => parts.join('').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));

/** Any request of the contract: nil where the schema allows it, lists, subtypes, hostile text, in every field. */
export function anyRequest(contract: Contract): fc.Arbitrary<RequestData> {
  return fc.constantFrom(...contract.operations).chain((operation) => requestOf(contract, operation));
}

/** Any request of one operation. */
export function requestOf(contract: Contract, operation: Operation): fc.Arbitrary<RequestData> {
  const headers = fc.record(
    Object.fromEntries(operation.headers.map((header) => [header.name, valuesOf(contract, header.type)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Readonly<Record<string, Values>>>;
  const values = operation.input ? valuesOf(contract, operation.input.type) : fc.constant({});
  return fc.record({ operation: fc.constant(operation), values, headers });
}

/** Any content of a complex type. */
export function valuesOf(contract: Contract, type: TypeRef): fc.Arbitrary<Values> {
  return valueOf(contract, type, 0).filter(
    (value): value is Values => typeof value === 'object' && value !== null,
  );
}

function valueOf(contract: Contract, type: TypeRef, depth: number): fc.Arbitrary<Value> {
  if (type.kind === 'builtin') return builtin(type.name);
  if (type.kind === 'enumeration') {
    const values = (contract.enumerations[type.name]?.values ?? []).map((entry) => entry.value);
    return fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: hostileText },
    );
  }
  const types = concreteTypes(contract, type.name);
  if (types.length === 0) return fc.constant({});
  return fc
    .constantFrom(...types)
    .chain((chosen) =>
      content(contract, chosen, depth).map((values): Values =>
        chosen.name === type.name ? values : { $type: chosen.name, ...values },
      ),
    );
}

function content(contract: Contract, type: ComplexType, depth: number): fc.Arbitrary<Values> {
  const entries = type.fields.map((field) => [field.name, fieldValue(contract, field, depth)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Values>;
}

function fieldValue(contract: Contract, field: Field, depth: number): fc.Arbitrary<Value> {
  const one = valueOf(contract, field.type, depth + 1);
  const item = field.nillable
    ? fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: fc.constant(null) })
    : one;
  return field.maxOccurs > 1 ? fc.array(item, { minLength: 1, maxLength: depth > 3 ? 2 : 4 }) : item;
}

function builtin(name: string): fc.Arbitrary<string> {
  const proper: Record<string, fc.Arbitrary<string>> = {
    int: fc.integer({ min: -1000, max: 100000 }).map(String),
    boolean: fc.constantFrom('true', 'false', '1', '0'),
    dateTime: fc
      .integer({ min: 0, max: 1_900_000_000 })
      .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}-08:00`),
  };
  const own = proper[name];
  return own ? fc.oneof({ weight: 4, arbitrary: own }, { weight: 1, arbitrary: hostileText }) : hostileText;
}

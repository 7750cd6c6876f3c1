import { describe, expect, it } from 'vitest';
import type { ComplexType, Contract, Field, TypeRef } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { arrayItem, fieldHint, isInteger, limitOf } from '#src/ui/form/hints';
import { valueComplaint } from '#src/ui/form/value-complaint';

const builtin = (name: string): TypeRef => ({ kind: 'builtin', name });
const field = (change: Partial<Field> = {}): Field => ({
  name: 'f',
  namespace: '',
  type: builtin('string'),
  minOccurs: 1,
  maxOccurs: 1,
  nillable: false,
  documentation: {},
  info: {},
  ...change,
});

describe('A value of a built-in type', () => {
  it.each([
    ['byte', '-128', '127', '-129', '128'],
    ['short', '-32768', '32767', '-32769', '32768'],
    ['int', '-2147483648', '2147483647', '-2147483649', '2147483648'],
    ['long', '-9223372036854775808', '9223372036854775807', '-9223372036854775809', '9223372036854775808'],
    ['unsignedByte', '0', '255', '-1', '256'],
    ['unsignedShort', '0', '65535', '-1', '65536'],
    ['unsignedInt', '0', '4294967295', '-1', '4294967296'],
    ['unsignedLong', '0', '18446744073709551615', '-1', '18446744073709551616'],
  ])('%s lies between %s and %s', (name, least, most, below, above) => {
    for (const fine of [least, most, '+7', '007', ' 7 '])
      expect(valueComplaint(builtin(name), fine)).toBeUndefined();
    for (const off of [below, above])
      expect(valueComplaint(builtin(name), off)).toContain(`${least} and ${most}`);
  });

  it.each([
    ['positiveInteger', '1', '0', 'at least 1'],
    ['nonNegativeInteger', '0', '-1', 'at least 0'],
    ['negativeInteger', '-1', '0', 'at most -1'],
    ['nonPositiveInteger', '0', '1', 'at most 0'],
  ])('%s has one bound: %s is fine and %s is not', (name, fine, off, words) => {
    expect(valueComplaint(builtin(name), fine)).toBeUndefined();
    expect(valueComplaint(builtin(name), off)).toContain(words);
  });

  it('integer has no bounds', () => {
    expect(valueComplaint(builtin('integer'), `-${'9'.repeat(50)}`)).toBeUndefined();
  });

  it.each(['1.0', '1,000', '1e3', 'seven', '--1', '+', '0x10'])(
    'that is a whole number is not %s',
    (text) => {
      expect(valueComplaint(builtin('int'), text)).toBe('a whole number is expected');
    },
  );

  it.each([
    ['decimal', ['1', '-1.5', '.5', '5.', '+0.0'], ['1e3', 'NaN', 'INF', '1,5', '.']],
    ['double', ['1', '-1.5e-3', '.5E2', 'NaN', 'INF', '-INF'], ['inf', 'nan', '+INF', 'e3', '1,5']],
    ['boolean', ['true', 'false', '1', '0'], ['True', 'yes', '2']],
    [
      'date',
      ['2026-02-28', '2024-02-29Z', '2026-12-31+05:30'],
      ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1'],
    ],
    ['dateTime', ['2026-11-22T09:30:00+01:00'], ['2026-11-22', '2026-11-22 09:30:00']],
    ['string', ['anything'], []],
  ])('%s is told from what is none', (name, fine, off) => {
    for (const text of fine) expect([text, valueComplaint(builtin(name), text)]).toEqual([text, undefined]);
    for (const text of off)
      expect([text, valueComplaint(builtin(name), text)]).toEqual([text, expect.any(String)]);
  });

  it.each(['int', 'dateTime', 'boolean', 'decimal'])('may still be missing: %s', (name) => {
    expect(valueComplaint(builtin(name), ' ')).toBeUndefined();
  });

  it('is not judged for other types', () => {
    expect(valueComplaint({ kind: 'enumeration', name: 'int' }, 'x')).toBeUndefined();
  });

  it.each([
    [builtin('int'), true],
    [builtin('integer'), true],
    [builtin('decimal'), false],
    [builtin('toString'), false],
    [{ kind: 'complex', name: 'int' } as TypeRef, false],
  ])('%j is a whole number: %s', (type, expected) => {
    expect(isInteger(type)).toBe(expected);
  });
});

describe('The words next to a field', () => {
  it.each<[string, Field, Parameters<typeof fieldHint>[1], string]>([
    ['nothing for a required text', field(), 'x', ''],
    ['optional', field({ minOccurs: 0 }), undefined, 'optional'],
    ['nothing where the service insists', field({ minOccurs: 0, info: { required: 'true' } }), undefined, ''],
    ['the limit', field({ info: { max: '1000' } }), '5', 'up to 1,000'],
    ['the default', field({ minOccurs: 0, default: '7' }), undefined, 'optional, default 7'],
    ['a count', field({ maxOccurs: Infinity }), ['a', 'b'], '2'],
    ['a count of a list that is not there', field({ maxOccurs: Infinity }), undefined, '0'],
    ['a count with its limit', field({ maxOccurs: 100 }), ['a'], '1 of at most 100'],
    [
      'the documented limit over the schema’s',
      field({ maxOccurs: 100, info: { max: '50' } }),
      [],
      '0 of at most 50',
    ],
  ])('say %s', (_, of, value, expected) => {
    expect(fieldHint(of, value)).toBe(expected);
  });

  it.each([
    [field(), undefined],
    [field({ maxOccurs: 3 }), 3],
    [field({ maxOccurs: Infinity }), undefined],
    [field({ info: { max: '20' } }), 20],
    [field({ info: { max: 'many' } }), undefined],
  ])('know the limit of %j', (of, limit) => {
    expect(limitOf(of)).toBe(limit);
  });
});

describe('An array type', () => {
  const items = field({ name: 'item', maxOccurs: Infinity });
  const type: ComplexType = {
    name: 'T',
    namespace: '',
    localName: 'T',
    abstract: false,
    fields: [items],
    attributes: [],
    open: false,
    documentation: {},
  };
  const contract = (change: Partial<ComplexType> = {}): Contract => ({
    ...marketo,
    types: { T: { ...type, ...change } },
  });
  const array = field({ type: { kind: 'complex', name: 'T' } });

  it('shows its items in its own place', () => {
    expect(arrayItem(contract(), array)).toBe(items);
  });

  it.each<[string, Contract, Field]>([
    ['it is repeated itself', contract(), { ...array, maxOccurs: 2 }],
    ['it is no group', contract(), field()],
    ['its type is unknown', contract(), field({ type: { kind: 'complex', name: 'U' } })],
    ['it has another field', contract({ fields: [items, field()] }), array],
    ['it has no field', contract({ fields: [] }), array],
    ['its one field is not repeated', contract({ fields: [field()] }), array],
    ['it is abstract', contract({ abstract: true }), array],
    ['anything may stand in it', contract({ open: true }), array],
    [
      'it has attributes',
      contract({ attributes: [{ name: 'a', type: builtin('string'), required: false, documentation: {} }] }),
      array,
    ],
  ])('is shown as a group when %s', (_, of, one) => {
    expect(arrayItem(of, one)).toBeUndefined();
  });
});

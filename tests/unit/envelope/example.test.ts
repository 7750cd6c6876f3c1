import { describe, expect, it } from 'vitest';
import type { Contract, Field } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { blankItem, blankType, blankValue, exampleValues, isRequired } from '#src/envelope/example';
import { isValues } from '#src/envelope/values';
import { readRequest } from '#src/envelope/read';
import { writeRequest } from '#src/envelope/write';

describe('An operation opens with', () => {
  it.each(marketo.operations.map((operation) => [operation.name, operation] as const))(
    '%s: an example that can be written and read, with all that is required',
    (_, operation) => {
      const values = exampleValues(marketo, operation);
      const written = writeRequest(marketo, { operation, values, headers: {} });
      if (!written.ok) throw new Error(written.problems[0]?.message);
      const read = readRequest(written.text, marketo);
      expect(read).toMatchObject({ ok: true, request: { values, extras: [] } });
      const type = marketo.types[operation.input!.type.name];
      for (const field of type?.fields ?? [])
        if (isRequired(field)) expect(values).toHaveProperty(field.name);
    },
  );

  it('the required fields, empty, when the contract gives no example', () => {
    const operation = marketo.operations.find(({ name }) => name === 'getLead')!;
    const plain = { ...operation, input: { ...operation.input!, example: undefined } };
    expect(exampleValues(marketo, plain)).toEqual({
      leadKey: { keyType: expect.any(String) as string, keyValue: '' },
    });
  });

  it('nothing when it takes nothing', () => {
    const operation = { ...marketo.operations[0]!, input: undefined };
    expect(exampleValues(marketo, operation)).toEqual({});
  });
});

describe('A part that is added', () => {
  const string = { kind: 'builtin', name: 'string' } as const;
  const field = (name: string, change: Partial<Field> = {}): Field => ({
    name,
    namespace: '',
    type: string,
    minOccurs: 1,
    maxOccurs: 1,
    nillable: false,
    documentation: {},
    info: {},
    ...change,
  });
  const type = (name: string, fields: Field[]) => ({
    name,
    namespace: '',
    localName: name,
    abstract: false,
    fields,
    attributes: [],
    open: false,
    documentation: {},
  });
  const contract: Contract = {
    ...marketo,
    types: {
      Loop: type('Loop', [field('again', { type: { kind: 'complex', name: 'Loop' } })]),
      Base: { ...type('Base', []), abstract: true },
      First: { ...type('First', [field('a'), field('b', { minOccurs: 0 })]), extends: 'Base' },
      Marked: {
        ...type('Marked', []),
        attributes: [{ name: 'id', type: string, required: true, documentation: {} }],
      },
    },
    enumerations: {
      Color: {
        name: 'Color',
        namespace: '',
        localName: 'Color',
        values: [{ value: 'RED', documentation: {} }],
        documentation: {},
      },
    },
  };

  it('begins with one item where it is a list', () => {
    expect(blankValue(contract, field('x', { maxOccurs: Infinity }))).toEqual(['']);
    expect(blankItem(contract, field('x', { maxOccurs: Infinity }))).toBe('');
  });

  it.each<[string, Partial<Field>, unknown]>([
    ['its default', { default: '7' }, '7'],
    ['the first choice', { type: { kind: 'enumeration', name: 'Color' } }, 'RED'],
    ['false', { type: { kind: 'builtin', name: 'boolean' } }, 'false'],
    ['a type that may stand there', { type: { kind: 'complex', name: 'Base' } }, { $type: 'First', a: '' }],
    ['the attributes it must have', { type: { kind: 'complex', name: 'Marked' } }, { '@id': '' }],
  ])('begins with %s', (_, change, expected) => {
    expect(blankValue(contract, field('x', change))).toEqual(expected);
  });

  it('comes to an end although its type requires itself', () => {
    expect(blankType(contract, 'Loop')).toEqual({ again: {} });
  });

  it('can be written as it is, whatever type of the contract it has', () => {
    for (const name of Object.keys(marketo.types)) expect(isValues(blankType(marketo, name))).toBe(true);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Contract, TypeRef } from '#src/contract/contract';
import { MARKETO } from '#src/contract/is-marketo';
import { marketo } from '#src/contract/marketo';

/**
 * SHA-256 over the facts below, which were compared, type by type and operation by operation, with facts gathered apart from
 * this project. It changes only when the contract itself is meant to change.
 */
const DIGEST = '3b836e37048ad088f8ebd75ef3ecf206ec551e04116ab9120f42c346c347e5fc';

describe('the contract of Marketo SOAP 3_1', () => {
  const facts = factsOf(marketo);

  it('holds the facts whose digest is committed', () => {
    expect(createHash('sha256').update(JSON.stringify(facts)).digest('hex')).toBe(DIGEST);
  });

  it('has nothing that the reader does not understand', () => {
    expect(marketo.gaps).toEqual([]);
  });

  it('documents every operation, every request field and every type of choice in English', () => {
    const silent: string[] = [];
    const seen = new Set<string>();
    const visit = (type: TypeRef) => {
      if (type.kind !== 'complex' || seen.has(type.name)) return;
      seen.add(type.name);
      for (const field of marketo.types[type.name]?.fields ?? []) {
        if (!field.documentation.en) silent.push(`${type.name}.${field.name}`);
        visit(field.type);
      }
      for (const other of Object.values(marketo.types))
        if (other.extends === type.name) visit({ kind: 'complex', name: other.name });
    };
    for (const operation of marketo.operations) {
      if (!operation.documentation.en) silent.push(operation.name);
      for (const element of [operation.input, ...operation.headers]) if (element) visit(element.type);
    }
    for (const enumeration of Object.values(marketo.enumerations)) {
      if (!enumeration.documentation.en && !enumeration.values.some((value) => value.documentation.en))
        silent.push(enumeration.name);
    }
    expect(silent).toEqual([]);
  });

  it('gives every operation an area, a summary of at most four words and an example', () => {
    for (const { name, input } of marketo.operations) {
      expect.soft(input?.info.area, name).toBeTruthy();
      expect.soft(input?.info.summary?.split(' ').length, name).toBeLessThanOrEqual(4);
      expect.soft(input?.example, name).toBeDefined();
    }
  });
});

interface FieldFact {
  name: string;
  type: string;
  minOccurs: number;
  maxOccurs: number | 'unbounded';
  nillable: boolean;
}

/** What is compared: names sorted, fields in order, inherited fields left to the type that declares them. */
interface Facts {
  targetNamespace: string;
  enumerations: [string, string[]][];
  types: [string, { abstract: boolean; extends: string; fields: FieldFact[] }][];
  elements: [string, string][];
  operations: [string, { soapAction: string; input: string; output: string; headers: string[] }][];
}

function factsOf(contract: Contract): Facts {
  const ref = (type: TypeRef) => (type.kind === 'builtin' ? `xs:${type.name}` : type.name);
  return {
    targetNamespace: contract.targetNamespace,
    enumerations: sorted(contract.enumerations, (enumeration) =>
      enumeration.values.map(({ value }) => value),
    ),
    types: sorted(contract.types, (type) => ({
      abstract: type.abstract,
      extends: type.extends ?? '',
      fields: type.fields.map(({ name, type: own, minOccurs, maxOccurs, nillable }) => ({
        name,
        type: ref(own),
        minOccurs,
        maxOccurs: maxOccurs === Infinity ? 'unbounded' : maxOccurs,
        nillable,
      })),
    })),
    elements: sorted(contract.elements, (element) => ref(element.type)).map(([name, type]) => [
      name.replace(`{${MARKETO}}`, ''),
      type,
    ]),
    operations: sorted(
      Object.fromEntries(contract.operations.map((operation) => [operation.name, operation])),
      (operation) => ({
        soapAction: operation.soapAction,
        input: operation.input?.name ?? '',
        output: operation.output?.name ?? '',
        headers: operation.headers.map(({ name }) => name).sort(),
      }),
    ),
  };
}

function sorted<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): [string, U][] {
  return Object.keys(record)
    .sort()
    .map((name) => [name, map(record[name] as T)]);
}

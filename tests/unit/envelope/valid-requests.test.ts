import { describe, expect, it } from 'vitest';
import { concreteTypes, type Field, type TypeRef } from '#src/contract/contract';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import type { Value, Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { createJudge } from '../xsd';

const judge = createJudge(marketoWsdl);

/** A valid value of each built-in type that the contract uses in requests. */
const TEXTS: Readonly<Record<string, string>> = {
  anySimpleType: '2013-08-01',
  boolean: 'true',
  dateTime: '2013-08-01T12:00:00+05:30',
  int: '-7',
  long: '9000000000',
  string: 'Über & <7> ]]> "quoted"',
};

describe('what the page writes', () => {
  for (const operation of marketo.operations) {
    const written = (values: Values, headers: Readonly<Record<string, Values>>) => {
      const result = writeRequest(marketo, { operation, values, headers });
      if (!result.ok) throw new Error(result.problems[0]?.message);
      return result.text;
    };

    it(`is valid for the example of ${operation.name}`, () => {
      expect(judge(written(exampleValues(marketo, operation), {}))).toEqual([]);
    });

    it(`is valid for ${operation.name} with every field, with each type that may be chosen, and with nil`, () => {
      const headers = Object.fromEntries(
        operation.headers.map(({ name, type }) => [name, content(type, 0, false)]),
      );
      const most = Math.max(
        1,
        ...Object.values(marketo.types).map(({ name }) => concreteTypes(marketo, name).length),
      );
      for (let choice = 0; choice < most; choice += 1) {
        for (const nil of [false, true]) {
          const values = operation.input ? content(operation.input.type, choice, nil) : {};
          expect(judge(written(values as Values, headers as Readonly<Record<string, Values>>))).toEqual([]);
        }
      }
    });
  }
});

/** Everything that a type can hold, lists with two items. */
function content(type: TypeRef, choice: number, nil: boolean): Value {
  if (type.kind === 'enumeration') return marketo.enumerations[type.name]?.values.at(-1)?.value ?? '';
  if (type.kind === 'builtin') return TEXTS[type.name] ?? '';
  const types = concreteTypes(marketo, type.name);
  const chosen = types[choice % types.length];
  if (!chosen) throw new Error(`${type.name} has no type that can be sent.`);
  const fields = chosen.fields.map((field) => [field.name, fieldValue(field, choice, nil)] as const);
  return { ...(chosen.name === type.name ? {} : { $type: chosen.name }), ...Object.fromEntries(fields) };
}

function fieldValue(field: Field, choice: number, nil: boolean): Value {
  if (nil && field.nillable) return null;
  const item = content(field.type, choice, nil);
  return field.maxOccurs > 1 ? [item, item] : item;
}

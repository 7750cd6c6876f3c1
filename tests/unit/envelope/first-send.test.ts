import { describe, expect, it } from 'vitest';
import { concreteTypes, type ComplexType, type Operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { exampleValues, startingType, startingValue } from '#src/envelope/example';
import { isList, isValues, withValueAt, type Path, type Value, type Values } from '#src/envelope/values';
import { readRows } from '#src/response/read-rows';
import { call, NOW, sandboxAt } from '../sandbox/requests';

/** Every choice that an operation offers: the kinds of its polymorphic fields, and the fields of which one is needed. */
function choicesOf(operation: Operation): [title: string, values: Values][] {
  const found: [string, Values][] = [];
  const example = exampleValues(marketo, operation);
  const visit = (type: ComplexType | undefined, value: Values, path: Path) => {
    for (const names of type?.oneOf ?? []) {
      let next: Values = example;
      for (const name of type!.oneOf!.flat()) next = withValueAt(next, [...path, name], undefined);
      for (const name of names) {
        const field = type!.fields.find((candidate) => candidate.name === name)!;
        next = withValueAt(next, [...path, name], startingValue(marketo, field, NOW));
      }
      found.push([[...path, names.join(' and ')].join('.'), next]);
    }
    for (const field of type?.fields ?? []) {
      if (field.type.kind !== 'complex') continue;
      const kinds = concreteTypes(marketo, field.type.name);
      for (const { name } of kinds.length > 1 ? kinds : []) {
        const start = { ...(startingType(marketo, name, NOW) as Values), $type: name };
        found.push([
          `${[...path, field.name].join('.')} as ${name}`,
          withValueAt(example, [...path, field.name], start),
        ]);
        for (const [title, values] of alternatives(name, start, [...path, field.name]))
          found.push([title, values]);
      }
      const inner: Value | undefined = value[field.name];
      const first = isList(inner) ? inner[0] : inner;
      if (isValues(first) && kinds.length === 1)
        visit(kinds[0], first, [...path, field.name, ...(isList(inner) ? [0] : [])]);
    }
  };
  const alternatives = (name: string, start: Values, path: Path): [string, Values][] =>
    (marketo.types[name]?.oneOf ?? []).map((names) => {
      const filled = names.map((one) => {
        const field = marketo.types[name]!.fields.find((candidate) => candidate.name === one)!;
        return [one, startingValue(marketo, field, NOW)] as const;
      });
      const kept = Object.entries(start).filter(([key]) => !marketo.types[name]!.oneOf!.flat().includes(key));
      const next = Object.fromEntries<Value | undefined>([...kept, ...filled]);
      return [`${path.join('.')} as ${name} by ${names.join(' and ')}`, withValueAt(example, path, next)];
    });
  visit(marketo.types[operation.input!.type.name], example, []);
  return found;
}

const all = marketo.operations.flatMap((operation) =>
  choicesOf(operation).map(([title, values]) => [operation.name, title, values] as const),
);

describe('The first Send of each choice is answered with rows', () => {
  it('and there are choices of selectors, campaigns and keys of leads', () => {
    const titles = all.map(([name, title]) => `${name}: ${title}`);
    expect(titles).toEqual(
      expect.arrayContaining([
        'getMultipleLeads: leadSelector as StaticListSelector',
        'getMultipleLeads: leadSelector as StaticListSelector by staticListId',
        'getLeadChanges: leadSelector as LastUpdateAtSelector',
        'requestCampaign: programName and campaignName',
        'syncLead: leadRecord.ForeignSysPersonId and ForeignSysType',
      ]),
    );
  });

  it.each(all)('%s, %s', async (name, _, values) => {
    const answer = await call(sandboxAt(), name, values);
    expect(answer.message).toBeUndefined();
    expect(answer.status).toBe(200);
    expect(readRows(answer.text, marketo).count).toBeGreaterThan(0);
  });

  it('and a selector by time starts a week before now', () => {
    expect(startingType(marketo, 'LastUpdateAtSelector', NOW)).toEqual({
      oldestUpdatedAt: expect.stringMatching(/^2026-03-03T/) as string,
    });
  });
});

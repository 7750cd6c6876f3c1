import { describe, expect, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { faultAdvice } from '#src/guide/faults';
import { recipes } from '#src/guide/recipes/recipes';
import { concepts } from '#src/guide/words/en/concepts';
import type { Concept } from '#src/guide/words/concept-words';
import { defaultSettings, settingsSchema } from '#src/sandbox/settings';
import { choicesSchema } from '#src/sandbox/choices';

/** Every name that a page may use: of the contract, of SOAP 1.1 and the fault's detail, of settings, and fault codes. */
const known = new Set([
  ...marketo.operations.flatMap(({ name, input, output, headers }) => [
    name,
    input?.name ?? '',
    output?.name ?? '',
    ...headers.map((header) => header.name),
  ]),
  ...Object.values(marketo.types).flatMap(({ name, fields }) => [name, ...fields.map((field) => field.name)]),
  ...Object.values(marketo.enumerations).flatMap(({ name, values }) => [
    name,
    ...values.map(({ value }) => value),
  ]),
  ...Object.keys(faultAdvice),
  ...Object.keys(settingsSchema.entries),
  ...Object.keys(choicesSchema.entries),
  ...['faultstring', 'detail', 'serviceException', 'name', 'message', 'code', 'xsi:type'],
  // Names of objects and of lead fields are data of the service, not of its contract.
  ...['LeadRecord', 'ActivityRecord', 'FirstName', 'LeadScore', 'firstName'],
]);

/** Texts that are examples of what one writes. */
const EXAMPLES = new Set(['2013-06-09T14:04:54-08:00', '{{my.message}}', '20103 - Lead not found']);

function textsOf({ title, summary, blocks }: Concept): readonly string[] {
  return [
    title,
    summary,
    ...blocks.flatMap((block) => {
      switch (block.kind) {
        case 'list':
          return block.items;
        case 'table':
          return [...block.columns, ...block.rows.flat()];
        case 'recipe':
          return [];
        default:
          return [block.text];
      }
    }),
  ];
}

describe.each(concepts.map((concept) => [concept.id, concept] as const))(
  'the page about %s',
  (_, concept) => {
    test('names only what the contract, the faults and the settings have', () => {
      const named = textsOf(concept).flatMap((text) =>
        [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
      );
      expect(named.filter((name) => !known.has(name) && !EXAMPLES.has(name))).toEqual([]);
    });

    test('opens operations and recipes that are there', () => {
      const operations = concept.blocks.flatMap((block) => (block.kind === 'try' ? block.operation : []));
      const shown = concept.blocks.flatMap((block) => (block.kind === 'recipe' ? block.recipe : []));
      expect(marketo.operations.map(({ name }) => name)).toEqual(expect.arrayContaining(operations));
      expect(recipes.map(({ id }) => id)).toEqual(expect.arrayContaining(shown));
    });
  },
);

test('figures of the limits page are those of the sandbox', () => {
  const { dailyQuota, rateCalls, rateSpan, concurrentCalls, timestampWindow } = defaultSettings();
  const limits = JSON.stringify(concepts.find(({ id }) => id === 'limits')?.blocks);
  const number = (value: number | null) => (value ?? 0).toLocaleString('en');
  expect(limits).toContain(`["calls in a day","${number(dailyQuota)}"`);
  expect(limits).toContain(`["calls in ${rateSpan / 1000} seconds","${number(rateCalls)}"`);
  expect(limits).toContain(`["calls at once","${number(concurrentCalls)}"`);
  const timestamp = JSON.stringify(concepts.find(({ id }) => id === 'timestamp')?.blocks);
  expect(timestamp).toContain(`takes ${number((timestampWindow ?? 0) / 60_000)} minutes`);
});

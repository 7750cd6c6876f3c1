import { documentationText, type Contract } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import { areaOf, summaryOf } from '../../contract/words';
import { writeGuidePlace } from '../guide-place';
import { allFaults } from '../operation-faults';
import { pageFields } from '../page-fields';
import { recipes } from '../recipes/recipes';
import { commandWords } from '../words/en/commands';
import type { CommandId } from '../words/command-words';
import { concepts } from '../words/en/concepts';
import { recipeWords } from '../words/en/recipes';

/** The groups of what can be found, in the order in which equally good ones are listed. */
export const SEARCH_KINDS = ['operation', 'command', 'recipe', 'concept', 'fault', 'field', 'value'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Where a found thing leads. */
export type SearchTarget =
  | { readonly kind: 'operation'; readonly name: string }
  | { readonly kind: 'guide'; readonly page: string }
  | { readonly kind: 'command'; readonly id: CommandId };

/** Something that can be found. */
export interface SearchEntry {
  /** Unique. */
  readonly id: string;
  readonly kind: SearchKind;
  readonly title: string;
  /** A few words beside the title: what it is, or where it stands. */
  readonly detail: string;
  /** Further words by which it is found. */
  readonly text: string;
  readonly target: SearchTarget;
}

/** Everything that can be found: of the contract, and for Marketo's own also recipes, concepts and faults. */
export function searchEntries(contract: Contract): readonly SearchEntry[] {
  const entries = [...operationEntries(contract), ...fieldEntries(contract), ...commandEntries()];
  return isMarketo(contract) ? [...entries, ...guideEntries()] : entries;
}

function operationEntries(contract: Contract): SearchEntry[] {
  return contract.operations.map((operation) => ({
    id: `operation ${operation.name}`,
    kind: 'operation',
    title: operation.name,
    detail: summaryOf(operation),
    text: [areaOf(operation), operation.input?.name ?? '', documentationText(operation.documentation)].join(
      ' ',
    ),
    target: { kind: 'operation', name: operation.name },
  }));
}

/** Each field and value of an enumeration once, with the operations that have it. */
function fieldEntries(contract: Contract): SearchEntry[] {
  const fields = new Map<string, { title: string; text: string; operations: Set<string> }>();
  const values = new Map<string, { title: string; text: string; operations: Set<string> }>();
  for (const { name, input, output } of contract.operations) {
    const rows = [input, output].flatMap((element) =>
      element ? pageFields(contract, element.type, 'en') : [],
    );
    for (const row of rows) {
      if (row.kind === 'subtype') continue;
      note(fields, row.name, row.name, row.documentation, name);
      for (const { value, documentation } of row.values)
        note(values, `${row.type} ${value}`, value, `${row.type} ${documentation}`, name);
    }
  }
  return [...entriesOf(fields, 'field'), ...entriesOf(values, 'value')];
}

function note(
  found: Map<string, { title: string; text: string; operations: Set<string> }>,
  key: string,
  title: string,
  text: string,
  operation: string,
) {
  const there = found.get(key) ?? { title, text, operations: new Set() };
  there.operations.add(operation);
  if (there.text === '') there.text = text;
  found.set(key, there);
}

function entriesOf(
  found: ReadonlyMap<string, { title: string; text: string; operations: ReadonlySet<string> }>,
  kind: 'field' | 'value',
): SearchEntry[] {
  return [...found].map(([key, { title, text, operations }]) => {
    const [first = ''] = operations;
    const others = operations.size - 1;
    return {
      id: `${kind} ${key}`,
      kind,
      title,
      detail: others > 0 ? `${first} and ${others} more` : first,
      text,
      target: { kind: 'guide', page: first },
    };
  });
}

function guideEntries(): SearchEntry[] {
  const guide = (place: Parameters<typeof writeGuidePlace>[0]): SearchTarget => ({
    kind: 'guide',
    page: writeGuidePlace(place),
  });
  return [
    ...recipes.map(({ id }): SearchEntry => {
      const words = recipeWords[id];
      return {
        id: `recipe ${id}`,
        kind: 'recipe',
        title: words?.title ?? id,
        detail: 'recipe',
        text: [words?.question, ...(words?.intro ?? [])].join(' '),
        target: guide({ kind: 'recipe', id }),
      };
    }),
    ...concepts.map(({ id, title, summary, blocks }): SearchEntry => ({
      id: `concept ${id}`,
      kind: 'concept',
      title,
      detail: summary,
      text: blocks.map((block) => ('text' in block ? block.text : '')).join(' '),
      target: guide({ kind: 'concept', id }),
    })),
    ...allFaults().map(({ code, title, meaning, advice }): SearchEntry => ({
      id: `fault ${code}`,
      kind: 'fault',
      title: `${code} ${title}`,
      detail: meaning,
      text: advice,
      target: guide({ kind: 'fault', code }),
    })),
  ];
}

function commandEntries(): SearchEntry[] {
  return (Object.keys(commandWords) as CommandId[]).map((id) => ({
    id: `command ${id}`,
    kind: 'command',
    title: commandWords[id].title,
    detail: commandWords[id].keys ?? '',
    text: commandWords[id].also,
    target: { kind: 'command', id },
  }));
}

import MiniSearch from 'minisearch';
import { SEARCH_KINDS, type SearchEntry } from './search-entries';

/** What was found, best first. */
export interface SearchAnswer {
  readonly entries: readonly SearchEntry[];
  /** Words of the question that stand nowhere, with the word that was shown in their place. */
  readonly corrected: readonly { readonly typed: string; readonly shown: string }[];
}

/** More than these nobody reads. */
const MOST = 40;

/** Finds entries by the beginnings of their words; a mistyped word finds what is spelt alike. */
export class SearchIndex {
  readonly #entries: ReadonlyMap<string, SearchEntry>;
  readonly #index: MiniSearch;

  constructor(entries: readonly SearchEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#index = new MiniSearch({
      fields: ['title', 'parts', 'detail', 'text'],
      extractField: (document: unknown, name) => fieldOf(document as SearchEntry, name),
      searchOptions: { boost: { title: 6, parts: 3, detail: 2 }, combineWith: 'AND' },
    });
    this.#index.addAll(entries);
  }

  /** @returns nothing for a question without a word. */
  find(question: string): SearchAnswer {
    const exact = this.#index.search(question, { prefix: true });
    const found =
      exact.length > 0
        ? exact
        : this.#index.search(question, { prefix: true, fuzzy: (term) => (term.length > 3 ? 0.3 : false) });
    const rank = new Map(SEARCH_KINDS.map((kind, index) => [kind, index]));
    const entries = found.flatMap(({ id, score }) => {
      const entry = this.#entries.get(String(id));
      return entry ? { entry, score } : [];
    });
    const typed = question.trim().toLowerCase();
    const weight = ({ entry, score }: (typeof entries)[number]) =>
      entry.title.toLowerCase() === typed ? Infinity : score / (1 + 0.15 * (rank.get(entry.kind) ?? 0));
    entries.sort((a, b) => weight(b) - weight(a));
    return {
      entries: entries.slice(0, MOST).map(({ entry }) => entry),
      corrected: exact.length > 0 ? [] : corrections(question, found[0]?.terms ?? []),
    };
  }
}

/** Names are found by their parts, too: `lead` finds `getMultipleLeads`. */
function fieldOf(entry: SearchEntry, name: string): string {
  if (name === 'parts') return entry.title.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_.]/g, ' ');
  return String(entry[name as keyof SearchEntry]);
}

function corrections(question: string, shown: readonly string[]): SearchAnswer['corrected'] {
  const words = question
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.flatMap((typed) => {
    if (shown.some((term) => term.startsWith(typed))) return [];
    const alike = shown.find((term) => !words.includes(term) && term[0] === typed[0]) ?? shown[0];
    return alike === undefined ? [] : [{ typed, shown: alike }];
  });
}

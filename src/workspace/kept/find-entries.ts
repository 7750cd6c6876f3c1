import type { CallEnding, HistoryEntry, HistoryTexts } from './entry';

/** Looks for words in calls: all of them have to be there, in what is listed or in the texts. */
export class EntrySearch {
  readonly #words: readonly string[];
  readonly #listed: ReadonlyMap<string, string>;
  readonly #found: Set<string>;

  constructor(query: string, entries: readonly HistoryEntry[]) {
    this.#words = query.toLowerCase().split(/\s+/).filter(Boolean);
    this.#listed = new Map(entries.map((entry) => [entry.id, factsOf(entry)]));
    this.#found = new Set([...this.#listed].filter(([, facts]) => this.#has(facts)).map(([id]) => id));
  }

  /** The ids of what was found so far. */
  get found(): ReadonlySet<string> {
    return new Set(this.#found);
  }

  /** Looks into a call's texts, too. */
  look(id: string, { request, answer }: HistoryTexts) {
    const facts = this.#listed.get(id);
    if (facts === undefined || this.#found.has(id)) return;
    if (this.#has(`${facts}\n${request.toLowerCase()}\n${(answer ?? '').toLowerCase()}`)) this.#found.add(id);
  }

  #has(text: string): boolean {
    return this.#words.every((word) => text.includes(word));
  }
}

function factsOf({ operation, name, summary, result, endpoint, ending }: HistoryEntry): string {
  return [operation, name, summary, result, endpoint.name, ...endingFacts(ending)].join('\n').toLowerCase();
}

function endingFacts(ending: CallEnding): readonly (string | number)[] {
  if (ending.kind !== 'answered') return ending.kind === 'failed' ? [ending.failure.kind] : [ending.kind];
  const { answer, reading } = ending;
  if (reading?.kind !== 'fault') return [answer.status];
  return [answer.status, reading.code ?? '', reading.faultstring, reading.message ?? ''];
}

/** What a recipe says in one language. */
export interface RecipeWords {
  readonly title: string;
  /** The question that people ask. */
  readonly question: string;
  /** Paragraphs before the steps. */
  readonly intro: readonly string[];
  /** Labels of the inputs, by their ids. */
  readonly inputs: Readonly<Record<string, string>>;
  /** By the steps' ids. */
  readonly steps: Readonly<Record<string, StepWords>>;
  /** Paragraphs after the steps: what to know when it is done elsewhere. */
  readonly notes: readonly string[];
}

/** What a step says. */
export interface StepWords {
  readonly name: string;
  /** Why it is done, in a sentence. */
  readonly why: string;
  /** What it found, from its facts; absent where a table or a measure says it all. */
  readonly found?: (facts: Readonly<Record<string, string | number>>) => string;
}

/** A page about an idea, in one language. Names in backticks are of the contract, of the settings, or text to type. */
export interface Concept {
  /** Its address: `#guide/concept/ID`. */
  readonly id: string;
  readonly title: string;
  /** What the page answers, for lists and search. */
  readonly summary: string;
  readonly blocks: readonly ConceptBlock[];
}

/** A part of a page. `guess`: nothing is documented, and what is said is our reading of samples and clients. */
export type ConceptBlock =
  | { readonly kind: 'text'; readonly text: string; readonly guess?: true }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** An operation to open in form and editor, and why. */
  | { readonly kind: 'try'; readonly operation: string; readonly text: string }
  /** A recipe that shows it, by its id. */
  | { readonly kind: 'recipe'; readonly recipe: string };

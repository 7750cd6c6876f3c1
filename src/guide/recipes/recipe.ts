import type { OperationName, RequestValues, ResultContents } from '../../contract/mktows-types';

/** What the reader of a recipe may change before it runs. Its label stands with the words. */
export interface RecipeInput {
  readonly id: string;
  readonly kind: 'text' | 'number' | 'date' | 'lines' | 'csv';
  /** What it holds at first, as text; a date as W3C date and time. */
  readonly initial: (now: number) => string;
  /** Bounds of a number. */
  readonly least?: number;
  readonly most?: number;
}

/** What steps hand to later ones, by name: texts and lists of texts. */
export type Kept = Readonly<Record<string, string | readonly string[]>>;

/** Rows that a step found, for people to read. */
export interface RecipeTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A measurement of one way to do the same thing. */
export interface RecipeMeasure {
  /** Milliseconds from the first request to the last row. */
  readonly milliseconds: number;
  readonly calls: number;
  /** Of the answers, as they arrived. */
  readonly bytes: number;
  readonly rows: number;
}

/** How a step ended. What it found before it failed is there, too. */
export type StepEnd = StepFindings &
  ({ readonly ok: true } | { readonly ok: false; readonly message: string; readonly code?: string });

/** What a step found. */
export interface StepFindings {
  readonly keep?: Kept;
  /** Figures and names for the words of the step, by name. */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly table?: RecipeTable;
  readonly measure?: RecipeMeasure;
}

/** How one call of a step ended. */
export type CallEnd<Name extends OperationName> =
  | { readonly ok: true; readonly values: ResultContents[Name]; readonly bytes: number }
  | { readonly ok: false; readonly message: string; readonly code?: string };

/** What a step may do. */
export interface StepContext {
  /** What the reader typed. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the steps before kept. */
  readonly kept: Kept;
  /** Milliseconds since 1970, for dates in requests. */
  readonly now: () => number;
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
  /** Waits, or ends early when the recipe is stopped. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Signs, sends and reads one request. Several may be under way at once. */
  readonly call: <Name extends OperationName>(
    operation: Name,
    values: RequestValues[Name],
    options?: CallOptions,
  ) => Promise<CallEnd<Name>>;
  /** Shows what is there so far. */
  readonly tell: (findings: StepFindings) => void;
}

/** How long an answer of the sandbox takes, in milliseconds; other endpoints take their own time. */
export interface OrderedLatency {
  readonly perCall: number;
  readonly perRow: number;
  /** For 1,024 bytes of the answer. */
  readonly perKilobyte: number;
}

/** How a call is made. */
export interface CallOptions {
  readonly latency?: OrderedLatency;
}

/** One step: one call, or as many of one operation as it takes. */
export interface RecipeStep {
  readonly id: string;
  readonly operation: OperationName;
  /** Names of kept values that it needs. */
  readonly takes: readonly string[];
  /** Names of kept values that it hands on. */
  readonly gives: readonly string[];
  readonly run: (context: StepContext) => Promise<StepEnd>;
}

/** A few calls that together answer a question that people ask. */
export interface Recipe {
  /** Its address: `#guide/recipe/ID`. */
  readonly id: string;
  readonly inputs: readonly RecipeInput[];
  readonly steps: readonly RecipeStep[];
  /** It changes data, which on an endpoint that is no sandbox the reader is asked about first. */
  readonly writes: boolean;
  /** It makes many calls in a short time, which count against an endpoint's limits. */
  readonly many?: boolean;
}

/** A kept text; empty when an earlier step gave none. */
export function keptText(kept: Kept, name: string): string {
  const value = kept[name];
  return typeof value === 'string' ? value : '';
}

/** A kept list; empty when an earlier step gave none. */
export function keptList(kept: Kept, name: string): readonly string[] {
  const value = kept[name];
  return typeof value === 'object' ? value : [];
}

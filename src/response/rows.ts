/** How a cell stands in the answer. */
export const CellState = {
  text: 0,
  /** `xsi:nil="true"`. */
  nil: 1,
  /** The element is there and holds nothing. */
  empty: 2,
  /** Text with comments, CDATA sections or other markup in it. */
  markup: 3,
  /** More than a value: elements. */
  nested: 4,
} as const;

export type CellState = (typeof CellState)[keyof typeof CellState];

/** A column of an answer's table. */
export interface RowColumn {
  /** The way from the row's element to the value, names joined by dots; unique in a table. */
  readonly key: string;
  readonly label: string;
  /** Whether the contract names it, an attribute of the record does, or only the answer has it. */
  readonly source: 'contract' | 'attribute' | 'unknown';
  /** The value's type as the contract has it: `int`, `dateTime`; an attribute's as the answer says. Empty when nobody says. */
  readonly type: string;
  /** How many rows have something other than nil or nothing in it. */
  readonly filled: number;
}

/** A value that stands outside the rows: a count, a position, a verdict. */
export interface Fact {
  /** From the answer's element on: `result.returnCount`. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly state: CellState;
}

/**
 * An answer's rows as places in its text: nothing is copied out of it before it is shown, so that ten thousand rows cost
 * little, and cross from a worker in one piece. Offsets count UTF-16 code units.
 */
export interface Rows {
  /** The operation that answered; absent for a fault and for what the contract does not know. */
  readonly operation?: string;
  /** The local name of the child of Body; empty when there is none. */
  readonly body: string;
  readonly columns: readonly RowColumn[];
  /** The element that is a row. */
  readonly rowElement: string;
  /** Whether the answer as a whole is the one row. */
  readonly single: boolean;
  readonly count: number;
  /** Two numbers for each row: where its element starts and ends. */
  readonly places: Int32Array;
  /** For each row the first of its cells; one more number at the end. */
  readonly first: Int32Array;
  /** Four numbers for each cell: column, start, end, state. A column may come more than once in a row: a list. */
  readonly cells: Int32Array;
  readonly facts: readonly Fact[];
  /** Where the text stops being XML, and why; the rows before it are there. */
  readonly broken?: { readonly at: number; readonly message: string };
}

/** The rows of a text that has none. */
export const NO_ROWS: Rows = {
  body: '',
  columns: [],
  rowElement: '',
  single: false,
  count: 0,
  places: new Int32Array(0),
  first: new Int32Array(1),
  cells: new Int32Array(0),
  facts: [],
};

/** A list of numbers that grows, ready to cross from a worker. */
export class Numbers {
  #held = new Int32Array(1024);
  length = 0;

  push4(a: number, b: number, c: number, d: number) {
    this.#reserve(4);
    const held = this.#held;
    held[this.length] = a;
    held[this.length + 1] = b;
    held[this.length + 2] = c;
    held[this.length + 3] = d;
    this.length += 4;
  }

  push(value: number) {
    this.#reserve(1);
    this.#held[this.length++] = value;
  }

  at(index: number): number {
    return this.#held[index] ?? 0;
  }

  set(index: number, value: number) {
    this.#held[index] = value;
  }

  toArray(): Int32Array {
    return this.#held.slice(0, this.length);
  }

  #reserve(more: number) {
    if (this.length + more <= this.#held.length) return;
    const grown = new Int32Array(this.#held.length * 2);
    grown.set(this.#held);
    this.#held = grown;
  }
}

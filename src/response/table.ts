import { valueText } from './cell-text';
import { CellState, type RowColumn, type Rows } from './rows';

/** One answer with its rows. */
export interface Page {
  readonly text: string;
  readonly rows: Rows;
}

/** A part of the text of one page. */
export interface CellPlace {
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

/** What stands in a row under a column. Without an element there is no place. */
export interface Cell {
  readonly state: 'text' | 'nil' | 'empty' | 'absent';
  /** The value; of a list, its values joined by `; `. */
  readonly text: string;
  readonly place?: CellPlace;
}

const ABSENT: Cell = { state: 'absent', text: '' };

/** The rows of one answer, or of several that belong together, with columns in common. Values are decoded when asked for. */
export class AnswerTable {
  readonly pages: readonly Page[];
  readonly columns: readonly RowColumn[];
  /** How many rows there are on all pages. */
  readonly count: number;
  /** For each page the number of its first row. */
  readonly #firstRow: number[] = [];
  /** For each page: its own number of each column; -1 where it has none. */
  readonly #ownColumn: Int32Array[] = [];

  constructor(pages: readonly Page[]) {
    this.pages = pages;
    let count = 0;
    for (const { rows } of pages) {
      this.#firstRow.push(count);
      count += rows.count;
    }
    this.count = count;
    const columns: { -readonly [key in keyof RowColumn]: RowColumn[key] }[] = [];
    const numbers = new Map<string, number>();
    for (const { rows } of pages) {
      for (const column of rows.columns) {
        const known = columns[numbers.get(column.key) ?? -1];
        if (known) known.filled += column.filled;
        else {
          const isTaken = columns.some(({ label }) => label === column.label);
          const label = isTaken ? column.key : column.label;
          numbers.set(column.key, columns.push({ ...column, label }) - 1);
        }
      }
    }
    this.columns = columns;
    for (const { rows } of pages) {
      const own = new Int32Array(columns.length).fill(-1);
      rows.columns.forEach(({ key }, index) => (own[numbers.get(key) ?? -1] = index));
      this.#ownColumn.push(own);
    }
  }

  /** The number of a column by its key; -1 when the table has none of that key. */
  columnNumber(key: string): number {
    return this.columns.findIndex((column) => column.key === key);
  }

  /** What stands in a row, from 0, under a column, from 0. */
  cell(row: number, column: number): Cell {
    const page = this.#pageOf(row);
    const { text, rows } = this.pages[page] ?? { text: '', rows: undefined };
    const own = this.#ownColumn[page]?.[column] ?? -1;
    if (!rows || own < 0) return ABSENT;
    const at = row - (this.#firstRow[page] ?? 0);
    const last = rows.first[at + 1] ?? 0;
    let found: Cell | undefined;
    for (let cell = rows.first[at] ?? 0; cell < last; cell += 1) {
      if (rows.cells[cell * 4] !== own) continue;
      const start = rows.cells[cell * 4 + 1] ?? 0;
      const end = rows.cells[cell * 4 + 2] ?? 0;
      const state = (rows.cells[cell * 4 + 3] ?? 0) as CellState;
      const next: Cell = {
        state: STATES[state],
        text: valueText(text, start, end, state),
        place: { page, start, end },
      };
      found = found ? joined(found, next) : next;
    }
    return found ?? ABSENT;
  }

  /** Where a row stands. */
  rowPlace(row: number): CellPlace | undefined {
    const page = this.#pageOf(row);
    const rows = this.pages[page]?.rows;
    const at = row - (this.#firstRow[page] ?? 0);
    if (!rows || at < 0 || at >= rows.count) return undefined;
    return { page, start: rows.places[at * 2] ?? 0, end: rows.places[at * 2 + 1] ?? 0 };
  }

  /** The row, and the column if it is in one, that a place in a page's text belongs to. */
  at(
    page: number,
    offset: number,
  ): { readonly row: number; readonly column: number | undefined } | undefined {
    const rows = this.pages[page]?.rows;
    if (!rows) return undefined;
    let low = 0;
    let high = rows.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((rows.places[middle * 2] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    if (rows.count === 0 || offset < (rows.places[low * 2] ?? 0) || offset > (rows.places[low * 2 + 1] ?? 0))
      return undefined;
    const row = low + (this.#firstRow[page] ?? 0);
    const last = rows.first[low + 1] ?? 0;
    for (let cell = rows.first[low] ?? 0; cell < last; cell += 1) {
      const isInside = (rows.cells[cell * 4 + 1] ?? 0) <= offset && offset <= (rows.cells[cell * 4 + 2] ?? 0);
      if (!isInside) continue;
      const column = this.#ownColumn[page]?.indexOf(rows.cells[cell * 4] ?? -1) ?? -1;
      return { row, column: column < 0 ? undefined : column };
    }
    return { row, column: undefined };
  }

  /** A fact of the last page, such as `result.remainingCount`; undefined when it does not stand there or is nil. */
  fact(key: string): string | undefined {
    const page = this.pages.at(-1);
    const found = page?.rows.facts.find((fact) => fact.key === key);
    if (!page || !found || found.state === CellState.nil) return undefined;
    return valueText(page.text, found.start, found.end, found.state);
  }

  #pageOf(row: number): number {
    let page = this.#firstRow.length - 1;
    while (page > 0 && (this.#firstRow[page] ?? 0) > row) page -= 1;
    return Math.max(page, 0);
  }
}

const STATES = ['text', 'nil', 'empty', 'text', 'text'] as const;

function joined(list: Cell, item: Cell): Cell {
  const { place } = list;
  return {
    state: 'text',
    text: `${list.text}; ${item.text}`,
    place: place && { ...place, end: item.place?.end ?? place.end },
  };
}

import type { AnswerTable } from '../../response/table';

/** A column number, and the direction in which the rows stand by it. */
export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

const NUMBERS = new Set([
  'int',
  'integer',
  'long',
  'short',
  'decimal',
  'double',
  'float',
  'currency',
  'percent',
  'score',
]);

/** Values of this type stand at the right of their column. */
export function isNumeric(type: string | undefined): boolean {
  return type !== undefined && NUMBERS.has(type);
}

/** The columns that are shown at first: those with a value in some row; all of them when no row has one. */
export function firstColumns(table: AnswerTable): number[] {
  const all = table.columns.map((_, index) => index);
  const filled = all.filter((index) => (table.columns[index]?.filled ?? 0) > 0);
  return filled.length > 0 ? filled : all;
}

const WIDEST = 196;
const NARROWEST = 56;
/** Of a letter of the table's font, and of the space beside a value, in pixels. */
const LETTER = 7.3;
const PADDING = 22;
/** Rows that are looked at for a column's width. */
const LOOKED_AT = 60;

/** The width that suits a column's name and its first values, in pixels. */
export function columnWidth(table: AnswerTable, column: number): number {
  let letters = (table.columns[column]?.label.length ?? 0) + 2;
  for (let row = 0; row < Math.min(table.count, LOOKED_AT); row += 1)
    letters = Math.max(letters, table.cell(row, column).text.length);
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, letters * LETTER + PADDING)));
}

/** The line, from 1, that an offset of a text is in. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

import type { AnswerTable, Cell } from './table';

/** The files that a table can become. */
export const EXPORT_KINDS = {
  csv: { label: 'CSV', extension: 'csv', type: 'text/csv;charset=utf-8' },
  json: { label: 'JSON', extension: 'json', type: 'application/json' },
  ndjson: { label: 'NDJSON', extension: 'ndjson', type: 'application/x-ndjson' },
} as const;

export type ExportKind = keyof typeof EXPORT_KINDS;

/** What is written of a table, in which order; without it all of it, as it stands. */
export interface Excerpt {
  readonly rows?: readonly number[];
  /** Column numbers. */
  readonly columns?: readonly number[];
}

/** Rows in one piece of the file. */
const ROWS_AT_ONCE = 200;

/** Writes a table as a file, piece by piece: a large one never stands in memory as a whole. */
export function* exportTable(table: AnswerTable, kind: ExportKind, extract: Excerpt = {}): Generator<string> {
  const columns = extract.columns ?? table.columns.map((_, index) => index);
  const count = extract.rows?.length ?? table.count;
  const line = kind === 'csv' ? csvRow : jsonRow;
  yield kind === 'csv'
    ? csvLine(columns.map((column) => quoted(table.columns[column]?.label ?? '')))
    : kind === 'json'
      ? '['
      : '';
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    let piece = '';
    for (let at = from; at < Math.min(from + ROWS_AT_ONCE, count); at += 1) {
      const row = extract.rows?.[at] ?? at;
      if (kind === 'json') piece += at === 0 ? '\n' : ',\n';
      piece += line(table, row, columns);
      if (kind === 'ndjson') piece += '\n';
    }
    yield piece;
  }
  if (kind === 'json') yield count > 0 ? '\n]\n' : ']\n';
}

/** A record with its columns' names: nil is `null`, empty is `""`, and what is absent has no name. */
function jsonRow(table: AnswerTable, row: number, columns: readonly number[]): string {
  const record: [string, string | null][] = [];
  for (const column of columns) {
    const { state, text } = table.cell(row, column);
    if (state !== 'absent') record.push([table.columns[column]?.label ?? '', state === 'nil' ? null : text]);
  }
  return JSON.stringify(Object.fromEntries(record));
}

/** RFC 4180: an empty value stands between quotes; nil and absent are nothing at all. */
function csvRow(table: AnswerTable, row: number, columns: readonly number[]): string {
  return csvLine(columns.map((column) => csvCell(table.cell(row, column))));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function csvCell({ state, text }: Cell): string {
  if (state === 'nil' || state === 'absent') return '';
  return text === '' ? '""' : quoted(text);
}

/** What a spreadsheet may take for a formula, also after white space; its full-width forms count in some. */
const FORMULA = /^[\s\u0000-\u001f\u00a0\u200b\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20]/;
/** A plain number begins with a sign and is no formula. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value that a spreadsheet opens as the text it is: one that looks like a formula gets an apostrophe before it. */
function quoted(text: string): string {
  const isFormula = (FORMULA.test(text) || /^[\t\r]/.test(text)) && !NUMBER.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Cells as tab-separated lines, as spreadsheets take them from the clipboard; what would break a cell is folded. */
export function clipboardText(
  table: AnswerTable,
  rows: readonly number[],
  columns: readonly number[],
): string {
  return rows
    .map((row) => columns.map((column) => table.cell(row, column).text.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

import type { AnswerTable } from './table';

/** How a table's rows are looked at. */
export interface Arrangement {
  /** Column and direction; the order of the answer without it. */
  readonly sort?: { readonly column: number; readonly descending: boolean };
  /** Only rows that have this in one of the columns, whatever the case. */
  readonly filter: string;
  /** The columns that the filter looks at. */
  readonly columns: readonly number[];
}

/** The numbers of the rows to show, in order. Rows without a value come last, whichever the direction. */
export function arrange(table: AnswerTable, { sort, filter, columns }: Arrangement): readonly number[] {
  const wanted = filter.trim().toLowerCase();
  const rows: number[] = [];
  for (let row = 0; row < table.count; row += 1) {
    const isWanted =
      wanted === '' || columns.some((column) => table.cell(row, column).text.toLowerCase().includes(wanted));
    if (isWanted) rows.push(row);
  }
  if (!sort) return rows;
  const texts = new Map(
    rows.map((row) => {
      const { state, text } = table.cell(row, sort.column);
      return [row, state === 'nil' || state === 'absent' ? undefined : text];
    }),
  );
  const compare = comparison([...texts.values()], table.columns[sort.column]?.type ?? '');
  const direction = sort.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [texts.get(a), texts.get(b)];
    if (left === undefined || right === undefined)
      return left === right ? a - b : left === undefined ? 1 : -1;
    return direction * compare(left, right) || a - b;
  });
}

const NUMERIC = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const collator = /* @__PURE__ */ new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Numbers as numbers and instants as instants, when each value of the column is one; else as people sort words. */
function comparison(values: readonly (string | undefined)[], type: string): (a: string, b: string) => number {
  const given = values.filter((value) => value !== undefined && value !== '') as string[];
  if (type !== 'string' && given.length > 0 && given.every((value) => NUMERIC.test(value)))
    return (a, b) => Number(a || -Infinity) - Number(b || -Infinity) || 0;
  if (given.length > 0 && given.every((value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value))))
    return (a, b) => Date.parse(a) - Date.parse(b) || 0;
  return (a, b) => collator.compare(a, b);
}

import Papa from 'papaparse';

/** A file of comma-separated values: its first row names the columns. */
export interface CsvFile {
  readonly columns: readonly string[];
  /** Each as long as the columns. */
  readonly rows: readonly (readonly string[])[];
  /** What is wrong with it, a sentence each; the other rows are there. */
  readonly problems: readonly string[];
}

/** Reads comma-, semicolon- or tab-separated values (RFC 4180, and what spreadsheets write). Empty lines count for nothing. */
export function readCsv(text: string): CsvFile {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  const [head = [], ...body] = data;
  const columns = head.map((name) => name.trim());
  const problems = errors
    // One column has no delimiter that could be guessed, and needs none.
    .filter(({ code }) => code !== 'UndetectableDelimiter')
    .map(({ message, row }) => `Row ${(row ?? 0) + 1}: ${message}.`);
  const rows = body.map((cells, index) => {
    if (cells.length !== columns.length)
      problems.push(`Row ${index + 1} has ${cells.length} values for ${columns.length} columns.`);
    return columns.map((_, at) => cells[at] ?? '');
  });
  return { columns, rows, problems };
}

/** A whole file, safe to open in a spreadsheet: a cell that would be a formula there gets an apostrophe. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse([[...columns], ...rows.map((row) => [...row])], { escapeFormulae: true })}\r\n`;
}

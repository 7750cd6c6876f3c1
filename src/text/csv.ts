/**
 * Splits one row of comma-separated values (RFC 4180): a value in double quotes may hold commas, line breaks and, doubled,
 * double quotes. A quote inside an unquoted value stands for itself; a quote that is never closed runs to the end.
 */
export function readCsvLine(line: string): string[] {
  const values: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quoted) {
      if (character !== '"') value += character;
      else if (line.charAt(at + 1) === '"') {
        value += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && value.trim() === '') {
      quoted = true;
      value = '';
    } else if (character === ',') {
      values.push(value);
      value = '';
    } else value += character;
  }
  values.push(value);
  return values;
}

/** Writes one row of comma-separated values (RFC 4180): a value with a comma, a quote or a line break is quoted. */
export function writeCsvLine(values: readonly string[]): string {
  return values
    .map((value) => (/[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',');
}

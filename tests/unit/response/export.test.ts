import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { clipboardText, exportTable, type ExportKind } from '#src/response/export';
import { readRows } from '#src/response/read-rows';
import { AnswerTable } from '#src/response/table';
import { escapeText } from '#src/xml/escape';
import { envelope } from './messages';

function tableOf(emails: readonly (string | null | undefined)[]) {
  const records = emails.map((email, id) => {
    const own =
      email === undefined
        ? ''
        : email === null
          ? '<Email xsi:nil="true"/>'
          : `<Email>${escapeText(email)}</Email>`;
    return `<leadRecord><Id>${id}</Id>${own}</leadRecord>`;
  });
  const text = envelope(
    `<ns1:successGetLead><result><leadRecordList>${records.join('')}</leadRecordList></result></ns1:successGetLead>`,
  );
  return new AnswerTable([{ text, rows: readRows(text, marketo) }]);
}

/** Columns that the tests are about. */
const COLUMNS = [0, 1];

function written(kind: ExportKind, emails: readonly (string | null | undefined)[]) {
  return [...exportTable(tableOf(emails), kind, { columns: COLUMNS })].join('');
}

/** RFC 4180, read strictly: what stands between the separators. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (let match = cell.exec(text); match && match[0] !== ''; match = cell.exec(text)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  expect(cell.lastIndex === 0 || cell.lastIndex === text.length).toBe(true);
  return rows.slice(0, -1);
}

describe('CSV', () => {
  it('has a header, CRLF, and quotes where they are needed (RFC 4180)', () => {
    expect(written('csv', ['plain', 'a,b', 'say "hi"', 'two\nlines'])).toBe(
      'Id,Email\r\n0,plain\r\n1,"a,b"\r\n2,"say ""hi"""\r\n3,"two\nlines"\r\n',
    );
  });

  it('tells empty from nil and absent', () => {
    expect(written('csv', ['', null, undefined])).toBe('Id,Email\r\n0,""\r\n1,\r\n2,\r\n');
  });

  it.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\u00a0=1',
    '＝1+1',
    '=HYPERLINK("http://x","y")',
    '\n=1',
  ])('never gives a spreadsheet a formula: %j', (value) => {
    const cell = readCsv(written('csv', [value]))[1]?.[1];
    expect(cell).toBe(`'${value}`);
  });

  it.each(['-5', '+3.5', '-1.5e3', "it's = fine", 'a=b'])(
    'leaves what is no formula as it is: %j',
    (value) => {
      expect(readCsv(written('csv', [value]))[1]?.[1]).toBe(value);
    },
  );
});

describe('JSON and NDJSON', () => {
  it('have the same records: nil is null, absent has no name', () => {
    const emails = ['a"b', '', null, undefined];
    const expected = [
      { Id: '0', Email: 'a"b' },
      { Id: '1', Email: '' },
      { Id: '2', Email: null },
      { Id: '3' },
    ];
    expect(JSON.parse(written('json', emails))).toEqual(expected);
    const lines = written('ndjson', emails).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
  });

  it('are valid without rows', () => {
    expect(JSON.parse(written('json', []))).toEqual([]);
    expect(written('ndjson', [])).toBe('');
  });
});

it('a large table comes in pieces', () => {
  const pieces = [...exportTable(tableOf(Array.from({ length: 1000 }, (_, n) => `l${n}@x.y`)), 'json')];
  expect(pieces.length).toBeGreaterThan(5);
  expect(JSON.parse(pieces.join(''))).toHaveLength(1000);
});

it('what is copied for a spreadsheet keeps its cells', () => {
  expect(clipboardText(tableOf(['a\tb\nc', 'd']), [1, 0], COLUMNS)).toBe('1\td\n0\ta b c');
});

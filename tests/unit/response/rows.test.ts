import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { arrange } from '#src/response/arrange';
import { contractNotes } from '#src/response/contract-notes';
import { RowReader, readRows } from '#src/response/read-rows';
import { AnswerTable } from '#src/response/table';
import { indexTree, treeChildren, treeNode, treeNodeAt } from '#src/response/tree';
import { envelope, MARKETO_FAULT, SUCCESS } from './messages';

const leads = (records: string, counts = '') =>
  envelope(`<ns1:successGetMultipleLeads><result>${counts}<leadRecordList>${records}</leadRecordList></result>
    </ns1:successGetMultipleLeads>`);
const attribute = (name: string, value: string) =>
  `<attribute><attrName>${name}</attrName><attrType>string</attrType><attrValue>${value}</attrValue></attribute>`;
const lead = (id: string, attributes: string) =>
  `<leadRecord><Id>${id}</Id><leadAttributeList>${attributes}</leadAttributeList></leadRecord>`;

function tableOf(...texts: string[]) {
  return new AnswerTable(texts.map((text) => ({ text, rows: readRows(text, marketo) })));
}

function column(table: AnswerTable, label: string): string[] {
  const number = table.columns.findIndex((candidate) => candidate.label === label);
  return Array.from({ length: table.count }, (_, row) => {
    const { state, text } = table.cell(row, number);
    return state === 'text' ? text : `(${state})`;
  });
}

describe('cells', () => {
  it('tell nil, empty and absent apart', () => {
    const table = tableOf(
      leads(
        `<leadRecord><Id>1</Id><Email xsi:nil="true"/></leadRecord>
         <leadRecord><Id>2</Id><Email></Email></leadRecord>
         <leadRecord><Id>3</Id><Email/></leadRecord>
         <leadRecord><Id>4</Id></leadRecord>
         <leadRecord><Id>5</Id><Email xsi:nil='1'></Email></leadRecord>
         <leadRecord><Id>6</Id><Email xsi:nil="false">a@b.c</Email></leadRecord>`,
      ),
    );
    expect(column(table, 'Email')).toEqual(['(nil)', '(empty)', '(empty)', '(absent)', '(nil)', 'a@b.c']);
  });

  it('take xsi:nil by its namespace, whatever its prefix is', () => {
    const text = leads(
      '<leadRecord><Email i:nil="true"/></leadRecord><leadRecord><Email x:nil="true"/></leadRecord>',
    )
      .replace('xmlns:xsi=', 'xmlns:i=')
      .replace('xmlns:ns1', 'xmlns:x="urn:x" xmlns:ns1');
    expect(column(tableOf(text), 'Email')).toEqual(['(nil)', '(empty)']);
  });

  it('hold what XML means: references, CDATA, comments, line ends', () => {
    const values = ['K&#246;ln &amp; Bonn', '<![CDATA[<b>&amp;</b>]]>', 'a<!-- no -->b', 'one\r\ntwo'];
    const table = tableOf(leads(values.map((value, id) => lead(`${id}`, attribute('City', value))).join('')));
    expect(column(table, 'City')).toEqual(['Köln & Bonn', '<b>&amp;</b>', 'ab', 'one\ntwo']);
  });

  it('keep an attribute that stands twice, and one that is called like a field', () => {
    const table = tableOf(
      leads(lead('1', attribute('City', 'Oslo') + attribute('City', 'Rome') + attribute('Id', 'other'))),
    );
    expect(column(table, 'City')).toEqual(['Oslo; Rome']);
    expect(column(table, 'Id')).toEqual(['1']);
    expect(column(table, 'Id (attribute)')).toEqual(['other']);
  });

  it('show what the contract does not know, and a note names it', () => {
    const text = leads('<leadRecord><Id>1</Id><Shoe>44</Shoe></leadRecord>');
    const table = tableOf(text);
    expect(column(table, 'Shoe')).toEqual(['44']);
    expect(table.columns.find(({ label }) => label === 'Shoe')?.source).toBe('unknown');
    expect(contractNotes(text, marketo).map(({ message }) => message)).toContain(
      'The contract has no Shoe in successGetMultipleLeads.result.leadRecordList.leadRecord.',
    );
  });
});

describe('notes about an answer and its contract', () => {
  it('name what is missing, not allowed or not listed, once and with how often', () => {
    const record = '<leadRecord><Id>1</Id><ForeignSysType>FAX</ForeignSysType></leadRecord>';
    const counts = '<returnCount>3</returnCount><remainingCount xsi:nil="true"/>';
    const notes = contractNotes(leads(record + record, counts), marketo);
    expect(notes.map(({ code, times }) => `${code} ${times}`).sort()).toEqual([
      'count 1',
      'missing-element 1',
      'not-listed 2',
      'not-nillable 1',
    ]);
    expect(notes.find(({ code }) => code === 'missing-element')?.message).toBe(
      'successGetMultipleLeads.result lacks newStreamPosition, which the contract requires.',
    );
  });

  it('say nothing about faults and other texts', () => {
    for (const text of [MARKETO_FAULT, '', '<a/>', 'no XML'])
      expect(contractNotes(text, marketo)).toEqual([]);
  });
});

describe('several pages', () => {
  it('become one table with the columns of all', () => {
    const table = tableOf(
      leads(lead('1', attribute('City', 'Oslo'))),
      leads(''),
      leads(lead('2', attribute('Phone', '7') + attribute('City', 'Rome'))),
    );
    expect(table.count).toBe(2);
    expect(column(table, 'Id')).toEqual(['1', '2']);
    expect(column(table, 'City')).toEqual(['Oslo', 'Rome']);
    expect(column(table, 'Phone')).toEqual(['(absent)', '7']);
    expect(
      table.cell(
        1,
        table.columns.findIndex(({ label }) => label === 'City'),
      ).place?.page,
    ).toBe(2);
  });
});

describe('an order of rows', () => {
  const table = tableOf(
    leads(
      [
        lead('10', attribute('City', 'oslo')),
        lead('9', attribute('City', 'Rome')),
        '<leadRecord><Id xsi:nil="true"/></leadRecord>',
        lead('100', attribute('City', 'Älvsbyn')),
      ].join(''),
    ),
  );
  const columns = table.columns.map((_, index) => index);
  const sorted = (label: string, descending: boolean, filter = '') =>
    arrange(table, {
      sort: { column: table.columns.findIndex((c) => c.label === label), descending },
      filter,
      columns,
    });

  it('has numbers as numbers and words as words, and rows without a value last', () => {
    expect(sorted('Id', false)).toEqual([1, 0, 3, 2]);
    expect(sorted('Id', true)).toEqual([3, 0, 1, 2]);
    expect(sorted('City', false)).toEqual([3, 0, 1, 2]);
  });

  it('keeps the answer’s order without a column, and only rows that have what is looked for', () => {
    expect(arrange(table, { filter: '', columns })).toEqual([0, 1, 2, 3]);
    expect(sorted('Id', false, ' ROME ')).toEqual([1]);
  });
});

describe('texts that are no whole answer', () => {
  it('give the rows before the place where they are cut off', () => {
    const whole = leads(lead('1', attribute('City', 'Oslo')) + lead('2', attribute('City', 'Rome')));
    const cut = whole.slice(0, whole.indexOf('Rome'));
    const rows = readRows(cut, marketo);
    expect(column(tableOf(cut), 'City')).toEqual(['Oslo', '(absent)']);
    expect(rows.broken).toEqual({
      at: cut.length,
      message: 'The text ends inside <attrValue>: it was cut off.',
    });
  });

  it.each(['', 'no XML', '<a/>', '<a><b></a>', MARKETO_FAULT, envelope(''), '<', '<a b="', '<!--'])(
    'have no rows: %s',
    (text) => {
      expect(readRows(text, marketo).count).toBe(0);
    },
  );

  it('never keep it from ending, wherever a text is cut or changed', () => {
    fc.assert(
      fc.property(fc.nat(SUCCESS.length), fc.string({ maxLength: 3 }), (place, put) => {
        const text = SUCCESS.slice(0, place) + put + SUCCESS.slice(place + 1);
        for (const broken of [SUCCESS.slice(0, place), text]) {
          const table = tableOf(broken);
          for (let row = 0; row < table.count; row += 1)
            table.columns.forEach((_, index) => table.cell(row, index));
          indexTree(broken);
          contractNotes(broken, marketo);
        }
      }),
    );
  });
});

it('rows are the same read at once and in small pieces', () => {
  const reader = new RowReader(SUCCESS, marketo);
  let pieces = 0;
  while (!reader.read(3)) pieces += 1;
  expect(pieces).toBeGreaterThan(5);
  expect(reader.rows()).toEqual(readRows(SUCCESS, marketo));
});

it('the tree knows children, and the element at a place', () => {
  const index = indexTree(SUCCESS);
  const name = (number: number) => /^<([\w:-]+)/.exec(SUCCESS.slice(treeNode(index, number).start))?.[1];
  const body = treeChildren(index, 0)[0]!;
  expect(name(body.number)).toBe('SOAP-ENV:Body');
  expect(name(treeNodeAt(index, SUCCESS.indexOf('a@example.com')))).toBe('Email');
  expect(treeChildren(index, -1).map(({ number }) => name(number))).toEqual(['SOAP-ENV:Envelope']);
});

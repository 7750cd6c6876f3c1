import { describe, expect, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { searchEntries } from '#src/guide/search/search-entries';
import { SearchIndex } from '#src/guide/search/search';

const entries = searchEntries(marketo);
const index = new SearchIndex(entries);
const first = (question: string) => index.find(question).entries[0]?.id;

describe('search', () => {
  test.each([
    ['getLead', 'operation getLead'],
    ['history of one', 'operation getLeadActivity'],
    ['20014', 'fault 20014'],
    ['signature', 'concept signature'],
    ['multiple leads', 'operation getMultipleLeads'],
    ['merge duplicates', 'recipe merge-duplicates'],
    ['batchSize', 'field batchSize'],
    ['FILLOUTFORM', 'value ActivityType FillOutForm'],
    ['dark', 'command theme-dark'],
    ['faults on purpose', 'command sandbox'],
  ])('“%s” finds %s first', (question, id) => {
    expect(first(question)).toBe(id);
  });

  test('a mistyped word finds what is spelt alike, and says so', () => {
    const { entries: found, corrected } = index.find('streem position');
    expect(found.map(({ id }) => id)).toContain('concept stream-position');
    expect(corrected).toEqual([{ typed: 'streem', shown: 'stream' }]);
  });

  test('what is nowhere finds nothing, and no word at all does not either', () => {
    expect(index.find('zzzzqqq').entries).toEqual([]);
    expect(index.find('  ').entries).toEqual([]);
  });

  test('each operation, field and enumeration value of the contract can be found by its name', () => {
    const titles = new Set(entries.map(({ title }) => title));
    for (const { name } of marketo.operations) expect(titles).toContain(name);
    expect(titles).toContain('newStreamPosition');
    expect(titles).toContain('SFDCLEADOWNERID');
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

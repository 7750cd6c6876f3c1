import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import type { Values } from '#src/envelope/values';
import { namedField } from '#src/language/named-field';

const field = (name: string, fault: { code?: string; message?: string }, values?: Values) => {
  const operation = marketo.operations.find((candidate) => candidate.name === name)!;
  return namedField(marketo, operation, values ?? exampleValues(marketo, operation), fault);
};

describe('The field that a fault names', () => {
  it('is the first one in its sentence, where the request has it', () => {
    expect(field('getLead', { message: 'keyValue is null or missing (20101)' })).toEqual([
      'leadKey',
      'keyValue',
    ]);
    const values = { leadSelector: { $type: 'StaticListSelector' } };
    expect(field('getMultipleLeads', { message: 'batchSize of leadSelector is wrong' }, values)).toEqual([
      'batchSize',
    ]);
  });

  it('is one that the request lacks, where it could have it', () => {
    const values = { leadSelector: { $type: 'StaticListSelector' } };
    const message = 'Neither staticListName nor staticListId is given (20109)';
    expect(field('getMultipleLeads', { message }, values)).toEqual(['leadSelector', 'staticListName']);
  });

  it('is an item of a list by its place', () => {
    expect(field('syncMultipleLeads', { message: 'Email is bad' })).toEqual([
      'leadRecordList',
      'leadRecord',
      0,
      'Email',
    ]);
  });

  it('is known by the code where the sentence names none', () => {
    const values = {
      leadSelector: { $type: 'LastUpdateAtSelector', oldestUpdatedAt: '2020-01-01T00:00:00Z' },
    };
    const message = 'The time range is longer than 30 days (20022)';
    expect(field('getMultipleLeads', { code: '20022', message }, values)).toEqual([
      'leadSelector',
      'oldestUpdatedAt',
    ]);
  });

  it('is none where nothing is named', () => {
    expect(field('getLead', { code: '20014', message: 'Authentication failed (20014)' })).toBeUndefined();
    expect(field('getLead', { message: 'constructor __proto__ toString' })).toBeUndefined();
    expect(field('getLead', {})).toBeUndefined();
  });
});

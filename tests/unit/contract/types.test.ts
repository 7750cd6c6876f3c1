import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import type { OperationName, RequestValues, ResultContents } from '#src/contract/mktows-types';
import type { ResultOf } from '#src/service/complete-result';
import { contractTypesFile } from '#src/server/write-contract-types';

describe('The types of the contract', () => {
  it('are what `npm run types` makes of the WSDL', async () => {
    expect(await readFile('src/contract/mktows-types.ts', 'utf8')).toBe(await contractTypesFile());
  });

  it('know every operation, and a request of each that is written by the contract’s names', () => {
    // Left out or misspelt, a name does not compile.
    const batch: Record<OperationName, true> = Object.fromEntries(
      marketo.operations.map(({ name }) => [name, true]),
    ) as Record<OperationName, true>;
    expect(Object.keys(batch)).toHaveLength(23);
    const byKeys: RequestValues['getMultipleLeads'] = {
      leadSelector: {
        $type: 'LeadKeySelector',
        keyType: 'EMAIL',
        keyValues: { stringItem: ['rufus@marketo.com'] },
      },
    };
    expect(Object.keys(byKeys)).toEqual(['leadSelector']);
  });

  it('do not compile with a misspelt field, an unknown value of an enumeration, or a selector of no kind', () => {
    // @ts-expect-error the field is called leadKey
    const misspelt: RequestValues['getLead'] = { leadkey: {} };
    // @ts-expect-error MAIL is none of the kinds of key
    const unknown: RequestValues['getLead'] = { leadKey: { keyType: 'MAIL' } };
    const shapeless: RequestValues['getMultipleLeads'] = {
      // @ts-expect-error the selector is abstract: its kind has to be named
      leadSelector: { staticListName: 'All Leads' },
    };
    // @ts-expect-error the answer says count
    const answer: ResultOf<ResultContents['getLead']> = { result: { counts: 1 } };
    expect([misspelt, unknown, shapeless, answer]).toHaveLength(4);
  });
});

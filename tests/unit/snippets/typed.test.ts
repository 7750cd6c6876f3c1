import { describe, expect, it } from 'vitest';
import { typedRequest, type Typed } from '#src/snippets/typed';
import { requestOf } from './requests';

function typed(...request: Parameters<typeof requestOf>) {
  const result = typedRequest(requestOf(...request));
  if (!result.ok) throw new Error(result.reason);
  return result;
}

function field(value: Typed, ...path: string[]): Typed | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const inner =
    value.kind === 'group' ? value.fields.find((one) => one.field.name === name)?.value : undefined;
  return inner && field(inner, ...rest);
}

describe('a request as typed data', () => {
  it('has numbers, booleans, times and enumerations as such, in their plain form', () => {
    const { body, misfits } = typed('getMultipleLeads', {
      leadSelector: { $type: 'LastUpdateAtSelector', oldestUpdatedAt: ' 2013-08-01T00:00:00-07:00 ' },
      batchSize: ' +0100 ',
    });
    expect(misfits).toEqual([]);
    expect(field(body, 'batchSize')).toEqual({ kind: 'integer', builtin: 'int', value: '100' });
    expect(field(body, 'leadSelector', 'oldestUpdatedAt')).toEqual({
      kind: 'dateTime',
      builtin: 'dateTime',
      value: '2013-08-01T00:00:00-07:00',
    });
    const { body: list } = typed('listOperation', { listOperation: 'ADDTOLIST', strict: '1' });
    expect(field(list, 'strict')).toEqual({ kind: 'boolean', value: true });
    expect(field(list, 'listOperation')).toEqual({
      kind: 'enumeration',
      name: 'ListOperationType',
      value: 'ADDTOLIST',
    });
  });

  it('says which type was chosen where the declared one is abstract', () => {
    const { body } = typed('getMultipleLeads');
    const selector = field(body, 'leadSelector');
    expect(selector?.kind === 'group' && [selector.derived, selector.type.name]).toEqual([
      true,
      'LeadKeySelector',
    ]);
  });

  it('puts fields in schema order, whatever the order of the keys', () => {
    const { body } = typed('getMultipleLeads', { batchSize: '1', streamPosition: 'x' });
    expect(body.fields.map((one) => one.field.name)).toEqual(['streamPosition', 'batchSize']);
  });

  it('names every value that a library could not send', () => {
    const { misfits } = typed('getMultipleLeads', {
      leadSelector: {
        $type: 'LeadKeySelector',
        keyType: 'MAIL',
        keyValues: { stringItem: ['a', null] },
      },
      lastUpdatedAt: 'yesterday',
      batchSize: '4000000000',
      includeAttributes: null,
    });
    expect(misfits).toEqual([
      'leadSelector.keyType is "MAIL", which is no LeadKeyRef.',
      'leadSelector.keyValues.stringItem is nil, which it must not be.',
      'lastUpdatedAt is "yesterday", which is no dateTime.',
      'batchSize is "4000000000", which is no int.',
      'includeAttributes is nil, which it must not be.',
    ]);
  });

  it('keeps the headers apart, without what is signed', () => {
    const { authentication, headers } = typed('syncLead', undefined, {
      AuthenticationHeader: { mktowsUserId: 'x', requestSignature: 'y', requestTimestamp: 'z', mode: '1' },
      MktowsContextHeader: { targetWorkspace: 'Default' },
    });
    expect(authentication.fields.map((one) => one.field.name)).toEqual(['mode']);
    expect(headers.map(({ name }) => name)).toEqual(['MktowsContextHeader']);
  });

  it('is refused where no envelope could be written', () => {
    const result = typedRequest(
      requestOf('getLead', {}, { MktowsContextHeader: { targetWorkspace: 'Default' } }),
    );
    expect(result).toEqual({ ok: false, reason: 'getLead takes no header MktowsContextHeader.' });
  });
});

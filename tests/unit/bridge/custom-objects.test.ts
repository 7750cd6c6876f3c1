import { describe, expect, it } from 'vitest';
import type { Values } from '#src/envelope/values';
import { at, attributeList } from '../sandbox/requests';
import { bothWays } from './both-ways';

type Ways = ReturnType<typeof bothWays>;

/** Positions are the bridge's own, and signed. */
const withoutPosition = (text: string) =>
  text.replace(/<newStreamPosition>[^<]*<\/newStreamPosition>/, '<newStreamPosition/>');

async function sameRecords(ways: Ways, values: Values) {
  const { direct, bridged } = await ways.call('getCustomObjects', values);
  expect(withoutPosition(bridged.text)).toEqual(withoutPosition(direct.text));
  return direct;
}

const asked = (objTypeName: string, keys: Record<string, string>, more: Values = {}) => ({
  objTypeName,
  customObjKeyList: attributeList(keys),
  ...more,
});
const record = (keys: Record<string, string>, fields: Record<string, string> = {}) => ({
  customObjKeyList: attributeList(keys),
  customObjAttributeList: attributeList(fields),
});
const stored = (objTypeName: string, customObj: Values[], operation?: string) => ({
  objTypeName,
  ...(operation === undefined ? {} : { operation }),
  customObjList: { customObj },
});

describe('custom objects through the bridge', () => {
  it('are found the same by any of their keys and by their lead, with all attributes or some', async () => {
    const ways = bothWays();
    await sameRecords(ways, asked('RoadShow', { MKTOID: '1090177' }));
    await sameRecords(ways, asked('ROADSHOW', { rid: 'rid1', MKTOID: '1090177' }));
    await sameRecords(ways, asked('Roadshow', { rid: 'rid1' }));
    const some = { includeAttributes: { stringItem: ['zip', 'city', 'None'] } };
    await sameRecords(ways, asked('Roadshow', { MKTOID: '1090177' }, some));
    await sameRecords(ways, asked('Purchase', { MKTOID: '67508' }));
    await sameRecords(ways, asked('Purchase', { orderNumber: 'PO-1000', MKTOID: '67508' }));
    await sameRecords(ways, asked('Purchase', { orderNumber: 'PO-1000', MKTOID: '5' }));
    await sameRecords(ways, asked('Purchase', { orderNumber: 'a, b' }));
    await sameRecords(ways, asked('Purchase', { orderNumber: '' }));
  });

  it('come page by page with the same counts, and not beyond the end', async () => {
    const ways = bothWays();
    const values = asked('Roadshow', { MKTOID: '1090177' }, { batchSize: '4' });
    const first = await ways.call('getCustomObjects', values);
    expect(at(first.direct.values, 'result.remainingCount')).toBe('2');
    expect(withoutPosition(first.bridged.text)).toEqual(withoutPosition(first.direct.text));
    const next = async (answer: (typeof first)['direct'], way: 'direct' | 'bridged') =>
      (
        await ways.call('getCustomObjects', {
          ...values,
          streamPosition: at(answer.values, 'result.newStreamPosition') as string,
        })
      )[way];
    const [direct, bridged] = [await next(first.direct, 'direct'), await next(first.bridged, 'bridged')];
    expect(at(bridged.values, 'result.returnCount')).toBe('2');
    expect(withoutPosition(bridged.text)).toEqual(withoutPosition(direct.text));
    expect((await next(bridged, 'bridged')).code).toBe('20123');
    const position = at(first.bridged.values, 'result.newStreamPosition') as string;
    const other = { ...asked('Roadshow', { MKTOID: '5' }), streamPosition: position };
    expect((await ways.viaBridge('getCustomObjects', other)).code).toBe('20122');
  });

  it('are created, updated, skipped and refused one by one, with the same statuses', async () => {
    const ways = bothWays();
    const lead = String(ways.leads().find(({ anonymous }) => !anonymous)?.id);
    const keys = { MKTOID: lead, rid: 'new' };
    await ways.same(
      'syncCustomObjects',
      stored('roadshow', [
        record(keys, { city: 'Essen', zip: '45127' }),
        record({ MKTOID: lead, rid: 'b' }),
        record(keys, { zip: '' }),
        record({ MKTOID: lead }),
        record(keys, { nothing: 'x' }),
        record({ ...keys, other: 'x' }),
        record({ MKTOID: '5', rid: 'x' }),
      ]),
    );
    await sameRecords(ways, asked('Roadshow', { MKTOID: lead }));
    await ways.same('syncCustomObjects', stored('Roadshow', [record(keys, { city: 'Ulm' })], 'INSERT'));
    await ways.same('syncCustomObjects', stored('Roadshow', [record({ MKTOID: lead, rid: 'c' })], 'UPDATE'));
    await ways.same(
      'syncCustomObjects',
      stored('Purchase', [record({ orderNumber: 'PO-9' }, { MKTOID: lead, amount: '250', product: 'Team' })]),
    );
    await sameRecords(ways, asked('Purchase', { orderNumber: 'PO-9' }));
    const worlds = [ways.direct, ways.behind].map(({ sandbox }) =>
      sandbox.inside.store().customObjects.dump(),
    );
    expect(worlds[1]).toEqual(worlds[0]);
  });

  it('are deleted by all their keys; what is not there has failed', async () => {
    const ways = bothWays();
    const keyList = [
      attributeList({ MKTOID: '1090177', rid: 'rid1' }),
      attributeList({ rid: 'rid2', MKTOID: '1090177' }),
      attributeList({ MKTOID: '1090177', rid: 'none' }),
      attributeList({ MKTOID: '1090177' }),
    ];
    await ways.same('deleteCustomObjects', { objTypeName: 'RoadShow', customObjKeyLists: { keyList } });
    await sameRecords(ways, asked('Roadshow', { MKTOID: '1090177' }));
  });

  it('are refused the same', async () => {
    const ways = bothWays();
    await ways.same('getCustomObjects', asked('Nothing', { MKTOID: '5' }));
    await ways.same('getCustomObjects', asked('', { MKTOID: '5' }));
    await ways.same('getCustomObjects', asked('Roadshow', {}));
    await ways.same('getCustomObjects', asked('Roadshow', { city: 'city0', nothing: 'x' }));
    await ways.same('getCustomObjects', asked('Roadshow', { rid: 'rid1' }, { batchSize: '0' }));
    await ways.same('syncCustomObjects', stored('Nothing', [record({ rid: '1' })]));
    await ways.same('syncCustomObjects', stored('Roadshow', []));
    await ways.same('syncCustomObjects', stored('Roadshow', Array<Values>(101).fill(record({ rid: '1' }))));
    await ways.same('deleteCustomObjects', { objTypeName: 'Roadshow', customObjKeyLists: {} });
    // A type that is not there is not looked for at each request.
    expect(ways.made.filter((call) => call.includes('/customobjects.json'))).toHaveLength(2);
  });
});

import { describe, expect, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import type { Values } from '#src/envelope/values';
import { at, attributeList, attributesOf, call, listAt, NOW, sandboxAt } from './requests';
import { digestOf, documentedAnswers, documentedRequest } from '../../fixtures/documented';

type World = ReturnType<typeof sandboxAt>;

/** A question for records of the documented type. */
const wanted = (keys: Record<string, string>, more: Values = {}): Values => ({
  objTypeName: 'RoadShow',
  customObjKeyList: attributeList(keys),
  includeAttributes: {},
  ...more,
});
/** The records of one page, each as one object of keys and fields. */
async function find(world: World, values: Values) {
  const answer = await call(world, 'getCustomObjects', values);
  expect(answer.message).toBeUndefined();
  const records = listAt(answer.values, 'result.customObjList.customObj');
  expect(at(answer.values, 'result.returnCount')).toBe(String(records.length));
  return records.map((record) => ({
    ...attributesOf(record.customObjKeyList),
    ...attributesOf(record.customObjAttributeList),
  }));
}
const record = (keys: Record<string, string>, fields: Record<string, string> = {}): Values => ({
  customObjKeyList: attributeList(keys),
  customObjAttributeList: attributeList(fields),
});
async function sync(world: World, operation: string | undefined, ...customObj: Values[]) {
  const answer = await call(world, 'syncCustomObjects', {
    objTypeName: 'RoadShow',
    customObjList: { customObj },
    operation,
  });
  expect(answer.message).toBeUndefined();
  return listAt(answer.values, 'result.syncCustomObjStatusList.syncCustomObjStatus');
}
async function remove(world: World, ...keys: Record<string, string>[]) {
  const answer = await call(world, 'deleteCustomObjects', {
    objTypeName: 'roadshow',
    customObjKeyLists: { keyList: keys.map(attributeList) },
  });
  expect(answer.message).toBeUndefined();
  return listAt(answer.values, 'result.deleteCustomObjStatusList.syncCustomObjStatus');
}

const RHODA = { MKTOID: '1090177' };

describe('getCustomObjects', () => {
  const world = sandboxAt();

  test('the documented question gets the six documented records, in canonical spelling', async () => {
    const { values } = await call(world, 'getCustomObjects', wanted(RHODA));
    expect(at(values, 'result')).toMatchObject({
      objTypeName: 'Roadshow',
      returnCount: '6',
      remainingCount: '0',
      newStreamPosition: '{"ky":["1090177"],"os":6}',
    });
    const records = await find(world, wanted(RHODA));
    expect(records.map(({ rid }) => rid)).toEqual(['123456', 'rid0', 'rid1', 'rid2', 'rid3', 'rid4']);
    expect(records[2]).toEqual({
      ...RHODA,
      rid: 'rid1',
      city: 'SanMateo',
      state: 'California',
      zip: '94404',
    });
  });

  test.each(['RoadShow', 'Roadshow', 'ROADSHOW'])('the type may be called %s', async (objTypeName) => {
    expect(await find(world, wanted(RHODA, { objTypeName }))).toHaveLength(6);
  });

  test('any of the keys are enough, all that are given have to agree, and their order is free', async () => {
    expect(await find(world, wanted({ rid: 'rid3' }))).toHaveLength(1);
    expect(await find(world, wanted({ rid: 'rid3', ...RHODA }))).toHaveLength(1);
    expect(await find(world, wanted({ rid: 'rid3', MKTOID: '2' }))).toEqual([]);
    const { values } = await call(world, 'getCustomObjects', wanted({ rid: 'rid3', ...RHODA }));
    expect(at(values, 'result.newStreamPosition')).toBe('{"ky":["1090177","rid3"],"os":1}');
  });

  test('nothing found is a success, in the recorded shape', async () => {
    const { values, text } = await call(world, 'getCustomObjects', wanted({ MKTOID: '123' }));
    expect(at(values, 'result')).toMatchObject({
      returnCount: '0',
      remainingCount: '0',
      newStreamPosition: '{"ky":["123"],"os":0}',
    });
    expect(text).toContain('<customObjList/>');
  });

  test('includeAttributes picks fields, and keys come in any case', async () => {
    const includeAttributes = { stringItem: ['city', 'Colour'] };
    expect((await find(world, wanted({ rid: 'rid1' }, { includeAttributes })))[0]).toEqual({
      ...RHODA,
      rid: 'rid1',
      city: 'SanMateo',
    });
  });

  test('a type whose link is no key is found by it all the same', async () => {
    const purchases = wanted({ MKTOID: '67508' }, { objTypeName: 'purchase' });
    expect(await find(world, purchases)).toEqual([
      expect.objectContaining({ orderNumber: 'PO-1000', product: 'Team', purchasedOn: '2012-04-04' }),
    ]);
  });

  test('pages end where the count of the rest is 0, and hold every record once', async () => {
    const seen: string[] = [];
    let streamPosition: string | null = null;
    for (let remaining = 1; remaining > 0;) {
      const { values } = await call(
        world,
        'getCustomObjects',
        wanted(RHODA, { batchSize: '4', streamPosition }),
      );
      seen.push(
        ...listAt(values, 'result.customObjList.customObj').map(
          (one) => attributesOf(one.customObjKeyList).rid!,
        ),
      );
      remaining = Number(at(values, 'result.remainingCount'));
      expect(remaining).toBe(6 - seen.length);
      streamPosition = String(at(values, 'result.newStreamPosition'));
      expect(streamPosition).toBe(`{"ky":["1090177"],"os":${seen.length}}`);
    }
    expect(seen).toEqual(['123456', 'rid0', 'rid1', 'rid2', 'rid3', 'rid4']);
    expect((await call(world, 'getCustomObjects', wanted(RHODA, { streamPosition }))).code).toBe('20123');
    expect((await call(world, 'getCustomObjects', wanted({ MKTOID: '2' }, { streamPosition }))).code).toBe(
      '20122',
    );
  });

  test('a page has 100 records at most, whatever is asked for', async () => {
    const own = sandboxAt();
    for (let call = 0; call < 2; call += 1) {
      const records = Array.from({ length: 75 }, (_, index) =>
        record({ MKTOID: '2', rid: `r${call}-${index}` }),
      );
      await sync(own, 'INSERT', ...records);
    }
    const { values } = await call(own, 'getCustomObjects', wanted({ MKTOID: '2' }, { batchSize: '500' }));
    expect(at(values, 'result')).toMatchObject({ returnCount: '100', remainingCount: '50' });
  });

  test('a position past the end gets an empty page where the choice says so', async () => {
    const lenient = sandboxAt(undefined, { settings: { choices: { pastTheEnd: 'empty' } } });
    const streamPosition = '{"ky":["1090177"],"os":9}';
    const { values } = await call(lenient, 'getCustomObjects', wanted(RHODA, { streamPosition }));
    expect(at(values, 'result')).toMatchObject({
      returnCount: '0',
      remainingCount: '0',
      newStreamPosition: '{"ky":["1090177"],"os":6}',
    });
  });

  const { includeAttributes: _unused, ...lacking } = wanted(RHODA);
  test.each<[string, string, Values]>([
    ['20017', 'no type', { customObjKeyList: attributeList(RHODA), includeAttributes: {} }],
    ['20109', 'a blank type', wanted(RHODA, { objTypeName: ' ' })],
    ['20110', 'an unknown type', wanted(RHODA, { objTypeName: 'Spaceship' })],
    ['20109', 'no keys', { objTypeName: 'RoadShow', includeAttributes: {} }],
    ['20109', 'nil keys', { ...lacking, customObjKeyList: null, includeAttributes: {} }],
    ['20109', 'an empty list of keys', { ...lacking, customObjKeyList: {}, includeAttributes: {} }],
    ['20110', 'an unknown key', wanted({ city: 'city4' })],
    ['20114', 'a batch size of 0', wanted(RHODA, { batchSize: '0' })],
    ['20114', 'a batch size that is no number', wanted(RHODA, { batchSize: 'many' })],
    ['20122', 'a garbage position', wanted(RHODA, { streamPosition: 'garbage' })],
    [
      '20122',
      'a position with more in it',
      wanted(RHODA, { streamPosition: '{"ky":["1090177"],"os":1,"x":1}' }),
    ],
    [
      '20122',
      'a position before the beginning',
      wanted(RHODA, { streamPosition: '{"ky":["1090177"],"os":-1}' }),
    ],
    ['20122', 'a position of more keys', wanted(RHODA, { streamPosition: '{"ky":["1090177","x"],"os":1}' })],
  ])('answers %s to %s', async (code, _what, values) => {
    const answer = await call(world, 'getCustomObjects', values);
    expect(answer.code).toBe(code);
  });

  test('the fault of an unknown type has the recorded words', async () => {
    const answer = await call(world, 'getCustomObjects', wanted(RHODA, { objTypeName: 'Spaceship' }));
    expect(answer.text).toContain('<faultstring>20110 - Input error</faultstring>');
    expect(answer.message).toBe('Object name is not valid (20110)');
  });
});

describe('syncCustomObjects', () => {
  const keys = { MKTOID: '2', rid: 'new' };
  const fields = { city: 'Portland', state: 'OR', zip: '97204' };

  test('what is written is read, and keys come back as they were sent', async () => {
    const world = sandboxAt();
    const [status] = await sync(world, 'UPSERT', record({ rid: 'new', MKTOID: '2' }, fields));
    expect(status).toEqual({
      objTypeName: 'Roadshow',
      customObjKeyList: {
        attribute: [
          { attrName: 'rid', attrType: null, attrValue: 'new' },
          { attrName: 'MKTOID', attrType: null, attrValue: '2' },
        ],
      },
      status: 'CREATED',
      error: null,
    });
    expect(await find(world, wanted(keys))).toEqual([{ ...keys, ...fields }]);
  });

  test('an update changes only what it names, and an empty value clears', async () => {
    const world = sandboxAt();
    await sync(world, 'INSERT', record(keys, fields));
    const [status] = await sync(world, 'UPDATE', record(keys, { city: 'Salem', zip: '' }));
    expect(status?.status).toBe('UPDATED');
    expect(await find(world, wanted(keys))).toEqual([{ ...keys, city: 'Salem', state: 'OR' }]);
  });

  test('INSERT and UPDATE refuse what the other one takes, and without an operation it is an UPSERT', async () => {
    const world = sandboxAt();
    const statusOf = async (operation: string | undefined) =>
      (await sync(world, operation, record(keys, fields)))[0];
    expect(await statusOf('UPDATE')).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('Skipped'),
    });
    expect(await find(world, wanted(keys))).toEqual([]);
    expect((await statusOf(undefined))?.status).toBe('CREATED');
    expect((await statusOf(undefined))?.status).toBe('UPDATED');
    expect(await statusOf('INSERT')).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('Skipped'),
    });
  });

  test.each<[string, Values, string]>([
    ['an unknown field', record(keys, { nameasdf: 'x' }), 'Unknown name attribute list: nameasdf'],
    [
      'two unknown fields',
      record(keys, { toString: 'x', b: 'y' }),
      'Unknown name attribute list: toString, b',
    ],
    ['an unknown key', record({ ...keys, size: '1' }), 'Unknown name key list: size'],
    ['a missing key', record({ MKTOID: '2' }), 'Missing keys: rid'],
    ['an empty key', record({ ...keys, rid: '' }), 'Missing keys: rid'],
    ['no keys', {}, 'Missing keys: MKTOID, rid'],
    [
      'a key that is too long',
      record({ ...keys, rid: 'x'.repeat(256) }),
      'A key is longer than 255 characters',
    ],
    ['a value that is too long', record(keys, { city: 'x'.repeat(256) }), "city can't hold the value given"],
    ['an unknown lead', record({ ...keys, MKTOID: '1' }), 'No lead found with MKTOID = 1'],
    ['a lead written in another way', record({ ...keys, MKTOID: '02' }), 'No lead found with MKTOID = 02'],
  ])('%s fails that record alone', async (_what, bad, error) => {
    const world = sandboxAt();
    const result = await sync(world, 'UPSERT', bad, record(keys, fields));
    expect(result.map(({ status }) => status)).toEqual(['FAILED', 'CREATED']);
    expect(result[0]?.error).toBe(error);
    expect(await find(world, wanted(keys))).toEqual([{ ...keys, ...fields }]);
  });

  test('a record of a type with its own key has to keep its lead', async () => {
    const world = sandboxAt();
    const purchase = async (values: Record<string, string>) => {
      const customObjList = { customObj: [record({ orderNumber: 'PO-1' }, values)] };
      const answer = await call(world, 'syncCustomObjects', { objTypeName: 'Purchase', customObjList });
      return at(answer.values, 'result.syncCustomObjStatusList.syncCustomObjStatus.0') as Values;
    };
    expect(await purchase({ product: 'Team' })).toMatchObject({ error: 'MKTOID has to name a lead' });
    expect(await purchase({ MKTOID: '2', amount: 'much' })).toMatchObject({
      error: "amount can't hold the value given",
    });
    expect(await purchase({ MKTOID: '2', amount: '12.50', purchasedOn: '2026-03-01' })).toMatchObject({
      status: 'CREATED',
    });
    expect(await purchase({ MKTOID: '' })).toMatchObject({ status: 'FAILED' });
    expect(await purchase({ product: 'Team' })).toMatchObject({ status: 'UPDATED' });
  });

  test('each field that changes is logged with the lead', async () => {
    const world = sandboxAt();
    await sync(
      world,
      'UPSERT',
      record({ ...RHODA, rid: 'rid1' }, { city: 'San Mateo', state: 'California', zip: '' }),
    );
    const answer = await call(world, 'getLeadActivity', {
      leadKey: { keyType: 'IDNUM', keyValue: '1090177' },
      startPosition: { oldestCreatedAt: new Date(NOW).toISOString() },
    });
    const records = listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord');
    expect(records.map((one) => [one.activityType, one.mktgAssetName])).toEqual([
      ['Change Custom Object', 'Roadshow'],
      ['Change Custom Object', 'Roadshow'],
    ]);
    expect(records.map((one) => attributesOf(one.activityAttributes))).toContainEqual(
      expect.objectContaining({
        rid: 'rid1',
        'Attribute Name': 'city',
        'Old Value': 'SanMateo',
        'New Value': 'San Mateo',
      }),
    );
  });

  test('100 records are taken', async () => {
    const records = Array.from({ length: 100 }, (_, index) => record({ MKTOID: '2', rid: `r${index}` }));
    const result = await sync(sandboxAt(), 'INSERT', ...records);
    expect(new Set(result.map(({ status }) => status))).toEqual(new Set(['CREATED']));
  });

  const world = sandboxAt();
  const customObjList = { customObj: [record(keys, fields)] };
  test.each<[string, string, Values]>([
    ['20017', 'no type', { customObjList }],
    ['20109', 'a blank type', { objTypeName: '', customObjList }],
    ['20110', 'an unknown type', { objTypeName: 'Spaceship', customObjList }],
    ['20017', 'no list', { objTypeName: 'RoadShow' }],
    ['20109', 'an empty list', { objTypeName: 'RoadShow', customObjList: {} }],
    ['20114', 'another operation', { objTypeName: 'RoadShow', customObjList, operation: 'MERGE' }],
    [
      '20110',
      '101 records',
      {
        objTypeName: 'RoadShow',
        customObjList: { customObj: Array.from({ length: 101 }, () => record(keys)) },
      },
    ],
  ])('answers %s to %s, and nothing is stored', async (code, _what, values) => {
    expect((await call(world, 'syncCustomObjects', values)).code).toBe(code);
    expect(await find(world, wanted(keys))).toEqual([]);
  });
});

describe('deleteCustomObjects', () => {
  test('only a record that is named by all its keys is deleted', async () => {
    const world = sandboxAt();
    const named = { ...RHODA, rid: '123456' };
    const result = await remove(world, named, named, RHODA, { ...named, city: 'city4' }, {});
    expect(result.map(({ objTypeName, status, error }) => [objTypeName, status, error])).toEqual([
      ['Roadshow', 'DELETED', null],
      ['Roadshow', 'FAILED', 'There is no record with these keys'],
      ['Roadshow', 'FAILED', 'Missing keys: rid'],
      ['Roadshow', 'FAILED', 'Unknown name key list: city'],
      ['Roadshow', 'FAILED', 'Missing keys: MKTOID, rid'],
    ]);
    expect(attributesOf(result[0]?.customObjKeyList)).toEqual(named);
    expect(await find(world, wanted(RHODA))).toHaveLength(5);
  });

  const world = sandboxAt();
  const customObjKeyLists = { keyList: [attributeList({ ...RHODA, rid: 'rid0' })] };
  test.each<[string, string, Values]>([
    ['20017', 'no type', { customObjKeyLists }],
    ['20110', 'an unknown type', { objTypeName: 'Spaceship', customObjKeyLists }],
    ['20017', 'no keys', { objTypeName: 'RoadShow' }],
    ['20109', 'an empty list', { objTypeName: 'RoadShow', customObjKeyLists: {} }],
  ])('answers %s to %s, and nothing is deleted', async (code, _what, values) => {
    expect((await call(world, 'deleteCustomObjects', values)).code).toBe(code);
    expect(await find(world, wanted(RHODA))).toHaveLength(6);
  });
});

test('records go with a lead that is merged; of two with the same other keys the winner keeps its own', async () => {
  const world = sandboxAt();
  await sync(
    world,
    'INSERT',
    record({ MKTOID: '15', rid: 'a' }, { city: 'loser' }),
    record({ MKTOID: '15', rid: 'b' }, { city: 'loser' }),
    record({ MKTOID: '2', rid: 'b' }, { city: 'winner' }),
  );
  const customObj = [record({ orderNumber: 'PO-1' }, { MKTOID: '15' })];
  await call(world, 'syncCustomObjects', { objTypeName: 'Purchase', customObjList: { customObj } });
  await call(world, 'mergeLeads', {
    winningLeadKeyList: attributeList({ IDNUM: '2' }),
    losingLeadKeyLists: { keyList: [attributeList({ IDNUM: '15' })] },
  });
  expect((await find(world, wanted({ MKTOID: '2' }))).map(({ rid, city }) => [rid, city])).toEqual([
    ['a', 'loser'],
    ['b', 'winner'],
  ]);
  expect(await find(world, wanted({ MKTOID: '15' }))).toEqual([]);
  const orders = await find(world, wanted({ orderNumber: 'PO-1' }, { objTypeName: 'Purchase' }));
  expect(orders[0]?.MKTOID).toBe('2');
});

test('what was written and deleted outlives an export', async () => {
  const world = sandboxAt();
  await sync(world, 'INSERT', record({ MKTOID: '2', rid: 'kept' }, { city: 'Kept' }));
  await remove(world, { ...RHODA, rid: 'rid0' });
  const other = sandboxAt();
  expect(other.sandbox.importState(world.sandbox.exportState())).toEqual({ ok: true });
  expect(await find(other, wanted({ MKTOID: '2' }))).toEqual([{ MKTOID: '2', rid: 'kept', city: 'Kept' }]);
  expect(await find(other, wanted(RHODA))).toHaveLength(5);
});

test('the printed request, signed for today, gets the printed answer', async () => {
  const request = readRequest(documentedRequest('getCustomObjects'), marketo);
  if (!request.ok) throw new Error('The sample is unreadable.');
  const answer = await call(sandboxAt(), 'getCustomObjects', request.request.values);
  expect(digestOf(answer.values)).toBe(documentedAnswers.getCustomObjects);
});

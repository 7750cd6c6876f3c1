import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { readCsvLine } from '#src/text/csv';
import { OWNERS } from '#src/sandbox/seed/companies';
import { at, attributesOf, call, listAt, NOW, sandboxAt } from './requests';

type World = ReturnType<typeof sandboxAt>;
const idKey = (id: number | string) => ({ keyType: 'IDNUM', keyValue: String(id) });
const listName = (keyValue: string) => ({ keyType: 'MKTOLISTNAME', keyValue });

async function change(world: World, listOperation: string, ids: (number | string)[], more: Values = {}) {
  const listMemberList = { leadKey: ids.map(idKey) };
  const values = { listOperation, listKey: listName('Empty List'), listMemberList, ...more };
  const answer = await call(world, 'listOperation', values);
  return {
    code: answer.code,
    text: answer.text,
    success: at(answer.values, 'result.success'),
    statusList: at(answer.values, 'result.statusList'),
    statuses: listAt(answer.values, 'result.statusList.leadStatus').map(({ leadKey, status }) => [
      at(leadKey, 'keyValue'),
      status,
    ]),
  };
}

async function membersOf(world: World, staticListName: string) {
  const leadSelector = { $type: 'StaticListSelector', staticListName };
  const answer = await call(world, 'getMultipleLeads', { leadSelector, batchSize: '1000' });
  return listAt(answer.values, 'result.leadRecordList.leadRecord').map(({ Email }) => String(Email));
}

describe('listOperation', () => {
  test('adds and removes; a change that worked has a nil list of statuses', async () => {
    const world = sandboxAt();
    const added = await change(world, 'ADDTOLIST', [67_508, 65_835]);
    expect([added.success, added.statusList]).toEqual(['true', null]);
    expect(await membersOf(world, 'Empty List')).toEqual(['formtest1@marketo.com', 'joe@marketo.com']);
    const removed = await change(world, 'REMOVEFROMLIST', [67_508]);
    expect([removed.success, removed.statusList]).toEqual(['true', null]);
    expect(await membersOf(world, 'Empty List')).toEqual(['formtest1@marketo.com']);
  });

  test('adding a member again works and is not logged again', async () => {
    const world = sandboxAt();
    await change(world, 'ADDTOLIST', [67_508]);
    expect((await change(world, 'ADDTOLIST', [67_508])).success).toBe('true');
    const answer = await call(world, 'getLeadActivity', {
      leadKey: idKey(67_508),
      activityFilter: { includeTypes: { activityType: ['AddToList', 'RemoveFromList'] } },
    });
    const [record, ...others] = listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord');
    expect(record).toMatchObject({ activityType: 'Add to List', mktgAssetName: 'Empty List' });
    expect(others).toEqual([]);
  });

  test.each([
    ['ADDTOLIST', [67_508, 999], [['999', 'false']]],
    [
      'REMOVEFROMLIST',
      [65_835, 67_508, 999],
      [
        ['67508', 'false'],
        ['999', 'false'],
      ],
    ],
  ])('%s does what it can and lists the rest', async (operation, ids, failed) => {
    const world = sandboxAt();
    await change(world, 'ADDTOLIST', [65_835]);
    const answer = await change(world, operation, ids);
    expect([answer.success, answer.statuses]).toEqual(['false', failed]);
    expect(await membersOf(world, 'Empty List')).toHaveLength(operation === 'ADDTOLIST' ? 2 : 0);
  });

  test('strict does all or nothing', async () => {
    const world = sandboxAt();
    const answer = await change(world, 'ADDTOLIST', [67_508, 999], { strict: 'true' });
    expect([answer.success, answer.statuses]).toEqual(['false', [['999', 'false']]]);
    expect(await membersOf(world, 'Empty List')).toEqual([]);
  });

  test('a strict failure is a fault when the setting says so', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { choices: { strictFailure: 'fault' } } });
    expect((await change(world, 'ADDTOLIST', [67_508, 999], { strict: 'true' })).code).toBe('20103');
    expect(await membersOf(world, 'Empty List')).toEqual([]);
  });

  test('asks of each lead, in order, whether it is a member', async () => {
    const world = sandboxAt();
    const listKey = listName('Trav-Test-List');
    const answer = await change(world, 'ISMEMBEROFLIST', [87_710, 1_089_946, 999], {
      listKey,
      strict: 'false',
    });
    expect(answer.success).toBe('false');
    expect(answer.statuses).toEqual([
      ['87710', 'false'],
      ['1089946', 'true'],
      ['999', 'false'],
    ]);
    expect((await change(world, 'ISMEMBEROFLIST', [1_089_946], { listKey })).success).toBe('true');
  });

  test.each([
    ['MKTOSALESUSERID', OWNERS[0].salesUserId],
    ['SFDCLEADOWNERID', OWNERS[0].sfdcOwnerId],
  ])('finds the list that a sales person keeps by %s', async (keyType, keyValue) => {
    const world = sandboxAt();
    expect((await change(world, 'ADDTOLIST', [67_508], { listKey: { keyType, keyValue } })).success).toBe(
      'true',
    );
    expect(await membersOf(world, 'My Prospects')).toContain('joe@marketo.com');
  });

  test('finds a list of a program when the setting says so', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { choices: { programListsInListOperation: true } } });
    const listKey = listName('SMSProgram.listForTesting');
    expect((await change(world, 'ISMEMBEROFLIST', [67_508], { listKey })).success).toBe('true');
  });
});

describe('importToList', () => {
  const order = (world: World, rows: string[], more: Values = {}) =>
    call(world, 'importToList', {
      programName: 'SMSProgram',
      importFileHeader: 'First Name,Email Address,Lead Score',
      importFileRows: { stringItem: rows },
      importListMode: 'UPSERTLEADS',
      listName: 'listForTesting',
      ...more,
    });
  const statusOf = async (world: World) => {
    const answer = await call(world, 'getImportToListStatus', {
      programName: 'SMSProgram',
      listName: 'listForTesting',
    });
    return at(answer.values, 'result') as Values;
  };

  test('takes its time: rows are done one after the other', async () => {
    // Somebody in a hurry: the rule of once a minute is off.
    const world = sandboxAt({ now: NOW }, { settings: { choices: { importStatusInterval: 0 } } });
    const rows = ['Ann,ann@x.example,1', 'Joe,joe@marketo.com,99', 'Bob,bob@x.example,3'];
    const answer = await order(world, rows);
    expect(at(answer.values, 'result.importStatus')).toBe('PROCESSING');
    expect(await statusOf(world)).toMatchObject({
      status: 'PROCESSING',
      startedTime: expect.stringMatching(/^2026-03-10T/),
      endedTime: null,
      estimatedRows: '3',
      rowsImported: '0',
      rowsFailed: '0',
      rowsIgnored: '3',
      importSummary: null,
    });
    world.clock.now += 1_200;
    expect(await statusOf(world)).toMatchObject({
      status: 'PROCESSING',
      rowsImported: '2',
      rowsIgnored: '1',
    });
    expect(await membersOf(world, 'SMSProgram.listForTesting')).toContain('ann@x.example');
    expect(await membersOf(world, 'SMSProgram.listForTesting')).not.toContain('bob@x.example');
    world.clock.now += 60_000;
    const done = await statusOf(world);
    expect(done).toMatchObject({
      status: 'COMPLETE',
      rowsImported: '3',
      rowsIgnored: '0',
      estimatedTime: null,
    });
    expect(Date.parse(String(done.endedTime))).toBeLessThan(world.clock.now - 50_000);
    expect(await membersOf(world, 'SMSProgram.listForTesting')).toEqual(
      expect.arrayContaining(['ann@x.example', 'bob@x.example']),
    );
    const joe = await call(world, 'getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'joe@marketo.com' } });
    const [record] = listAt(joe.values, 'result.leadRecordList.leadRecord');
    expect(attributesOf(record?.leadAttributeList)).toMatchObject({ LeadScore: '99' });
  });

  test('says which rows failed and why', async () => {
    const world = sandboxAt();
    await order(world, ['Ann,ann@x.example,high', 'Bob,,1', 'Cy,cy@x.example,1,2', 'Di,di@x.example']);
    world.clock.now += 60_000;
    const status = await statusOf(world);
    expect(status).toMatchObject({ status: 'COMPLETE', rowsImported: '1', rowsFailed: '3' });
    for (const row of ['Row 1', 'Row 2', 'Row 3']) expect(status.importSummary).toContain(row);
  });

  test('with every row failed, the import has failed', async () => {
    const world = sandboxAt();
    await order(world, ['Ann,,1']);
    world.clock.now += 60_000;
    expect(await statusOf(world)).toMatchObject({ status: 'FAILED', rowsFailed: '1' });
  });

  test('LISTONLY adds who exists and changes nobody', async () => {
    const world = sandboxAt();
    await order(world, ['Ann,ann@x.example,1', 'Travis,winner@company.com,99'], {
      importListMode: 'LISTONLY',
    });
    world.clock.now += 60_000;
    expect(await statusOf(world)).toMatchObject({ rowsImported: '1', rowsFailed: '1' });
    expect(await membersOf(world, 'SMSProgram.listForTesting')).toContain('winner@company.com');
    const answer = await call(world, 'getLead', {
      leadKey: { keyType: 'EMAIL', keyValue: 'winner@company.com' },
    });
    const [record] = listAt(answer.values, 'result.leadRecordList.leadRecord');
    expect(attributesOf(record?.leadAttributeList)).toMatchObject({ FirstName: 'Wanda', LeadScore: '5' });
  });

  test.each([
    ['true', 1],
    ['false', 151],
    [undefined, 151],
  ])('clearList %s', async (clearList, count) => {
    const world = sandboxAt();
    await order(world, ['Ann,ann@x.example,1'], { clearList });
    world.clock.now += 60_000;
    expect(await membersOf(world, 'SMSProgram.listForTesting')).toHaveLength(count);
  });

  test('with no time for rows, it is done at once', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { choices: { importDelay: 0, importRowTime: 0 } } });
    const answer = await order(world, ['Ann,ann@x.example,1']);
    expect(at(answer.values, 'result.importStatus')).toBe('COMPLETE');
  });

  test('token columns go with a campaign of the program', async () => {
    const world = sandboxAt();
    const answer = await order(world, ['ann@x.example,Hello'], {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importFileHeader: 'Email Address,{{my.message}}',
      campaignName: 'Batch Campaign Example',
    });
    expect(answer.status).toBe(200);
    world.clock.now += 60_000;
    const { parts } = JSON.parse(world.sandbox.exportState()) as { parts: { imports: { tokens: unknown } } };
    expect(parts.imports.tokens).toEqual([
      [expect.any(Number), [[expect.any(Number), [['{{my.message}}', 'Hello']]]]],
    ]);
  });
});

describe('a row of comma-separated values', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['a,,', ['a', '', '']],
    ['', ['']],
    ['"a, b",c', ['a, b', 'c']],
    ['"say ""hi""",c', ['say "hi"', 'c']],
    ['a "b" c,d', ['a "b" c', 'd']],
    [' "a",b', ['a', 'b']],
    ['"two\nlines",b', ['two\nlines', 'b']],
    ['"never closed, b', ['never closed, b']],
  ])('%j', (line, values) => {
    expect(readCsvLine(line)).toEqual(values);
  });
});

import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { cookieOf } from '#src/sandbox/seed/people';
import type { SettingsChange } from '#src/sandbox/settings';
import { at, attributeList, attributesOf, call, listAt, NOW, sandboxAt } from './requests';

type World = ReturnType<typeof sandboxAt>;
const worldWith = (settings: SettingsChange) => sandboxAt({ now: NOW }, { settings });
const ANONYMOUS_COOKIE = cookieOf(99_000);

async function sync(world: World, leadRecord: Values, more: Values = {}, context?: Values) {
  const answer = await call(world, 'syncLead', { leadRecord, returnLead: 'true', ...more }, context);
  return {
    answer,
    code: answer.code,
    id: Number(at(answer.values, 'result.leadId')),
    status: at(answer.values, 'result.syncStatus.status'),
    record: at(answer.values, 'result.leadRecord') as Values | null | undefined,
  };
}

async function read(world: World, keyType: string, keyValue: string) {
  const answer = await call(world, 'getLead', { leadKey: { keyType, keyValue } });
  const [record] = listAt(answer.values, 'result.leadRecordList.leadRecord');
  return { ...record, code: answer.code, attributes: attributesOf(record?.leadAttributeList) } as Values & {
    attributes: Record<string, string>;
  };
}

async function historyOf(world: World, id: number, ...types: string[]) {
  const answer = await call(world, 'getLeadActivity', {
    leadKey: { keyType: 'IDNUM', keyValue: String(id) },
    activityFilter: { includeTypes: { activityType: types } },
  });
  return listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord').map((record) => ({
    type: record.activityType,
    asset: record.mktgAssetName,
    ...attributesOf(record.activityAttributes),
  }));
}

describe('syncLead', () => {
  test('creates a lead that getLead then reads, and logs its arrival', async () => {
    const world = sandboxAt();
    const attributes = { FirstName: 'George', LastName: 'of the Jungle', LeadScore: '7' };
    const made = await sync(world, { Email: 'new@t.example', leadAttributeList: attributeList(attributes) });
    expect(made.status).toBe('CREATED');
    expect(at(made.answer.values, 'result.syncStatus')).toEqual({
      leadId: String(made.id),
      status: 'CREATED',
      error: null,
    });
    expect(attributesOf(made.record?.leadAttributeList)).toEqual(attributes);
    expect(await read(world, 'EMAIL', 'NEW@T.example')).toMatchObject({ Id: String(made.id), attributes });
    expect(await historyOf(world, made.id, 'NewLead')).toEqual([
      {
        type: 'New Lead',
        asset: '',
        'Source Type': 'Web service API',
        'Source Info': 'Web service API',
        'Created Date': '2026-03-10',
        'Lead ID': String(made.id),
      },
    ]);
  });

  test('returns no lead when it is not asked to', async () => {
    const { record } = await sync(sandboxAt(), { Email: 'new@t.example' }, { returnLead: 'false' });
    expect(record).toBeNull();
  });

  test('updates, clears and logs only what changes', async () => {
    const world = sandboxAt();
    const { id, status } = await sync(world, {
      Email: 'formtest1@marketo.com',
      leadAttributeList: attributeList({ LeadScore: '17', Company: 'Marketo Test', FirstName: '' }),
    });
    expect([id, status]).toEqual([65_835, 'UPDATED']);
    const { attributes } = await read(world, 'IDNUM', '65835');
    expect(attributes).toMatchObject({ LeadScore: '17', Company: 'Marketo Test' });
    expect(attributes).not.toHaveProperty('FirstName');
    const changes = await historyOf(world, id, 'ChangeDataValue');
    const reason = { type: 'Change Data Value', Reason: 'SOAP API', 'Lead ID': '65835' };
    expect(changes).toEqual([
      {
        ...reason,
        asset: 'First Name',
        'Attribute Name': 'FirstName',
        'Old Value': 'FnameForm1',
        'New Value': '',
      },
      { ...reason, asset: 'Lead Score', 'Attribute Name': 'LeadScore', 'Old Value': '16', 'New Value': '17' },
    ]);
  });

  test('a nil attribute value clears, a read-only field stays', async () => {
    const world = sandboxAt();
    const attribute = [
      { attrName: 'Website', attrValue: null },
      { attrName: 'AnonymousIP', attrValue: '10.0.0.1' },
    ];
    await sync(world, { Email: 'rufus@marketo.com', leadAttributeList: { attribute } });
    const { attributes } = await read(world, 'EMAIL', 'rufus@marketo.com');
    expect(attributes).not.toHaveProperty('Website');
    expect(attributes.AnonymousIP).toBe('172.249.34.240');
  });

  test('an Id goes before an Email, which becomes the new address', async () => {
    const world = sandboxAt();
    const { id } = await sync(world, { Id: '67508', Email: 'joseph@marketo.com' });
    expect(id).toBe(67_508);
    expect(await read(world, 'EMAIL', 'joseph@marketo.com')).toMatchObject({ Id: '67508' });
    expect((await read(world, 'EMAIL', 'joe@marketo.com')).code).toBe('20103');
  });

  test('a foreign id finds its lead, makes one, and goes over to another', async () => {
    const world = sandboxAt();
    const foreign = { ForeignSysPersonId: 'X-1', ForeignSysType: 'CUSTOM' };
    const made = await sync(world, { ...foreign, Email: 'x1@x.example' });
    expect(made.status).toBe('CREATED');
    const again = await sync(world, { ...foreign, Email: 'x2@x.example' });
    expect([again.id, again.status]).toEqual([made.id, 'UPDATED']);
    expect(again.record).toMatchObject({ Email: 'x2@x.example', ...foreign });
    const other = await sync(world, { ...foreign, Id: '67508' });
    expect(other.record).toMatchObject({ Id: '67508', ...foreign });
    expect(await read(world, 'IDNUM', String(made.id))).toMatchObject({ ForeignSysPersonId: null });
    const same = { ForeignSysPersonId: 'X-1', ForeignSysType: 'SFDC' };
    expect((await sync(world, { ...same, Email: 'x3@x.example' })).status).toBe('CREATED');
  });

  test('of two leads with one address, the one updated last is meant', async () => {
    const world = sandboxAt();
    const Email = 'shared.mailbox@harborfoods.example';
    const first = await sync(world, { Email });
    world.clock.now += 1_000;
    const answer = await call(world, 'getLead', { leadKey: { keyType: 'EMAIL', keyValue: Email } });
    const other = listAt(answer.values, 'result.leadRecordList.leadRecord').find(
      ({ Id }) => Id !== String(first.id),
    )!;
    await sync(world, { Id: other.Id!, leadAttributeList: attributeList({ Title: 'Owner' }) });
    expect((await sync(world, { Email })).id).toBe(Number(other.Id));
  });

  test('an unknown Id makes a lead when the setting says so', async () => {
    const made = await sync(worldWith({ choices: { unknownLeadId: 'create' } }), { Id: '999' });
    expect(made.status).toBe('CREATED');
    expect(made.id).not.toBe(999);
  });

  test('returnLead may be written as the vendor writes booleans', async () => {
    expect(
      (await sync(sandboxAt(), { Email: 'new@t.example' }, { returnLead: 'True' })).record,
    ).not.toBeNull();
  });
});

describe('the Munchkin cookie in syncLead', () => {
  test('an anonymous visitor becomes known', async () => {
    const world = sandboxAt();
    const before = await read(world, 'COOKIE', ANONYMOUS_COOKIE);
    const { id, status } = await sync(world, { Email: 'new@x.example' }, { marketoCookie: ANONYMOUS_COOKIE });
    expect([String(id), status]).toEqual([before.Id, 'UPDATED']);
    expect(await read(world, 'EMAIL', 'new@x.example')).toMatchObject({ Id: before.Id });
  });

  test('an anonymous visitor who is a known lead joins it', async () => {
    const world = sandboxAt();
    const before = await read(world, 'COOKIE', ANONYMOUS_COOKIE);
    const { id } = await sync(world, { Email: 'rufus@marketo.com' }, { marketoCookie: ANONYMOUS_COOKIE });
    expect(id).toBe(1_089_965);
    expect(await read(world, 'COOKIE', ANONYMOUS_COOKIE)).toMatchObject({ Id: '1089965' });
    expect((await read(world, 'IDNUM', String(before.Id))).code).toBe('20103');
  });

  test('an unknown cookie is kept for the lead', async () => {
    const world = sandboxAt();
    const { id } = await sync(world, { Email: 'new@x.example' }, { marketoCookie: 'id:1&token:new' });
    expect(await read(world, 'COOKIE', 'id:1&token:new')).toMatchObject({ Id: String(id) });
  });

  test.each([
    ['true', 'moves'],
    ['false', 'stays'],
    [null, 'stays'],
  ])('the cookie of another known lead, moveCookie %s: it %s', async (moveCookie, what) => {
    const world = sandboxAt();
    const first = await sync(world, { Email: 'a@x.example' }, { marketoCookie: 'c' });
    const second = await sync(world, { Email: 'b@x.example' }, { marketoCookie: 'c', moveCookie });
    const holder = what === 'moves' ? second.id : first.id;
    expect(await read(world, 'COOKIE', 'c')).toMatchObject({ Id: String(holder) });
  });
});

describe('workspaces in syncLead', () => {
  const on = () => worldWith({ workspaces: ['EMEA'] });

  test.each(['Default', 'default'])('without workspaces, %s may be named', async (targetWorkspace) => {
    expect((await sync(sandboxAt(), { Email: 'a@x.example' }, {}, { targetWorkspace })).status).toBe(
      'CREATED',
    );
  });

  test('a lead in another workspace is found by its address only', async () => {
    const world = on();
    const { id } = await sync(world, { Email: 'a@x.example' }, {}, { targetWorkspace: 'emea' });
    const elsewhere = { targetWorkspace: 'Default' };
    expect((await sync(world, { Id: String(id) }, {}, elsewhere)).code).toBe('20110');
    expect((await sync(world, { Email: 'a@x.example' }, {}, elsewhere)).id).toBe(id);
    expect((await sync(world, { Id: String(id) })).id).toBe(id);
  });
});

describe('syncMultipleLeads', () => {
  async function syncAll(world: World, leadRecord: Values[], more: Values = {}) {
    const answer = await call(world, 'syncMultipleLeads', { leadRecordList: { leadRecord }, ...more });
    return listAt(answer.values, 'result.syncStatusList.syncStatus');
  }

  test('says of each lead, in order, how it went', async () => {
    const world = sandboxAt();
    const statuses = await syncAll(world, [
      { Email: 'joe@marketo.com', leadAttributeList: attributeList({ Title: 'CTO' }) },
      { Email: 'fresh@x.example' },
      { Email: 'bad@x.example', leadAttributeList: attributeList({ pants: 'x' }) },
      { Id: '999' },
      {},
      { Email: 'bad2@x.example', leadAttributeList: attributeList({ LeadScore: 'high' }) },
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([
      'UPDATED',
      'CREATED',
      'FAILED',
      'FAILED',
      'FAILED',
      'FAILED',
    ]);
    expect(statuses.map(({ leadId }) => leadId === '0')).toEqual([false, false, true, true, true, true]);
    expect(statuses.map(({ error }) => /\((\d{5})\)$/.exec(String(error))?.[1])).toEqual([
      undefined,
      undefined,
      '20105',
      '20103',
      '20101',
      '20106',
    ]);
    expect((await read(world, 'EMAIL', 'joe@marketo.com')).attributes.Title).toBe('CTO');
    expect((await read(world, 'EMAIL', 'bad@x.example')).code).toBe('20103');
  });

  test.each([
    ['false', ['CREATED', 'CREATED']],
    ['true', ['UPDATED', 'CREATED']],
    [undefined, ['UPDATED', 'CREATED']],
    [null, ['UPDATED', 'CREATED']],
  ])('dedupEnabled %s', async (dedupEnabled, expected) => {
    const leads = [{ Email: 'joe@marketo.com' }, { Email: 'fresh@x.example' }];
    const statuses = await syncAll(sandboxAt(), leads, { dedupEnabled });
    expect(statuses.map(({ status }) => status)).toEqual(expected);
  });

  test('an Email beside another key does not change the address, an attribute does', async () => {
    const world = sandboxAt();
    await syncAll(world, [{ Id: '67508', Email: 'element@x.example' }]);
    expect((await read(world, 'IDNUM', '67508')).Email).toBe('joe@marketo.com');
    await syncAll(world, [
      { Id: '67508', leadAttributeList: attributeList({ Email: 'attribute@x.example' }) },
    ]);
    expect((await read(world, 'IDNUM', '67508')).Email).toBe('attribute@x.example');
  });

  test('an Id goes before a foreign id, which then belongs to it', async () => {
    const world = sandboxAt();
    const foreign = { ForeignSysPersonId: 'CRM-10007', ForeignSysType: 'CUSTOM' };
    await syncAll(world, [{ Id: '67508', ...foreign }]);
    expect(await read(world, 'IDNUM', '67508')).toMatchObject(foreign);
  });
});

describe('mergeLeads', () => {
  const merge = (world: World, winner: Record<string, string>, ...losers: Record<string, string>[]) =>
    call(world, 'mergeLeads', {
      winningLeadKeyList: attributeList(winner),
      losingLeadKeyLists: { keyList: losers.map(attributeList) },
      mergeInSales: 'False',
    });

  test('the winner keeps its values and gets those it lacks; losers disappear with all they had', async () => {
    const world = sandboxAt();
    for (const id of ['15', '16']) {
      await call(world, 'listOperation', {
        listOperation: 'ADDTOLIST',
        listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Empty List' },
        listMemberList: { leadKey: [{ keyType: 'IDNUM', keyValue: id }] },
      });
    }
    const answer = await merge(world, { IDNUM: '2' }, { IDNUM: '15' }, { EMAIL: 'loser2@company.com' });
    expect(at(answer.values, 'result.mergeStatus')).toEqual({
      winningLeadId: '2',
      losingLeadIdList: { integerItem: ['15', '16'] },
      status: 'MERGED',
      error: null,
    });
    const winner = await read(world, 'IDNUM', '2');
    expect(winner.attributes).toMatchObject({ FirstName: 'Wanda', Phone: '+1 650 555 0115', Title: 'Owner' });
    expect(winner.Email).toBe('winner@company.com');
    for (const id of ['15', '16']) expect((await read(world, 'IDNUM', id)).code).toBe('20103');
    const arrivals = await historyOf(world, 2, 'NewLead');
    expect(arrivals).toHaveLength(3);
    expect(arrivals.every((arrival) => (arrival as Record<string, unknown>)['Lead ID'] === '2')).toBe(true);
    expect(await historyOf(world, 2, 'AddToList')).toHaveLength(2);
    expect(await historyOf(world, 2, 'MergeLeads')).toHaveLength(2);
    const members = await call(world, 'getMultipleLeads', {
      leadSelector: { $type: 'StaticListSelector', staticListName: 'Empty List' },
    });
    expect(listAt(members.values, 'result.leadRecordList.leadRecord').map(({ Id }) => Id)).toEqual(['2']);
  });

  test('an unknown lead fails the whole merge in its answer, and nothing has changed', async () => {
    const world = sandboxAt();
    const before = world.sandbox.exportState();
    const answer = await merge(world, { IDNUM: '2' }, { IDNUM: '15' }, { IDNUM: '999' });
    expect(at(answer.values, 'result.mergeStatus')).toMatchObject({
      winningLeadId: '2',
      status: 'FAILED',
      error: 'No lead found with IDNUM = 999 (20103)',
    });
    expect(world.sandbox.exportState()).toBe(before);
  });

  test('an unknown winner is a fault when the setting says so', async () => {
    const world = worldWith({ choices: { mergeFailure: 'fault' } });
    expect((await merge(world, { IDNUM: '999' }, { IDNUM: '15' })).code).toBe('20103');
  });

  test('two leads with one address are merged by that address; a lead does not merge with itself', async () => {
    const world = sandboxAt();
    const EMAIL = 'shared.mailbox@harborfoods.example';
    expect((await merge(world, { EMAIL }, { EMAIL })).text).toContain('<status>MERGED</status>');
    expect((await merge(world, { EMAIL }, { EMAIL })).text).toContain('<status>FAILED</status>');
  });

  test('keys that mean different leads mean none', async () => {
    const answer = await merge(sandboxAt(), { IDNUM: '2' }, { IDNUM: '15', EMAIL: 'loser2@company.com' });
    expect(answer.text).toContain('<status>FAILED</status>');
  });
});

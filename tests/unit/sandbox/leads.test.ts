import { beforeAll, describe, expect, test } from 'vitest';
import { OWNERS } from '#src/sandbox/seed/companies';
import { FIRST_MADE_UP_ID } from '#src/sandbox/seed/people';
import { seedStore } from '#src/sandbox/seed/seed';
import type { Lead } from '#src/sandbox/store/leads';
import { at, attributesOf, call, listAt, NOW, sandboxAt } from './requests';

const world = sandboxAt();
const store = seedStore(1, NOW);
const leadWith = (has: (lead: Lead) => boolean) => store.leads.all().find(has)!;
const withAttribute = (name: string) => leadWith((lead) => name in lead.attributes);

const getLead = (keyType: string, keyValue: string) =>
  call(world, 'getLead', { leadKey: { keyType, keyValue } });
const getByKeys = (keyType: string, stringItem: string[], more = {}) =>
  call(world, 'getMultipleLeads', {
    leadSelector: { $type: 'LeadKeySelector', keyType, keyValues: { stringItem } },
    ...more,
  });
const getByList = (selector: Record<string, string>, more = {}) =>
  call(world, 'getMultipleLeads', { leadSelector: { $type: 'StaticListSelector', ...selector }, ...more });
const getByDates = (selector: Record<string, string>, more = {}) =>
  call(world, 'getMultipleLeads', { leadSelector: { $type: 'LastUpdateAtSelector', ...selector }, ...more });
const records = (answer: { values: Parameters<typeof listAt>[0] }) =>
  listAt(answer.values, 'result.leadRecordList.leadRecord');
const ids = (answer: { values: Parameters<typeof listAt>[0] }) => records(answer).map(({ Id }) => Number(Id));
const iso = (instant: number) => new Date(instant).toISOString();

/** Every key type with a value that the seed holds. */
const KEYS: readonly (readonly [keyType: string, value: (lead: Lead) => string | undefined])[] = [
  ['IDNUM', ({ id }) => String(id)],
  ['EMAIL', ({ email }) => email.toUpperCase()],
  ['COOKIE', ({ cookies }) => cookies[0]],
  ['LEADOWNEREMAIL', ({ attributes }) => attributes.LeadOwnerEmailAddress],
  ['SFDCACCOUNTID', ({ attributes }) => attributes.SFDCAccountId],
  ['SFDCCONTACTID', ({ attributes }) => attributes.SFDCContactId],
  ['SFDCLEADID', ({ attributes }) => attributes.SFDCLeadId],
  ['SFDCLEADOWNERID', ({ attributes }) => attributes.SFDCLeadOwnerId],
  ['SFDCOPPTYID', ({ attributes }) => attributes.SFDCOpptyId],
];

describe('getLead', () => {
  test.each(KEYS)('finds a lead by %s', async (keyType, valueOf) => {
    const lead = leadWith((candidate) => candidate.id >= FIRST_MADE_UP_ID && !!valueOf(candidate));
    const answer = await getLead(keyType, valueOf(lead)!);
    expect(ids(answer)).toContain(lead.id);
    expect(at(answer.values, 'result.count')).toBe(String(records(answer).length));
  });

  test('gives both leads that share an address', async () => {
    const answer = await getLead('EMAIL', 'shared.mailbox@harborfoods.example');
    expect(at(answer.values, 'result.count')).toBe('2');
    expect(new Set(ids(answer)).size).toBe(2);
  });

  test('names attributes by their SOAP names, sorted, with types, without empty ones', async () => {
    const answer = await getLead('IDNUM', String(withAttribute('AnnualRevenue').id));
    const list = listAt(records(answer)[0], 'leadAttributeList.attribute');
    const names = list.map(({ attrName }) => String(attrName));
    expect(names).toEqual([...names].sort());
    expect(list.every(({ attrType, attrValue }) => attrType && attrValue)).toBe(true);
    expect(list.find(({ attrName }) => attrName === 'AnnualRevenue')?.attrType).toBe('currency');
    expect(names).not.toContain('Email');
  });

  test('shows the foreign id of a lead that has one', async () => {
    const lead = leadWith(({ foreignIds }) => foreignIds.length > 0);
    const [record] = records(await getLead('IDNUM', String(lead.id)));
    expect(record).toMatchObject({ ForeignSysPersonId: lead.foreignIds[0]!.id, ForeignSysType: 'CUSTOM' });
  });

  test('says which key found nobody', async () => {
    const answer = await getLead('EMAIL', 'pants@example.com');
    expect(answer.status).toBe(500);
    expect(answer.code).toBe('20103');
    expect(answer.message).toBe('No lead found with EMAIL = pants@example.com (20103)');
    expect(answer.text).toContain('<faultstring>20103 - Lead not found</faultstring>');
  });

  test('tells an unknown owner from an owner without leads', async () => {
    expect((await getLead('LEADOWNEREMAIL', 'nobody@sales.example')).code).toBe('20108');
    expect((await getLead('LEADOWNEREMAIL', OWNERS[0].email)).status).toBe(200);
  });
});

describe('getMultipleLeads by keys', () => {
  test('keeps the order of the keys, each lead once, and passes over unknown keys', async () => {
    const answer = await getByKeys('EMAIL', [
      'joe@marketo.com',
      'nobody@x.example',
      'rufus@marketo.com',
      'JOE@marketo.com',
    ]);
    expect(ids(answer)).toEqual([67_508, 1_089_965]);
    expect(at(answer.values, 'result.returnCount')).toBe('2');
    expect(at(answer.values, 'result.newStreamPosition')).toBe('');
  });

  test('is a success with nobody when every key is unknown', async () => {
    const answer = await getByKeys('EMAIL', ['nobody@x.example']);
    expect(answer.values.result).toEqual({
      returnCount: '0',
      remainingCount: '0',
      newStreamPosition: '',
      leadRecordList: null,
    });
  });

  test('ignores keys after the hundredth', async () => {
    const wanted = Array.from({ length: 130 }, (_, index) => String(FIRST_MADE_UP_ID + index));
    const answer = await getByKeys('IDNUM', wanted, { batchSize: '1000' });
    expect(ids(answer)).toEqual(wanted.slice(0, 100).map(Number));
  });

  test('pages through the leads of a key', async () => {
    const found: number[] = [];
    let streamPosition = '';
    do {
      const answer = await getByKeys('LEADOWNEREMAIL', [OWNERS[0].email], {
        batchSize: '100',
        streamPosition,
      });
      found.push(...ids(answer));
      streamPosition = String(at(answer.values, 'result.newStreamPosition'));
    } while (streamPosition !== '');
    const all = store.leads.byKey('LEADOWNEREMAIL', OWNERS[0].email).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(100);
    expect(found).toEqual(all);
  });
});

describe('getMultipleLeads by list', () => {
  test.each([
    ['a name in the lead database', { staticListName: 'Newsletter' }],
    ['the name of a list in a program', { staticListName: 'SMSProgram.listForTesting' }],
    ['an id', { staticListId: '1003' }],
  ] as [string, Record<string, string>][])('finds the members by %s', async (_, selector) => {
    const answer = await getByList(selector, { batchSize: '1000' });
    const list = selector.staticListId
      ? store.lists.byId(Number(selector.staticListId))
      : store.lists.byFullName(selector.staticListName!);
    expect(ids(answer)).toEqual([...list!.members.keys()].sort((a, b) => a - b));
  });

  test.each([['No Such List'], ['Trav-Demo-Program.No Such List']])(
    'finds nobody in %s',
    async (staticListName) => {
      const answer = await getByList({ staticListName });
      expect(answer.status).toBe(200);
      expect(at(answer.values, 'result.returnCount')).toBe('0');
    },
  );

  test.each([['100'], ['999']])('pages through every lead to the end by %s', async (batchSize) => {
    const found: number[] = [];
    let streamPosition = '';
    let remaining = Infinity;
    while (remaining > 0) {
      const answer = await getByList({ staticListName: 'All Leads' }, { batchSize, streamPosition });
      const page = ids(answer);
      expect(page.length).toBeLessThanOrEqual(Number(batchSize));
      expect(Number(at(answer.values, 'result.remainingCount'))).toBe(
        Math.min(remaining, store.lists.inDatabase('All Leads')!.members.size - found.length) - page.length,
      );
      found.push(...page);
      remaining = Number(at(answer.values, 'result.remainingCount'));
      streamPosition = String(at(answer.values, 'result.newStreamPosition'));
    }
    expect(found.length).toBeGreaterThanOrEqual(2_500);
    expect(new Set(found).size).toBe(found.length);
    const after = await getByList({ staticListName: 'All Leads' }, { streamPosition });
    expect(after.code).toBe('20123');
  });
});

describe('getMultipleLeads by time of update', () => {
  const day = 86_400_000;
  test('finds leads with a change or an activity in the range, page by page', async () => {
    const oldestUpdatedAt = iso(NOW - 20 * day);
    const latestUpdatedAt = iso(NOW - 5 * day);
    const found: number[] = [];
    let position = '';
    let remaining = 1;
    while (remaining > 0) {
      const answer = await getByDates({ oldestUpdatedAt, latestUpdatedAt }, { streamPosition: position });
      found.push(...ids(answer));
      remaining = Number(at(answer.values, 'result.remainingCount'));
      position = String(at(answer.values, 'result.newStreamPosition'));
      expect(position).toMatch(/^id:\d+:to:\d+:tl:\d+:os:\d+:rc:\d+$/);
    }
    expect(found.length).toBeGreaterThan(150);
    const changed = store.leads
      .all()
      .filter(({ updatedAt }) => updatedAt >= NOW - 20 * day && updatedAt <= NOW - 5 * day);
    expect(found).toEqual(
      expect.arrayContaining(changed.filter(({ anonymous }) => !anonymous).map(({ id }) => id)),
    );
  });

  test('a lead that joins between two pages does not shift them', async () => {
    const own = sandboxAt();
    const page = (streamPosition: string) =>
      call(own, 'getMultipleLeads', {
        leadSelector: { $type: 'LastUpdateAtSelector', oldestUpdatedAt: iso(NOW - day) },
        streamPosition,
        batchSize: '5',
      });
    const first = await page('');
    own.clock.now += 5_000;
    await call(own, 'syncLead', { leadRecord: { Email: 'late@x.example' }, returnLead: 'false' });
    const second = await page(String(at(first.values, 'result.newStreamPosition')));
    expect(Number(at(second.values, 'result.remainingCount'))).toBe(
      Number(at(first.values, 'result.remainingCount')) - 5,
    );
    expect(ids(second)[0]).toBeGreaterThan(ids(first).at(-1)!);
  });

  test('the deprecated lastUpdatedAt alone is an open range', async () => {
    const answer = await call(world, 'getMultipleLeads', { lastUpdatedAt: iso(NOW - 2 * day) });
    const same = await getByDates({ oldestUpdatedAt: iso(NOW - 2 * day) });
    expect(ids(answer)).toEqual(ids(same));
    expect(ids(answer).length).toBeGreaterThan(0);
  });

  test('takes thirty days and no more', async () => {
    const range = (days: number) =>
      getByDates({ oldestUpdatedAt: iso(NOW - days * day), latestUpdatedAt: iso(NOW) });
    expect((await range(30)).status).toBe(200);
    expect((await range(30.01)).code).toBe('20022');
    expect((await getByDates({ oldestUpdatedAt: iso(NOW - 31 * day) })).code).toBe('20022');
  });

  test('anonymous visitors are not among them', async () => {
    const anonymous = new Set(
      store.leads
        .all()
        .filter((lead) => lead.anonymous)
        .map(({ id }) => id),
    );
    const answer = await getByDates({ oldestUpdatedAt: iso(NOW - day) }, { batchSize: '1000' });
    expect(anonymous.size).toBeGreaterThan(0);
    expect(ids(answer).some((id) => anonymous.has(id))).toBe(false);
  });
});

describe('the size of a page', () => {
  test.each([
    [undefined, 100],
    [null, 100],
    ['', 100],
    ['7', 7],
    ['1000', 1_000],
    ['5000', 1_000],
  ])('%s gives %d leads', async (batchSize, count) => {
    const answer = await getByList({ staticListName: 'All Leads' }, { batchSize });
    expect(records(answer)).toHaveLength(count);
  });

  test.each(['0', '-1', 'many', '1.5', '99999999999'])('%s is a bad value', async (batchSize) => {
    expect((await getByList({ staticListName: 'All Leads' }, { batchSize })).code).toBe('20114');
  });
});

describe('includeAttributes', () => {
  let lead: Lead;
  beforeAll(() => {
    lead = withAttribute('Title');
  });

  test.each([
    [
      ['Title', 'Company'],
      ['Company', 'Title'],
    ],
    [['Title', 'NoSuchField'], ['Title']],
    [['title'], []],
  ])('%j gives %j', async (stringItem, names) => {
    const answer = await getByKeys('IDNUM', [String(lead.id)], { includeAttributes: { stringItem } });
    const attributes = attributesOf(records(answer)[0]?.leadAttributeList);
    expect(Object.keys(attributes)).toEqual(names);
    expect(records(answer)[0]).toMatchObject({ Id: String(lead.id), Email: lead.email });
  });

  test('an empty list means all', async () => {
    const answer = await getByKeys('IDNUM', [String(lead.id)], { includeAttributes: {} });
    expect(attributesOf(records(answer)[0]?.leadAttributeList)).toEqual(lead.attributes);
  });
});

describe('stream positions', () => {
  test.each([
    ['garbage', '20122'],
    ['id:1:os:1', '20122'],
    ['id:1:to:1:tl:2:os:1:rc:1', '20122'],
    ['id:99999999:os:5000:rc:0', '20123'],
  ])('%s gets %s', async (streamPosition, code) => {
    expect((await getByList({ staticListName: 'All Leads' }, { streamPosition })).code).toBe(code);
  });

  test('one of another range is not taken', async () => {
    const day = 86_400_000;
    const first = await getByDates({ oldestUpdatedAt: iso(NOW - day) }, { batchSize: '1' });
    const streamPosition = String(at(first.values, 'result.newStreamPosition'));
    const other = await getByDates({ oldestUpdatedAt: iso(NOW - 2 * day) }, { streamPosition });
    expect(other.code).toBe('20122');
    const narrower = { oldestUpdatedAt: iso(NOW - day), latestUpdatedAt: iso(NOW - 60_000) };
    expect((await getByDates(narrower, { streamPosition })).code).toBe('20122');
  });

  test('past the end, the setting may ask for an empty page', async () => {
    const own = sandboxAt({ now: NOW }, { settings: { choices: { pastTheEnd: 'empty' } } });
    const answer = await call(own, 'getMultipleLeads', {
      leadSelector: { $type: 'StaticListSelector', staticListName: 'All Leads' },
      streamPosition: 'id:99999999:os:5000:rc:0',
    });
    expect(at(answer.values, 'result.returnCount')).toBe('0');
  });
});

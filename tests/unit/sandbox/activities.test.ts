import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { seedStore } from '#src/sandbox/seed/seed';
import { FIRST_MADE_UP_ID } from '#src/sandbox/seed/people';
import { at, attributeList, call, listAt, NOW, sandboxAt } from './requests';

const world = sandboxAt();
const store = seedStore(1, NOW);
const DAY = 86_400_000;
const iso = (instant: number) => new Date(instant).toISOString();
const keyOf = (id: number) => ({ keyType: 'IDNUM', keyValue: String(id) });

const busiest = store.leads
  .all()
  .reduce((best, lead) =>
    store.activities.ofLead(lead.id).length > store.activities.ofLead(best.id).length ? lead : best,
  );

const history = (values: Values, id = busiest.id) =>
  call(world, 'getLeadActivity', { leadKey: keyOf(id), ...values });
const changes = (values: Values) => call(world, 'getLeadChanges', { startPosition: {}, ...values });
type Answer = Awaited<ReturnType<typeof history>>;
const rows = (answer: Answer) => [
  ...listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord'),
  ...listAt(answer.values, 'result.leadChangeRecordList.leadChangeRecord'),
];
const idsOf = (answer: Answer) => rows(answer).map(({ id }) => Number(id));
const typesOf = (answer: Answer) => [...new Set(rows(answer).map(({ activityType }) => activityType))];

describe('getLeadActivity', () => {
  test('gives the whole history, newest first', async () => {
    const answer = await history({ batchSize: '100' });
    const expected = [...store.activities.ofLead(busiest.id)].reverse().map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(8);
    expect(idsOf(answer)).toEqual(expected);
    const times = rows(answer).map(({ activityDateTime }) => Date.parse(String(activityDateTime)));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(at(answer.values, 'leadActivityList.newStartPosition')).toEqual({
      latestCreatedAt: null,
      oldestCreatedAt: null,
      activityCreatedAt: null,
      offset: '1',
    });
  });

  test('has empty assets and campaigns as empty elements, and everything else without a value as nil', async () => {
    const answer = await history(
      { activityFilter: { includeTypes: { activityType: ['NewLead'] } } },
      318_815,
    );
    expect(rows(answer)).toMatchObject([
      {
        id: '12025714',
        marketoGUID: '12025714',
        activityDateTime: '2015-09-04T16:07:16-05:00',
        mktgAssetName: '',
        campaign: '',
        personName: null,
        mktPersonId: '318815',
        foreignSysId: null,
        orgName: null,
        foreignSysOrgId: null,
      },
    ]);
  });

  test('pages to the end, and says how much is left', async () => {
    const found: number[] = [];
    let startPosition: Values = {};
    let remaining = 1;
    while (remaining > 0) {
      const answer = await history({ startPosition, batchSize: '3' });
      found.push(...idsOf(answer));
      remaining = Number(at(answer.values, 'leadActivityList.remainingCount'));
      expect(remaining).toBe(store.activities.ofLead(busiest.id).length - found.length);
      startPosition = at(answer.values, 'leadActivityList.newStartPosition') as Values;
      if (remaining > 0) {
        expect(startPosition.offset).toBe(`ID:${found.at(-1)}`);
        expect(Date.parse(String(startPosition.latestCreatedAt))).toBe(NOW);
      }
    }
    expect(found).toEqual([...store.activities.ofLead(busiest.id)].reverse().map(({ id }) => id));
    expect((await history({ startPosition })).code).toBe('20123');
  });

  test('what happens between two pages does not shift them', async () => {
    const own = sandboxAt();
    const page = (startPosition: Values) =>
      call(own, 'getLeadActivity', { leadKey: keyOf(busiest.id), startPosition, batchSize: '2' });
    const first = await page({});
    own.clock.now += 60_000;
    await call(own, 'syncLead', {
      leadRecord: { Id: String(busiest.id), leadAttributeList: attributeList({ Title: 'Changed' }) },
      returnLead: 'false',
    });
    const second = await page(at(first.values, 'leadActivityList.newStartPosition') as Values);
    const expected = [...store.activities.ofLead(busiest.id)].reverse().map(({ id }) => id);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(expected.slice(0, 4));
  });

  test.each([
    [
      'includeTypes',
      { includeTypes: { activityType: ['VisitWebpage', 'NewLead'] } },
      ['Visit Webpage', 'New Lead'],
      true,
    ],
    [
      'excludeTypes',
      { excludeTypes: { activityType: ['VisitWebpage', 'NewLead'] } },
      ['Visit Webpage', 'New Lead'],
      false,
    ],
    ['a type without a display name', { includeTypes: { activityType: ['ResolveRuleset'] } }, [], true],
  ])('filters by %s', async (_, activityFilter, types, included) => {
    const answer = await history({ activityFilter });
    for (const type of typesOf(answer)) expect(types.includes(String(type))).toBe(included);
    const expected = store.activities
      .ofLead(busiest.id)
      .filter(({ type }) => types.includes(type) === included);
    expect(rows(answer)).toHaveLength(expected.length);
  });

  test.each([
    ['nil', null],
    ['empty', {}],
    ['with empty lists', { includeTypes: {}, excludeTypes: {} }],
  ])('a filter that is %s filters nothing', async (_, activityFilter) => {
    expect(rows(await history({ activityFilter }))).toHaveLength(store.activities.ofLead(busiest.id).length);
  });

  test('keeps to the times of the position, which may have empty parts', async () => {
    const times = store.activities.ofLead(busiest.id).map(({ at: time }) => time);
    const [oldest, latest] = [times[2]!, times.at(-2)!];
    const startPosition = {
      latestCreatedAt: iso(latest),
      oldestCreatedAt: iso(oldest),
      activityCreatedAt: '',
      offset: '',
    };
    const found = idsOf(await history({ startPosition }));
    const expected = store.activities
      .ofLead(busiest.id)
      .filter(({ at: time }) => time >= oldest && time <= latest);
    expect(found).toEqual([...expected].reverse().map(({ id }) => id));
  });

  test('a page has a hundred records at most', async () => {
    const answer = await call(world, 'getLeadChanges', { startPosition: {}, batchSize: '5000' });
    expect(rows(answer)).toHaveLength(1_000);
    expect(rows(await history({ batchSize: '5000' })).length).toBeLessThanOrEqual(100);
  });
});

describe('getLeadChanges', () => {
  test('gives what happened since, oldest first, and echoes since when', async () => {
    const since = NOW - 3 * DAY;
    const answer = await changes({ startPosition: { oldestCreatedAt: iso(since) }, batchSize: '1000' });
    const expected = store.activities.between(since, NOW).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(50);
    expect(idsOf(answer)).toEqual(expected);
    expect(Date.parse(String(at(answer.values, 'result.newStartPosition.oldestCreatedAt')))).toBe(since);
  });

  test('leaves out an empty campaign and has an empty asset as nil', async () => {
    const answer = await changes({ activityNameFilter: { stringItem: ['New Lead'] }, batchSize: '1' });
    expect(rows(answer)[0]).not.toHaveProperty('campaign');
    expect(rows(answer)[0]).toMatchObject({ mktgAssetName: null, activityType: 'New Lead' });
    const scored = await changes({ activityNameFilter: { stringItem: ['change score'] }, batchSize: '1' });
    expect(rows(scored)[0]).toMatchObject({ campaign: 'Scoring.Engagement', mktgAssetName: 'Lead Score' });
  });

  test('the documented question finds visits and clicks since August 2013', async () => {
    const answer = await changes({
      startPosition: { oldestCreatedAt: '2013-08-01T00:00:00-07:00' },
      activityNameFilter: { stringItem: ['Visit Webpage', 'Click Link'] },
    });
    expect(typesOf(answer).sort()).toEqual(['Click Link', 'Visit Webpage']);
    expect(String(rows(answer)[0]?.activityDateTime)).toMatch(/^2013-08-/);
  });

  test('pages through everything to the end', async () => {
    let startPosition: Values = { oldestCreatedAt: iso(NOW - 60 * DAY) };
    const found: number[] = [];
    let remaining = 1;
    while (remaining > 0) {
      const answer = await changes({ startPosition, batchSize: '700' });
      found.push(...idsOf(answer));
      remaining = Number(at(answer.values, 'result.remainingCount'));
      startPosition = at(answer.values, 'result.newStartPosition') as Values;
    }
    expect(found).toEqual(store.activities.between(NOW - 60 * DAY, NOW).map(({ id }) => id));
    expect(found.length).toBeGreaterThan(1_400);
    expect((await changes({ startPosition })).code).toBe('20123');
  });

  const someIds = [FIRST_MADE_UP_ID + 3, FIRST_MADE_UP_ID + 9];
  test.each<[string, Values, (leadId: number) => boolean]>([
    [
      'keys',
      { $type: 'LeadKeySelector', keyType: 'IDNUM', keyValues: { stringItem: someIds.map(String) } },
      (id) => someIds.includes(id),
    ],
    [
      'a list',
      { $type: 'StaticListSelector', staticListId: '1003' },
      (id) => store.lists.byId(1_003)!.members.has(id),
    ],
  ])('keeps to the leads of %s', async (_, leadSelector, has) => {
    const answer = await changes({ leadSelector, batchSize: '1000' });
    const expected = store.activities.all().filter(({ leadId }) => has(leadId));
    expect(expected.length).toBeGreaterThan(1);
    expect(idsOf(answer)).toEqual(expected.map(({ id }) => id));
  });

  test('a selector by dates stands for the dates of the position', async () => {
    const leadSelector = {
      $type: 'LastUpdateAtSelector',
      oldestUpdatedAt: iso(NOW - 2 * DAY),
      latestUpdatedAt: iso(NOW - DAY),
    };
    const answer = await changes({
      startPosition: { oldestCreatedAt: iso(NOW - 9 * DAY) },
      leadSelector,
      batchSize: '1000',
    });
    expect(idsOf(answer)).toEqual(store.activities.between(NOW - 2 * DAY, NOW - DAY).map(({ id }) => id));
  });

  test('both filters have to let a change pass', async () => {
    const activityFilter = { includeTypes: { activityType: ['NewLead', 'ClickLink'] } };
    const activityNameFilter = { stringItem: ['Visit Webpage', 'Click Link'] };
    expect(typesOf(await changes({ activityFilter, activityNameFilter }))).toEqual(['Click Link']);
  });

  test('latestCreatedAt is the end', async () => {
    const startPosition = { oldestCreatedAt: iso(NOW - 2 * DAY), latestCreatedAt: iso(NOW - DAY) };
    const answer = await changes({ startPosition, batchSize: '1000' });
    expect(idsOf(answer)).toEqual(store.activities.between(NOW - 2 * DAY, NOW - DAY).map(({ id }) => id));
  });
});

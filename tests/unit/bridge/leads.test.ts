import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Values } from '#src/envelope/values';
import { formatDateTime } from '#src/service/time';
import type { Lead } from '#src/sandbox/store/leads';
import { at, attributeList, listAt, NOW } from '../sandbox/requests';
import { bothWays } from './both-ways';

const DAY = 86_400_000;
const exact = { settings: { counts: 'exact', history: 20_000 * DAY } } as const;

/** Leads that the REST API can show whole: it has no foreign ids. */
const plain = ({ foreignIds }: Lead) => foreignIds.length === 0;

const keySelector = (keyType: string, keyValues: readonly string[]) => ({
  leadSelector: { $type: 'LeadKeySelector', keyType, keyValues: { stringItem: keyValues } },
});

type Ways = ReturnType<typeof bothWays>;

/**
 * Reads every page both ways, each way with its own positions. All else has to be the same to the letter.
 *
 * @param put gives the request with a position, which is undefined for the first page.
 * @param get finds the position of an answer.
 */
async function samePages(
  ways: Ways,
  name: string,
  put: (position: string | undefined) => Values,
  get: (values: Values) => string | undefined,
  most = 50,
) {
  let direct: string | undefined;
  let bridged: string | undefined;
  for (let page = 0; page < most; page += 1) {
    const answers = await ways.each(name, put(direct), put(bridged));
    const own = (text: string, position: string | undefined) => {
      // The REST API has no foreign ids.
      const shown = text.replace(/<(ForeignSys\w+)>[^<]*<\/\1>/g, '<$1 xsi:nil="true"/>');
      return position === undefined || position === ''
        ? shown
        : shown.replace(`>${position}<`, '>(position)<');
    };
    direct = get(answers.direct.values);
    bridged = get(answers.bridged.values);
    expect(own(answers.bridged.text, bridged)).toEqual(own(answers.direct.text, direct));
    if (answers.direct.code !== undefined || direct === undefined || direct === '') return;
    if (get(answers.direct.values) === '0') return;
  }
}

const positionOf = (values: Values) => at(values, 'result.newStreamPosition') as string | undefined;

describe('getMultipleLeads through the bridge is getMultipleLeads', () => {
  it('by keys of the types that REST can look up, in the order of the keys, page by page', async () => {
    const ways = bothWays(exact);
    const leads = ways.leads().filter(plain);
    const values: Record<string, string[]> = {
      IDNUM: leads.map(({ id }) => String(id)),
      EMAIL: leads.map(({ email }) => email).filter((email) => email !== ''),
      COOKIE: leads.flatMap(({ cookies }) => cookies),
      SFDCLEADID: leads.flatMap(({ attributes }) => attributes.SFDCLeadId ?? []),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(values)),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.subarray(['FirstName', 'Email', 'NoSuchField', 'Company', 'Unsubscribed']),
        async (keyType, picks, batchSize, only) => {
          const all = [...(values[keyType] ?? []), 'nobody, nowhere', '1'];
          const keys = picks.map((pick) => all[pick % all.length] ?? '');
          await samePages(
            ways,
            'getMultipleLeads',
            (streamPosition) => ({
              ...keySelector(keyType, keys),
              batchSize: String(batchSize),
              includeAttributes: { stringItem: only },
              ...(streamPosition === undefined ? {} : { streamPosition }),
            }),
            positionOf,
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('by a list, named or numbered, and of a list that is not there', async () => {
    const ways = bothWays(exact);
    const lists = ways.direct.sandbox.inside.store().lists.all();
    expect(lists.length).toBeGreaterThan(1);
    const selectors: Values[] = lists.flatMap((list) => [
      { staticListId: String(list.id) },
      { staticListName: list.program === undefined ? list.name : `${list.program}.${list.name}` },
    ]);
    for (const selector of [...selectors, { staticListName: 'No such list' }, { staticListId: '99' }, {}]) {
      await samePages(
        ways,
        'getMultipleLeads',
        (streamPosition) => ({
          leadSelector: { $type: 'StaticListSelector', ...selector },
          batchSize: '40',
          includeAttributes: { stringItem: ['FirstName'] },
          ...(streamPosition === undefined ? {} : { streamPosition }),
        }),
        positionOf,
        4,
      );
    }
  });

  it('by dates: whoever had any activity', async () => {
    const ways = bothWays(exact);
    for (const [from, to] of [
      [20, 19],
      [3, 0],
      [40, 1],
    ] as const) {
      await samePages(
        ways,
        'getMultipleLeads',
        (streamPosition) => ({
          leadSelector: {
            $type: 'LastUpdateAtSelector',
            oldestUpdatedAt: formatDateTime(NOW - from * DAY),
            latestUpdatedAt: formatDateTime(NOW - to * DAY),
          },
          includeAttributes: { stringItem: ['LastName'] },
          batchSize: '30',
          ...(streamPosition === undefined ? {} : { streamPosition }),
        }),
        positionOf,
        3,
      );
    }
  });
});

describe('the log of a lead through the bridge is the log of a lead', () => {
  it('getLeadActivity, newest first, page by page, with types and times', async () => {
    const ways = bothWays(exact);
    const ids = ways.leads().map(({ id }) => id);
    const filters: Values[] = [
      {},
      {
        activityFilter: { includeTypes: { activityType: ['OpenEmail', 'VisitWebpage', 'ChangeDataValue'] } },
      },
      { activityFilter: { excludeTypes: { activityType: ['VisitWebpage'] } } },
      {
        activityFilter: {
          includeTypes: { activityType: ['OpenEmail'] },
          excludeTypes: { activityType: ['OpenEmail'] },
        },
      },
    ];
    for (const [index, filter] of filters.entries()) {
      for (const id of [ids[index * 7], ids[index * 7 + 3]]) {
        await samePages(
          ways,
          'getLeadActivity',
          (offset) => ({
            leadKey: { keyType: 'IDNUM', keyValue: String(id) },
            ...filter,
            batchSize: '9',
            startPosition: {
              oldestCreatedAt: formatDateTime(NOW - 200 * DAY),
              ...(offset === undefined ? {} : { offset }),
            },
          }),
          (values) => at(values, 'leadActivityList.newStartPosition.offset') as string | undefined,
          6,
        );
      }
    }
  });

  it('getLeadActivity in windows gives the same records, and says at least whether there are more', async () => {
    const ways = bothWays({ settings: { history: 20_000 * DAY } });
    const id = String(ways.leads()[5]?.id);
    const records = async (bridged: boolean) => {
      const found: Values[] = [];
      let startPosition: Values = {};
      for (;;) {
        const values = { leadKey: { keyType: 'IDNUM', keyValue: id }, batchSize: '7', startPosition };
        const answers = await ways.each('getLeadActivity', values, values, bridged ? 'bridged' : 'direct');
        const answer = answers[bridged ? 'bridged' : 'direct'].values;
        found.push(...listAt(answer, 'leadActivityList.activityRecordList.activityRecord'));
        if (at(answer, 'leadActivityList.remainingCount') === '0') return found;
        startPosition = at(answer, 'leadActivityList.newStartPosition') as Values;
      }
    };
    expect(await records(true)).toEqual(await records(false));
  });

  it('getLeadChanges, oldest first, by keys, list and names, page by page and then once more', async () => {
    const ways = bothWays(exact);
    const ids = ways.leads().map(({ id }) => String(id));
    const list = ways.direct.sandbox.inside.store().lists.all()[0];
    const asked: Values[] = [
      keySelector('IDNUM', ids.slice(0, 45)),
      { leadSelector: { $type: 'StaticListSelector', staticListId: String(list?.id) } },
      {
        ...keySelector('IDNUM', ids.slice(3, 9)),
        activityNameFilter: { stringItem: ['Visit Webpage', 'new lead'] },
      },
      { activityNameFilter: { stringItem: ['No such type'] } },
      keySelector('EMAIL', ['nobody@example.com']),
      {
        leadSelector: {
          $type: 'LastUpdateAtSelector',
          oldestUpdatedAt: formatDateTime(NOW - 5 * DAY),
          latestUpdatedAt: formatDateTime(NOW - 3 * DAY),
        },
      },
    ];
    for (const values of asked) {
      await samePages(
        ways,
        'getLeadChanges',
        (offset) => ({
          ...values,
          startPosition: {
            oldestCreatedAt: formatDateTime(NOW - 30 * DAY),
            ...(offset === undefined ? {} : { offset }),
          },
          batchSize: '60',
        }),
        (answer) => at(answer, 'result.newStartPosition.offset') as string | undefined,
        4,
      );
    }
  });
});

describe('writing leads through the bridge is writing leads', () => {
  it('syncMultipleLeads says of each lead how it went', async () => {
    const ways = bothWays();
    const [known] = ways.leads().filter((lead) => plain(lead) && lead.email !== '');
    const leadRecord: Values[] = [
      { Email: 'one@example.com', leadAttributeList: attributeList({ FirstName: 'One' }) },
      { Id: String(known?.id), leadAttributeList: attributeList({ LastName: 'Changed' }) },
      { Email: 'ONE@example.com', leadAttributeList: attributeList({ FirstName: 'Again' }) },
      { Email: 'bad@example.com', leadAttributeList: attributeList({ NoSuchField: '1', Nor: '2' }) },
      { Id: '7' },
      { leadAttributeList: attributeList({ FirstName: 'Nobody' }) },
      { Email: 'one@example.com', leadAttributeList: attributeList({ Email: 'two@example.com' }) },
    ];
    for (const dedupEnabled of ['true', 'false']) {
      await ways.same('syncMultipleLeads', { leadRecordList: { leadRecord }, dedupEnabled });
      ways.clock.now += 1_000;
    }
    await ways.same('syncMultipleLeads', { leadRecordList: {} });
    for (const email of ['one@example.com', 'two@example.com']) {
      await ways.same('getLead', { leadKey: { keyType: 'EMAIL', keyValue: email } });
    }
  });

  it('three hundred and one leads go in two calls, and are answered in their order', async () => {
    const ways = bothWays();
    const leadRecord = Array.from({ length: 301 }, (_, index) => ({ Email: `many${index}@example.com` }));
    await ways.same('syncMultipleLeads', { leadRecordList: { leadRecord } });
    expect(ways.made.filter((call) => call.startsWith('POST /rest/v1/leads.json'))).toHaveLength(2);
  });

  it('an address that two leads share means the one that was updated last', async () => {
    const ways = bothWays();
    const twin = { Email: 'twin@example.com', leadAttributeList: attributeList({ FirstName: 'Twin' }) };
    await ways.same('syncMultipleLeads', {
      leadRecordList: { leadRecord: [twin, twin] },
      dedupEnabled: 'false',
    });
    ways.clock.now += 10_000;
    const change = { ...twin, leadAttributeList: attributeList({ FirstName: 'Last' }) };
    await ways.same('syncLead', { leadRecord: change, returnLead: 'true' });
    ways.clock.now += 10_000;
    await ways.same('syncMultipleLeads', { leadRecordList: { leadRecord: [change] } });
  });

  it('syncLead with a cookie: a visitor becomes known, and a cookie moves only when it is asked to', async () => {
    const ways = bothWays();
    const all = ways.leads();
    const visitor = all.find(({ anonymous, cookies }) => anonymous && cookies.length > 0);
    const known = all.find((lead) => plain(lead) && !lead.anonymous && lead.cookies.length > 0);
    const sync = (Email: string | undefined, marketoCookie: string, moveCookie = 'false') =>
      ways.same('syncLead', { leadRecord: { Email }, marketoCookie, returnLead: 'true', moveCookie });
    await sync('cookie1@example.com', 'id:1&token:new-one');
    if (visitor) await sync('cookie2@example.com', visitor.cookies[0] ?? '');
    await sync('cookie3@example.com', known?.cookies[0] ?? '');
    const cookie = { leadKey: { keyType: 'COOKIE', keyValue: known?.cookies[0] ?? '' } };
    await ways.same('getLead', cookie);
    await sync('cookie3@example.com', known?.cookies[0] ?? '', 'true');
    await ways.same('getLead', cookie);
    await sync(undefined, 'id:1&token:brand-new');
  });

  it('mergeLeads by ids and addresses, and of nobody', async () => {
    const ways = bothWays();
    const leads = ways.leads().filter((lead) => plain(lead) && lead.email !== '');
    const ids = leads.map(({ id }) => String(id));
    const merge = (winner: [string, string][], losers: [string, string][][]) => {
      const list = (keys: [string, string][]) => ({
        attribute: keys.map(([attrName, attrValue]) => ({ attrName, attrValue })),
      });
      return ways.same('mergeLeads', {
        winningLeadKeyList: list(winner),
        losingLeadKeyLists: { keyList: losers.map(list) },
      });
    };
    await merge([['IDNUM', ids[0] ?? '']], [[['IDNUM', ids[1] ?? '']], [['EMAIL', leads[2]?.email ?? '']]]);
    await ways.same('getLead', { leadKey: { keyType: 'IDNUM', keyValue: ids[0] ?? '' } });
    await merge([['IDNUM', '1']], [[['IDNUM', ids[5] ?? '']]]);
    await merge([['IDNUM', ids[5] ?? '']], [[['EMAIL', 'nobody@example.com']]]);
    await merge([['NOKEY', ids[5] ?? '']], [[['EMAIL', 'nobody@example.com']]]);
    await merge(
      [['IDNUM', ids[6] ?? '']],
      ids.slice(10, 40).map((id): [string, string][] => [['IDNUM', id]]),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { operation as findOperation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import type { Values } from '#src/envelope/values';
import { countOf, describeCount, pageCount } from '#src/response/counts';
import { nextPage } from '#src/response/next-page';
import { readRows } from '#src/response/read-rows';
import { AnswerTable, type Page } from '#src/response/table';
import { authenticationIn } from '../workspace/open-workspace';
import { attributeList, call, envelopeOf, NOW, post, sandboxAt } from '../sandbox/requests';
import { envelope } from './messages';

const pageOf = (text: string): Page => ({ text, rows: readRows(text, marketo) });

async function send(world: ReturnType<typeof sandboxAt>, text: string): Promise<Page> {
  return pageOf(await (await post(world.sandbox, text)).text());
}

/** Asks for page after page until there is none. */
async function walk(world: ReturnType<typeof sandboxAt>, first: string) {
  const pages: Page[] = [];
  const requests: string[] = [];
  for (let request: string | undefined = first; request !== undefined && pages.length < 200;) {
    requests.push(request);
    const page = await send(world, request);
    pages.push(page);
    const next = nextPage(request, page, marketo);
    if (!next.ok) expect(next.reason).toBe('at-end');
    request = next.ok ? next.text : undefined;
  }
  return { table: new AnswerTable(pages), pages, requests };
}

function values(label: string, table: AnswerTable): string[] {
  const column = table.columns.findIndex((candidate) => candidate.label === label);
  return Array.from({ length: table.count }, (_, row) => table.cell(row, column).text);
}

/** Every operation that pages, with a request small enough for several pages, and the values that tell its records apart. */
const WALKS: readonly [name: string, request: Values, id: string][] = [
  [
    'getMultipleLeads',
    { leadSelector: { $type: 'StaticListSelector', staticListName: 'All Leads' }, batchSize: '20' },
    'Id',
  ],
  [
    'getMultipleLeads',
    {
      leadSelector: {
        $type: 'LastUpdateAtSelector',
        oldestUpdatedAt: new Date(NOW - 25 * 86_400_000).toISOString(),
      },
      batchSize: '10',
      includeAttributes: { stringItem: ['FirstName'] },
    },
    'Id',
  ],
  ['getLeadActivity', { leadKey: { keyType: 'IDNUM', keyValue: '67508' }, batchSize: '3' }, 'id'],
  [
    'getLeadChanges',
    {
      startPosition: { oldestCreatedAt: new Date(NOW - 10 * 86_400_000).toISOString() },
      activityNameFilter: { stringItem: ['Visit Webpage', 'Click Link'] },
      batchSize: '25',
    },
    'id',
  ],
  [
    'getCustomObjects',
    {
      objTypeName: 'RoadShow',
      customObjKeyList: attributeList({ MKTOID: '1090177' }),
      includeAttributes: {},
      batchSize: '2',
    },
    'rid',
  ],
];

describe('the next page', () => {
  it.each(WALKS)(
    'of %s: page after page gives each record once, with the same selector and filters',
    async (name, request, id) => {
      const world = sandboxAt();
      const { table, pages, requests } = await walk(world, envelopeOf(name, request, NOW));
      const whole = await send(world, envelopeOf(name, { ...request, batchSize: '1000' }, NOW));
      expect(pages.length).toBeGreaterThan(1);
      expect(new Set(values(id, table)).size).toBe(table.count);
      if (!pageCount(marketo, whole).more) expect(table.count).toBe(whole.rows.count);
      const position =
        findOperation(marketo, name)?.input?.type.name &&
        (name.includes('Lead') && name !== 'getMultipleLeads' ? 'startPosition' : 'streamPosition');
      for (const text of requests) {
        const read = readRequest(text, marketo);
        if (!read.ok) throw new Error(read.problem.message);
        const without = (all: Values) => ({ ...all, [position as string]: undefined });
        expect(without(read.request.values)).toEqual(without(request));
        expect(authenticationIn(text)).toEqual(authenticationIn(requests[0]!));
      }
    },
  );

  it('of getMObjects goes on while hasMore says so', async () => {
    const world = sandboxAt();
    const sync = (from: number) =>
      call(world, 'syncMObjects', {
        mObjectList: {
          mObject: Array.from({ length: 100 }, (_, index) => ({
            type: 'Opportunity',
            externalKey: { name: 'Key', value: `k${from + index}` },
            attribList: { attrib: [{ name: 'Name', value: `o${from + index}` }] },
          })),
        },
        operation: 'INSERT',
      });
    const synced = await sync(0);
    await sync(100);
    if (synced.code) throw new Error(synced.message);
    const { table, pages } = await walk(world, envelopeOf('getMObjects', { type: 'Opportunity' }, NOW));
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(values('id', table)).size).toBe(table.count);
    expect(pageCount(marketo, pages[0]!)).toEqual({ rows: pages[0]!.rows.count, more: true });
  });

  it('is not there at the end, nor for an operation that does not page', async () => {
    const world = sandboxAt();
    const tags = envelopeOf('getTags', {}, NOW);
    expect(nextPage(tags, await send(world, tags), marketo)).toMatchObject({
      ok: false,
      reason: 'no-paging',
    });
  });

  it('is not asked for when the answer gives no position, or the one that was asked with', () => {
    const answer = (position: string) =>
      pageOf(
        envelope(`<ns1:successGetMultipleLeads><result><returnCount>0</returnCount>
          <remainingCount>5</remainingCount><newStreamPosition>${position}</newStreamPosition>
          </result></ns1:successGetMultipleLeads>`),
      );
    const request = envelopeOf('getMultipleLeads', { streamPosition: 'here', batchSize: '5' }, NOW);
    const reason = (page: Page) => {
      const next = nextPage(request, page, marketo);
      return next.ok ? 'ok' : next.reason;
    };
    expect([reason(answer('')), reason(answer('here')), reason(answer('there &amp; on'))]).toEqual([
      'no-position',
      'same-position',
      'ok',
    ]);
  });

  it('changes nothing else in the request’s text', () => {
    const request = envelopeOf('getMultipleLeads', { batchSize: '5' }, NOW).replace(
      '<batchSize>',
      '<!-- few -->\n      <batchSize>',
    );
    const page = pageOf(
      envelope(`<ns1:successGetMultipleLeads><result><returnCount>0</returnCount>
        <remainingCount>5</remainingCount><newStreamPosition>a&amp;b</newStreamPosition></result>
        </ns1:successGetMultipleLeads>`),
    );
    const next = nextPage(request, page, marketo);
    if (!next.ok) throw new Error(next.message);
    expect(next.text.replace(/\s*<streamPosition>a&amp;b<\/streamPosition>/, '')).toBe(request);
  });
});

describe('counts in words', () => {
  it.each([
    [{ rows: 2, more: true, remaining: 2515 }, 0, '2 of 2,517 leads'],
    [{ rows: 100, more: true, remaining: 2317 }, 100, '101 to 200 of 2,517 leads'],
    [{ rows: 100, more: true, remaining: 2317 }, undefined, '100 leads, 2,317 remain'],
    [{ rows: 1, more: false, remaining: 0 }, 0, '1 lead'],
    [{ rows: 0, more: false, remaining: 0 }, 0, '0 leads'],
    [{ rows: 100, more: true }, 0, '100 leads, more remain'],
  ])('%j after %j: %s', (count, before, words) => {
    expect(describeCount(count, 'leadRecord', before)).toBe(words);
  });

  it('call each kind of record by its name', () => {
    expect(countOf(1, 'activityRecord')).toBe('1 activity');
    expect(countOf(1200, 'thing')).toBe('1,200 rows');
  });

  it('take getLeadActivity’s count as exact only for one kind of activity, as its documentation says', () => {
    const page = pageOf(
      envelope(`<ns1:successGetLeadActivity><leadActivityList><returnCount>0</returnCount>
        <remainingCount>7</remainingCount></leadActivityList></ns1:successGetLeadActivity>`),
    );
    const filter = (...activityType: string[]) => ({ activityFilter: { includeTypes: { activityType } } });
    expect(pageCount(marketo, page, filter('NewLead'))).toEqual({ rows: 0, more: true, remaining: 7 });
    expect(pageCount(marketo, page, filter('NewLead', 'VisitWebpage'))).toEqual({ rows: 0, more: true });
    expect(pageCount(marketo, page)).toEqual({ rows: 0, more: true });
  });
});

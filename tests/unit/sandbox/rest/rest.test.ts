import { describe, expect, it, test } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { writeRequest } from '#src/envelope/write';
import { equivalentOf } from '#src/rest/equivalents';
import type { HttpRequest } from '#src/rest/http';
import { readDescribeLead } from '#src/rest/names';
import { memberOf, recordsOf, resultOf, runEquivalent, type RunResult } from '#src/rest/run';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { createSandbox } from '#src/sandbox/sandbox';
import { Worlds } from '#src/sandbox/worlds';
import { sign } from '#src/signature/sign';
import { CASES } from '../../rest/cases';
import { judgeAnswer, judgeRequest } from '../../rest/openapi';

const NOW = Date.UTC(2030, 5, 1, 12);
const BASE = 'http://sandbox.example';

function world(prefix = '') {
  let now = NOW;
  const sandboxes = new Worlds({
    limit: 5,
    create: () =>
      createSandbox({
        contract: marketo,
        wsdl: marketoWsdl,
        now: () => now,
        random: () => 0.4,
        settings: { timestampWindow: null, dailyQuota: null, rateCalls: null },
        onError: (error) => {
          throw error;
        },
      }),
  });
  const base = BASE + prefix;
  const send = async ({ method, url, headers, body }: HttpRequest) => {
    const response = await sandboxes.handle(
      new Request(url, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
      }),
    );
    return { status: response.status, text: await response.text() };
  };
  const control = (method: string, name: string, body?: string) =>
    sandboxes.handle(
      new Request(`${base}/sandbox/${name}`, { method, body, headers: { 'X-Sandbox-Control': '1' } }),
    );
  const token = async () => {
    const query = `grant_type=client_credentials&client_id=${DEMO_CLIENT_ID}&client_secret=${DEMO_CLIENT_SECRET}`;
    const { text } = await send({ method: 'GET', url: `${base}/identity/oauth/token?${query}`, headers: [] });
    return (JSON.parse(text) as { access_token: string }).access_token;
  };
  const call = async (
    method: HttpRequest['method'],
    path: string,
    body?: unknown,
    more: [string, string][] = [],
  ) => {
    const { status, text } = await send({
      method,
      url: base + path,
      headers: [['Authorization', `Bearer ${await token()}`], ['Content-Type', 'application/json'], ...more],
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status, text, json: safeJson(text) };
  };
  return {
    base,
    send,
    control,
    token,
    call,
    sandboxes,
    wait: (milliseconds: number) => (now += milliseconds),
  };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const codeOf = (json: unknown) => memberOf((memberOf(json, 'errors') as unknown[] | undefined)?.[0], 'code');

const KEPT = new Map([
  ['client_id', DEMO_CLIENT_ID],
  ['client_secret', DEMO_CLIENT_SECRET],
  ['batchId', '1'],
]);

async function names({ call }: ReturnType<typeof world>) {
  const { text } = await call('GET', '/rest/v1/leads/describe.json');
  const read = readDescribeLead(text);
  if (!read.ok) throw new Error(read.message);
  return read.names;
}

/** Reads without a list of the world's activities in it, whose order of ids is another one. */
async function stateOf({ control }: ReturnType<typeof world>) {
  const state = JSON.parse(await (await control('GET', 'state')).text()) as {
    parts: Record<string, Record<string, unknown>>;
  };
  const { activities, ...parts } = state.parts;
  const logged = (activities?.logged ?? []) as { type: string; leadId: number; asset: string }[];
  return { parts, logged: logged.map(({ type, leadId, asset }) => `${type} ${leadId} ${asset}`).sort() };
}

/**
 * An import that creates no leads has no bulk import in REST, but writes of its own: they are done at once, each removal is
 * logged, and there is no job to ask about. The members are the same.
 */
const LIST_ONLY = 'of leads that exist, into an emptied list';

async function membersOf(place: ReturnType<typeof world>) {
  const { parts } = await stateOf(place);
  const lists = Object.values(parts.lists ?? {}) as { id: number; members: [number, number][] }[];
  return lists.map(({ id, members }) => [id, members.map(([lead]) => lead).sort()]);
}

async function soap(
  { sandboxes, base }: ReturnType<typeof world>,
  operation: string,
  values: object,
): Promise<string> {
  const found = marketo.operations.find(({ name }) => name === operation);
  if (!found) throw new Error(operation);
  const requestTimestamp = '2030-06-01T07:00:00-05:00';
  const written = writeRequest(marketo, {
    operation: found,
    values: values as never,
    headers: {
      AuthenticationHeader: {
        mktowsUserId: DEMO_USER_ID,
        requestSignature: sign(requestTimestamp, DEMO_USER_ID, DEMO_SECRET_KEY),
        requestTimestamp,
      },
    },
  });
  if (!written.ok) throw new Error(written.problems[0]?.message);
  const response = await sandboxes.handle(
    new Request(`${base}/soap/mktows/3_1`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml', SOAPAction: found.soapAction },
      body: written.text,
    }),
  );
  return response.text();
}

describe('the REST equivalent of a request, made to the sandbox', () => {
  test.each(CASES)(
    '%s %s: every call is answered with success, as the OpenAPI documents have it',
    async (operation, title, values) => {
      const place = world();
      if (operation === 'getImportToListStatus') {
        const before = CASES.find(([name]) => name === 'importToList');
        const first = equivalentOf(
          { operation: 'importToList', values: before?.[2] ?? {} },
          { names: await names(place) },
        );
        expect(
          (await runEquivalent(first, { base: BASE, send: place.send, kept: KEPT })).failure,
        ).toBeUndefined();
      }
      const equivalent = equivalentOf({ operation, values }, { names: await names(place) });
      const run = await runEquivalent(equivalent, { base: BASE, send: place.send, kept: KEPT });
      expect(run.failure).toBeUndefined();
      if (operation !== 'syncLead') expect(run.skipped).toEqual([]);
      for (const { request, json } of run.exchanges) {
        expect(judgeRequest(request)).toEqual([]);
        expect(judgeAnswer(request, json)).toEqual([]);
      }
      expect(statuses(run)).not.toContain('skipped');
      void title;
    },
  );

  const WRITES = CASES.filter(([name]) =>
    /^(sync|merge|delete|listOperation|requestCampaign|scheduleCampaign|importToList)/.test(name),
  );
  test.each(WRITES)(
    '%s %s: afterwards the store is the same as after SOAP',
    async (operation, title, values) => {
      const overRest = world();
      const overSoap = world();
      const equivalent = equivalentOf({ operation, values }, { names: await names(overRest) });
      await runEquivalent(equivalent, { base: BASE, send: overRest.send, kept: KEPT });
      const answer = await soap(overSoap, operation, values);
      expect(answer).not.toContain('Fault>');
      for (const place of [overRest, overSoap]) {
        place.wait(3_600_000);
        await soap(place, 'listMObjects', {});
      }
      if (title === LIST_ONLY) expect(await membersOf(overRest)).toEqual(await membersOf(overSoap));
      else expect(await stateOf(overRest)).toEqual(await stateOf(overSoap));
      void title;
    },
  );

  it('reads the same leads with the same values as SOAP', async () => {
    const place = world();
    const values = {
      leadSelector: { $type: 'StaticListSelector', staticListId: '1003' },
      batchSize: '300',
      includeAttributes: { stringItem: ['FirstName', 'LeadScore', 'Company', 'Unsubscribed'] },
    };
    const equivalent = equivalentOf({ operation: 'getMultipleLeads', values }, { names: await names(place) });
    const run = await runEquivalent(equivalent, { base: BASE, send: place.send, kept: KEPT });
    const records = recordsOf(equivalent, run.exchanges, 'leads');
    const text = await soap(place, 'getMultipleLeads', values);
    const rows = [...text.matchAll(/<leadRecord>([\s\S]*?)<\/leadRecord>/g)].map(([, record = '']) => {
      const attributes = [...record.matchAll(/<attrName>(\w+)<\/attrName>[\s\S]*?<attrValue>([^<]*)</g)];
      return {
        Id: /<Id>(\d+)</.exec(record)?.[1],
        Email: /<Email>([^<]*)</.exec(record)?.[1],
        ...Object.fromEntries(attributes.map(([, name = '', value = '']) => [name, value])),
      };
    });
    expect(rows.length).toBe(150);
    const soapNames: Record<string, string> = {
      id: 'Id',
      email: 'Email',
      firstName: 'FirstName',
      leadScore: 'LeadScore',
      company: 'Company',
      unsubscribed: 'Unsubscribed',
    };
    const same = records.map((record) =>
      Object.fromEntries(
        Object.entries(record as Record<string, unknown>).flatMap(([name, value]) =>
          // A field that is empty is null in REST, and SOAP leaves it out.
          value === null ? [] : [[soapNames[name] ?? name, String(value)]],
        ),
      ),
    );
    expect(same.map(plain)).toEqual(rows.map(plain));
  });
});

/** SOAP writes truth values as they were stored. */
function plain(row: Readonly<Record<string, string | undefined>>) {
  const truth = row.Unsubscribed === undefined ? {} : { Unsubscribed: /^(true|1)$/.test(row.Unsubscribed) };
  return { ...row, ...truth };
}

function statuses(run: RunResult): unknown[] {
  return run.exchanges.flatMap(({ json }) => resultOf(json).map((record) => memberOf(record, 'status')));
}

describe('the sandbox’s REST face', () => {
  it('gives a token for an hour, the same one again, and another after its end', async () => {
    const { send, token, wait, call } = world();
    const first = await token();
    wait(1_000_000);
    expect(await token()).toBe(first);
    const query = `grant_type=client_credentials&client_id=${DEMO_CLIENT_ID}&client_secret=${DEMO_CLIENT_SECRET}`;
    const answer = await send({ method: 'POST', url: `${BASE}/identity/oauth/token?${query}`, headers: [] });
    expect(JSON.parse(answer.text)).toMatchObject({ token_type: 'bearer', expires_in: 2_600 });
    wait(2_600_000);
    const old = await send({
      method: 'GET',
      url: `${BASE}/rest/v1/lists.json`,
      headers: [['Authorization', `Bearer ${first}`]],
    });
    expect(codeOf(JSON.parse(old.text))).toBe('602');
    expect((await call('GET', '/rest/v1/lists.json')).json).toMatchObject({ success: true });
  });

  it('answers a wrong client with HTTP 401 and a wrong token with 601', async () => {
    const { send } = world();
    const wrong = await send({
      method: 'GET',
      url: `${BASE}/identity/oauth/token?grant_type=client_credentials&client_id=x&client_secret=y`,
      headers: [],
    });
    expect(wrong.status).toBe(401);
    const call = await send({
      method: 'GET',
      url: `${BASE}/rest/v1/lists.json`,
      headers: [['Authorization', 'Bearer x']],
    });
    expect({ status: call.status, code: codeOf(JSON.parse(call.text)) }).toEqual({
      status: 200,
      code: '601',
    });
  });

  it.each([
    ['an unknown path', 'GET', '/rest/v1/nothing.json', undefined, '610'],
    ['a method that the path lacks', 'DELETE', '/rest/v1/campaigns.json', undefined, '605'],
    ['broken JSON', 'POST', '/rest/v1/leads.json', '{"input":', '609'],
    [
      'a call that the sandbox lacks',
      'GET',
      '/rest/v1/salespersons.json?filterType=email&filterValues=a',
      undefined,
      '610',
    ],
    [
      '301 records',
      'POST',
      '/rest/v1/leads.json',
      { input: Array.from({ length: 301 }, () => ({ email: 'a@b.c' })) },
      '1003',
    ],
    ['no records', 'POST', '/rest/v1/leads.json', {}, '1002'],
    [
      'a filter that is none',
      'GET',
      '/rest/v1/leads.json?filterType=createdAt&filterValues=1',
      undefined,
      '1011',
    ],
    [
      'a field that is none',
      'GET',
      '/rest/v1/leads.json?filterType=id&filterValues=2&fields=FirstName',
      undefined,
      '1006',
    ],
    ['an unknown list', 'GET', '/rest/v1/lists/99/leads.json', undefined, '1013'],
    [
      'a bad paging token',
      'GET',
      '/rest/v1/activities.json?nextPageToken=x&activityTypeIds=1',
      undefined,
      '1003',
    ],
    [
      'eleven activity types',
      'GET',
      '/rest/v1/activities.json?nextPageToken=x&activityTypeIds=1,2,3,4,5,6,7,8,9,10,11',
      undefined,
      '1003',
    ],
  ] as const)('answers %s with the service’s own kind of error', async (_what, method, path, body, code) => {
    const { call } = world();
    const { status, json } = await call(method, path, body);
    expect({ status, success: memberOf(json, 'success'), code: codeOf(json) }).toEqual({
      status: 200,
      success: false,
      code,
    });
  });

  it('takes JSON only where the content type says so', async () => {
    const { send, token } = world();
    const answer = await send({
      method: 'POST',
      url: `${BASE}/rest/v1/leads.json`,
      headers: [
        ['Authorization', `Bearer ${await token()}`],
        ['Content-Type', 'text/plain'],
      ],
      body: '{"input":[{"email":"a@b.c"}]}',
    });
    expect(codeOf(JSON.parse(answer.text))).toBe('612');
  });

  it('says of each record that was not taken why, while the others are stored', async () => {
    const { call } = world();
    const { json } = await call('POST', '/rest/v1/leads.json', {
      action: 'createOrUpdate',
      lookupField: 'email',
      input: [
        { email: 'new@example.com' },
        { email: 'x@example.com', nothing: '1' },
        { firstName: 'Nobody' },
      ],
    });
    expect(json).toMatchObject({
      success: true,
      result: [
        { status: 'created' },
        { status: 'skipped', reasons: [{ code: '1006' }] },
        { status: 'skipped', reasons: [{ code: '1003' }] },
      ],
    });
  });

  it('answers long GETs whose query is a form, with _method in either place', async () => {
    const { send, token } = world();
    const headers: [string, string][] = [
      ['Authorization', `Bearer ${await token()}`],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ];
    for (const [url, body] of [
      ['/rest/v1/leads.json?_method=GET', 'filterType=id&filterValues=2&filterValues=15'],
      ['/rest/v1/leads.json', '_method=GET&filterType=id&filterValues=2,15'],
    ] as const) {
      const { text } = await send({ method: 'POST', url: BASE + url, headers, body });
      expect(resultOf(JSON.parse(text)).map((record) => memberOf(record, 'id'))).toEqual([2, 15]);
    }
  });

  it('keeps the limits of the service: 606, 607 and 615', async () => {
    for (const [settings, code] of [
      [{ rateCalls: 2 }, '606'],
      [{ dailyQuota: 2 }, '607'],
    ] as const) {
      const { control, call } = world();
      await control('PATCH', 'settings', JSON.stringify(settings));
      const codes = [];
      for (let count = 0; count < 3; count += 1)
        codes.push(codeOf((await call('GET', '/rest/v1/lists.json')).json));
      expect(codes).toEqual([undefined, undefined, code]);
    }
    const { control, call, token } = world();
    await token();
    await control('PATCH', 'settings', JSON.stringify({ concurrentCalls: 1 }));
    const slow: [string, string][] = [['X-Sandbox-Latency', '30']];
    const both = await Promise.all([1, 2].map(() => call('GET', '/rest/v1/lists.json', undefined, slow)));
    expect(both.map(({ json }) => codeOf(json)).sort()).toEqual(['615', undefined]);
  });

  it('lets faults be ordered by REST’s own codes, by SOAP’s, and as damage', async () => {
    const { call, control } = world();
    const with_ = async (name: string, value: string) =>
      call('GET', '/rest/v1/lists.json', undefined, [[name, value]]);
    expect(codeOf((await with_('X-Sandbox-Fault', '608')).json)).toBe('608');
    expect(codeOf((await with_('X-Sandbox-Fault', '20023')).json)).toBe('606');
    expect((await with_('X-Sandbox-Fault', '502')).status).toBe(502);
    expect((await with_('X-Sandbox-Truncate', '1')).json).toBeUndefined();
    await control(
      'PATCH',
      'settings',
      JSON.stringify({ faultsOnPurpose: [{ kind: 'expired', operation: 'getListsUsingGET', next: 1 }] }),
    );
    expect(codeOf((await call('GET', '/rest/v1/lists.json')).json)).toBe('602');
    expect(codeOf((await call('GET', '/rest/v1/lists.json')).json)).toBeUndefined();
  });

  it('logs its calls without token and secret', async () => {
    const { call, control, token } = world();
    await call('GET', `/rest/v1/lists.json?access_token=${await token()}`);
    const log = await (await control('GET', 'log')).text();
    expect(log).toContain('getListsUsingGET');
    expect(log).not.toContain(await token());
    expect(log).not.toContain(DEMO_CLIENT_SECRET);
    expect(await (await control('GET', 'settings')).text()).not.toContain(DEMO_CLIENT_SECRET);
  });

  it('is there in every world, each with its own data', async () => {
    const { call, base } = world('/w/one');
    expect(base).toContain('/w/one');
    const { json } = await call('POST', '/rest/v1/leads.json', { input: [{ email: 'one@example.com' }] });
    expect(json).toMatchObject({ success: true });
  });

  it('reads over REST what SOAP wrote', async () => {
    const place = world();
    await soap(place, 'syncLead', {
      leadRecord: {
        Email: 'both@example.com',
        leadAttributeList: { attribute: [{ attrName: 'FirstName', attrValue: 'Both & “all”' }] },
      },
      returnLead: 'false',
    });
    const { json } = await place.call(
      'GET',
      '/rest/v1/leads.json?filterType=email&filterValues=both@example.com&fields=firstName,phone',
    );
    expect(resultOf(json)).toMatchObject([{ firstName: 'Both & “all”', phone: null }]);
  });
});

import { describe, expect, test } from 'vitest';
import { createControl } from '#src/sandbox/http/control-handler';
import { DEMO_SECRET_KEY } from '#src/sandbox/demo';
import { LOG_SIZE } from '#src/sandbox/http/call-log';
import { remoteControls } from '#src/sandbox/http/remote-controls';
import { at, attributeList, call, envelopeOf, listAt, NOW, post, sandboxAt } from './requests';

const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const good = envelopeOf('getLead', RUFUS, NOW);

/** A world in which something has happened in every area of this file. */
async function livedIn() {
  const world = sandboxAt();
  const record = { Email: 'new@t.example', leadAttributeList: attributeList({ FirstName: 'George' }) };
  await call(world, 'syncLead', { leadRecord: record, returnLead: 'false' }, { targetWorkspace: 'Default' });
  await call(world, 'syncLead', {
    leadRecord: { Id: '67508', ForeignSysPersonId: 'X', ForeignSysType: 'CUSTOM' },
    returnLead: 'false',
  });
  await call(world, 'mergeLeads', {
    winningLeadKeyList: attributeList({ IDNUM: '2' }),
    losingLeadKeyLists: { keyList: [attributeList({ IDNUM: '15' })] },
  });
  await call(world, 'listOperation', {
    listOperation: 'ADDTOLIST',
    listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Empty List' },
    listMemberList: { leadKey: [{ keyType: 'IDNUM', keyValue: '2' }] },
  });
  await call(world, 'importToList', {
    programName: 'SMSProgram',
    importFileHeader: 'Email Address',
    importFileRows: { stringItem: ['one@x.example', 'two@x.example', 'three@x.example'] },
    importListMode: 'UPSERTLEADS',
    listName: 'listForTesting',
  });
  world.clock.now += 1_300;
  return world;
}

async function answersOf(world: Awaited<ReturnType<typeof livedIn>>) {
  const ask = async (name: string, values: Parameters<typeof call>[2]) =>
    (await call(world, name, values)).text;
  return [
    await ask('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'new@t.example' } }),
    await ask('getLead', { leadKey: { keyType: 'IDNUM', keyValue: '15' } }),
    await ask('getLeadActivity', { leadKey: { keyType: 'IDNUM', keyValue: '2' } }),
    await ask('getLeadChanges', {
      startPosition: { oldestCreatedAt: new Date(NOW - 86_400_000).toISOString() },
    }),
    await ask('getImportToListStatus', { programName: 'SMSProgram', listName: 'listForTesting' }),
    await ask('getMultipleLeads', {
      leadSelector: { $type: 'StaticListSelector', staticListName: 'SMSProgram.listForTesting' },
    }),
  ];
}

describe('the state', () => {
  test('goes out and comes back whole, into another sandbox with another seed', async () => {
    const world = await livedIn();
    const other = sandboxAt({ now: world.clock.now }, { settings: { seed: 99 } });
    const text = world.sandbox.exportState();
    expect(other.sandbox.importState(text)).toEqual({ ok: true });
    expect(await answersOf(other)).toEqual(await answersOf(world));
    expect(other.sandbox.exportState()).toBe(text);
    expect(text).not.toContain(DEMO_SECRET_KEY);
  });

  test('an import that was under way goes on after it', async () => {
    const world = await livedIn();
    const other = sandboxAt({ now: world.clock.now });
    other.sandbox.importState(world.sandbox.exportState());
    other.clock.now += 60_000;
    const answer = await call(other, 'getImportToListStatus', {
      programName: 'SMSProgram',
      listName: 'listForTesting',
    });
    expect(at(answer.values, 'result.rowsImported')).toBe('3');
  });

  test('the next new lead gets another id than any before', async () => {
    const world = await livedIn();
    const other = sandboxAt({ now: world.clock.now });
    other.sandbox.importState(world.sandbox.exportState());
    const create = { leadRecord: { Email: 'next@x.example' }, returnLead: 'false' };
    const id = async (of: typeof world) => at((await call(of, 'syncLead', create)).values, 'result.leadId');
    expect(await id(other)).toBe(await id(world));
  });

  const broken: [string, (text: string) => string, RegExp][] = [
    ['is no JSON', (text) => text.slice(0, -5), /not JSON/],
    ['is something else', () => '{"leads":[]}', /not an exported sandbox/],
    ['is nothing', () => 'null', /not an exported sandbox/],
    ['is of another version', (text) => text.replace(/"version": \d+/, '"version": 1'), /version/],
    ['lacks a part', (text) => text.replace('"lists": [', '"gone": ['), /"lists"/],
    [
      'has a lead without an id',
      (text) => text.replace(/"id": \d+,\s*"email": "new@t.example"/, '"email": "new@t.example"'),
      /"leads"/,
    ],
    [
      "has a date that can't be written",
      (text) => text.replace(/"updatedAt": \d+/, '"updatedAt": 1e300'),
      /"leads" .*at changed/,
    ],
    ['has an epoch that is none', (text) => text.replace(/"epoch": \d+/, '"epoch": -1'), /epoch/],
  ];
  test.each(broken)('a text that %s is refused, and nothing is lost', async (_, breakIt, message) => {
    const { sandbox } = await livedIn();
    const before = sandbox.exportState();
    const text = breakIt(before);
    expect(text).not.toBe(before);
    const result = sandbox.importState(text);
    expect(result).toEqual({ ok: false, message: expect.stringMatching(message) as string });
    expect(sandbox.exportState()).toBe(before);
  });

  test('reset goes back to the seed, and to another one when that was set', async () => {
    const world = await livedIn();
    world.sandbox.reset();
    expect((await answersOf(world))[0]).toContain('20103');
    const fresh = sandboxAt({ now: world.clock.now });
    expect(world.sandbox.exportState()).toBe(fresh.sandbox.exportState());
    const someone = { leadKey: { keyType: 'IDNUM', keyValue: '1100001' } };
    const before = (await call(world, 'getLead', someone)).text;
    world.sandbox.configure({ seed: 7 });
    expect((await call(world, 'getLead', someone)).text).toBe(before);
    world.sandbox.reset();
    expect((await call(world, 'getLead', someone)).text).not.toBe(before);
  });
});

describe('the settings', () => {
  test('a change that is not right changes nothing and says what is wrong', () => {
    const { sandbox } = sandboxAt();
    const before = sandbox.settings();
    for (const change of [
      { dailyQuota: 0 },
      { rateCalls: 1.5, seed: 3 },
      { faultsOnPurpose: [{ kind: 'fault', code: '1' }] },
      { choices: { pastTheEnd: 'maybe' } },
      { timestampWindow: -1 },
      { userId: '' },
      null,
    ]) {
      const result = sandbox.configure(change as never);
      expect(result).toEqual({ ok: false, message: expect.stringMatching(/\S/) as string });
    }
    expect(sandbox.settings()).toBe(before);
    const wrong = sandbox.configure({ choices: { defaultBatchSize: 0 } });
    expect(wrong.ok ? '' : wrong.message).toContain('choices.defaultBatchSize');
  });

  test('a change of one choice leaves the other choices alone', () => {
    const { sandbox } = sandboxAt();
    sandbox.configure({ choices: { pastTheEnd: 'empty' } });
    sandbox.configure({ choices: { mergeFailure: 'fault' }, seed: 4 });
    expect(sandbox.settings()).toMatchObject({
      seed: 4,
      choices: { pastTheEnd: 'empty', mergeFailure: 'fault' },
    });
  });

  test('a sandbox is not made with settings that are not right', () => {
    expect(() => sandboxAt({ now: NOW }, { settings: { rateSpan: -1 } })).toThrow(TypeError);
  });

  test('other credentials open it, the old ones no longer do', async () => {
    const world = sandboxAt();
    world.sandbox.configure({ secretKey: 'geheim-ß-🔑' });
    expect((await call(world, 'getLead', RUFUS)).code).toBe('20014');
  });

  test.each([-1e15, 0.5, 1e15])(
    'whatever the clock says, %d milliseconds off, the state can go out and come in',
    (clockOffset) => {
      const { sandbox } = sandboxAt({ now: NOW + 0.25 }, { settings: { clockOffset } });
      expect(sandbox.importState(sandbox.exportState())).toEqual({ ok: true });
    },
  );

  test('the clock can be set forward', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { clockOffset: 2 * 3_600_000 } });
    expect((await call(world, 'getLead', RUFUS)).code).toBe('20016');
  });
});

describe('the log', () => {
  test('says what arrived, what the signature was worth, and what was answered', async () => {
    const { sandbox } = sandboxAt();
    await post(sandbox, good);
    await post(sandbox, good.replace('rufus@', 'nobody@'));
    await post(sandbox, good.replaceAll('demo17', 'demo18'));
    await post(sandbox, '<not');
    await post(sandbox, good, { 'Content-Type': 'text/plain' });
    expect(sandbox.log()).toMatchObject([
      {
        number: 1,
        at: NOW,
        operation: 'getLead',
        verdict: 'ok',
        age: 0,
        status: 200,
        requestLength: good.length,
      },
      {
        number: 2,
        verdict: 'ok',
        status: 500,
        code: '20103',
        message: expect.stringContaining('nobody@') as string,
      },
      { number: 3, verdict: 'wrong-user', code: '20014' },
      { number: 4, verdict: 'unchecked', code: '20012' },
      { number: 5, verdict: 'unchecked', status: 415 },
    ]);
    expect(sandbox.log()[0]?.request).toContain('<keyValue>rufus@marketo.com</keyValue>');
    expect(sandbox.log()[0]?.answer).toContain('<Id>1089965</Id>');
    sandbox.clearLog();
    expect(sandbox.log()).toEqual([]);
  });

  test('shows no signature and no key, wherever somebody put them', async () => {
    const { sandbox } = sandboxAt();
    const signature = /<requestSignature>(\w+)</.exec(good)![1]!;
    await post(sandbox, good);
    await post(sandbox, good.replace(signature, `<![CDATA[${signature}]]>`));
    await post(sandbox, good.replace(signature, DEMO_SECRET_KEY));
    await post(sandbox, good.replace('rufus@marketo.com', DEMO_SECRET_KEY));
    await post(
      sandbox,
      good.replace(`${signature}</requestSignature>`, signature).slice(0, good.indexOf(signature) + 30),
    );
    const shown = JSON.stringify(sandbox.log());
    expect(sandbox.log()).toHaveLength(5);
    expect(shown).not.toContain(signature.slice(0, 30));
    expect(shown).not.toContain(DEMO_SECRET_KEY);
  });

  test('is bounded in number and in length', async () => {
    const { sandbox } = sandboxAt();
    const long = good.replace('rufus', 'r'.repeat(50_000));
    for (let count = 0; count < LOG_SIZE + 20; count += 1) await post(sandbox, long);
    const log = sandbox.log();
    expect(log).toHaveLength(LOG_SIZE);
    expect(log[0]?.number).toBe(21);
    expect(
      log.every(
        ({ request, answer, message = '' }) => request.length + answer.length + message.length < 20_000,
      ),
    ).toBe(true);
    expect(log[0]?.requestLength).toBe(long.length);
  });
});

describe('the controls over HTTP', () => {
  const remote = () => {
    const world = sandboxAt();
    const control = createControl(world.sandbox);
    const send = ((url: string, init?: RequestInit) => control(new Request(url, init))) as typeof fetch;
    return { ...world, control, controls: remoteControls(send, 'http://127.0.0.1:8573') };
  };

  test('settings are read without the key and changed', async () => {
    const { sandbox, controls } = remote();
    expect(await controls.settings()).not.toHaveProperty('secretKey');
    expect(await controls.configure({ secretKey: 'other', rateCalls: null })).toEqual({ ok: true });
    expect(sandbox.settings()).toMatchObject({ secretKey: 'other', rateCalls: null });
    expect(await controls.configure({ rateCalls: 0 })).toMatchObject({ ok: false });
  });

  test('the state goes out and in, reset goes back, the log is read and cleared', async () => {
    const { sandbox, controls, ...world } = remote();
    await call({ sandbox, ...world }, 'syncLead', {
      leadRecord: { Email: 'new@t.example' },
      returnLead: 'false',
    });
    const state = await controls.exportState();
    await controls.reset();
    expect(await controls.exportState()).not.toBe(state);
    expect(await controls.importState(state)).toEqual({ ok: true });
    expect(sandbox.exportState()).toBe(state);
    expect(await controls.importState('{}')).toMatchObject({ ok: false });
    expect(await controls.log()).toHaveLength(1);
    await controls.clearLog();
    expect(await controls.log()).toEqual([]);
  });

  test('nothing happens without the header that keeps foreign websites out', async () => {
    const { control, sandbox } = remote();
    const before = sandbox.settings();
    const request = new Request('http://127.0.0.1/sandbox/settings', { method: 'PATCH', body: '{"seed":5}' });
    expect((await control(request)).status).toBe(403);
    expect(sandbox.settings()).toBe(before);
  });

  test.each([
    ['GET', 'reset'],
    ['POST', 'settings'],
    ['GET', 'secrets'],
    ['GET', ''],
  ])('%s %s is no control', async (method, name) => {
    const { control } = remote();
    const headers = { 'X-Sandbox-Control': '1' };
    expect((await control(new Request(`http://127.0.0.1/sandbox/${name}`, { method, headers }))).status).toBe(
      404,
    );
  });
});

test("the list of the last calls is nobody else's to change", async () => {
  const { sandbox } = sandboxAt();
  await post(sandbox, good);
  (sandbox.log() as unknown[]).pop();
  expect(sandbox.log()).toHaveLength(1);
  expect(listAt({}, 'nothing')).toEqual([]);
});

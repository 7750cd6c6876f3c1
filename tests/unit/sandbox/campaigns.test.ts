import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { at, attributesOf, call, listAt, NOW, sandboxAt } from './requests';

type World = ReturnType<typeof sandboxAt>;

const HOUR = 3_600_000;
const JOE = { keyType: 'EMAIL', keyValue: 'joe@marketo.com' };
const RUFUS = { keyType: 'IDNUM', keyValue: '1089965' };

/** What one lead has done since the tests began, oldest first, as type, asset, campaign and details. */
async function newActivities(world: World, leadKey: Values, type?: string) {
  const answer = await call(world, 'getLeadActivity', {
    leadKey,
    startPosition: { oldestCreatedAt: new Date(NOW).toISOString() },
    batchSize: '100',
  });
  const records = listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord')
    .map((record) => ({
      type: record.activityType,
      asset: record.mktgAssetName,
      campaign: record.campaign,
      at: record.activityDateTime,
      details: attributesOf(record.activityAttributes),
    }))
    .reverse();
  return type === undefined ? records : records.filter((record) => record.type === type);
}

/** The texts that a campaign's runs have left with a lead. */
async function messages(world: World, leadKey: Values): Promise<unknown[]> {
  const moments = await newActivities(world, leadKey, 'Interesting Moment');
  return moments.map(({ details }) => details.Description);
}

const token = (name: string, value: string) => ({ attrib: [{ name, value }] });

describe('getCampaignsForSource', () => {
  const world = sandboxAt();
  const names = async (values: Values) => {
    const { values: answer } = await call(world, 'getCampaignsForSource', values);
    const records = listAt(answer, 'result.campaignRecordList.campaignRecord');
    expect(at(answer, 'result.returnCount')).toBe(String(records.length));
    return records.map(({ name }) => name);
  };

  test('gives each source its own campaigns, sorted by name', async () => {
    expect(await names({ source: 'MKTOWS' })).toEqual([
      'ER Demo.Triggered Campaign',
      'Nurture.Triggered Welcome',
      'SMSProgram.Trigger SMS',
      'Trav-Demo-Program.Triggered Message',
    ]);
    expect(await names({ source: 'SALES' })).toEqual(['ER Demo.Triggered Campaign', 'Trigger Sales Alert']);
  });

  test('has the documented id, and an empty description where there is none', async () => {
    const { values, text } = await call(world, 'getCampaignsForSource', { source: 'MKTOWS' });
    const records = listAt(values, 'result.campaignRecordList.campaignRecord');
    expect(records.find(({ id }) => id === '4496')).toEqual({
      id: '4496',
      name: 'Nurture.Triggered Welcome',
      description: 'Greets whom the API sends.',
    });
    expect(text).toContain('<description/>');
  });

  test('finds a part of a name in any case, and a whole name only as it is written', async () => {
    expect(await names({ source: 'MKTOWS', name: 'trigger sms' })).toEqual(['SMSProgram.Trigger SMS']);
    expect(await names({ source: 'MKTOWS', name: 'Trigger', exactName: 'false' })).toHaveLength(4);
    expect(await names({ source: 'MKTOWS', name: 'Trigger', exactName: 'true' })).toEqual([]);
    expect(await names({ source: 'MKTOWS', name: 'er demo.triggered campaign', exactName: 'true' })).toEqual(
      [],
    );
    expect(await names({ source: 'MKTOWS', name: 'ER Demo.Triggered Campaign', exactName: 'true' })).toEqual([
      'ER Demo.Triggered Campaign',
    ]);
  });

  test.each([
    ['20017', {}],
    ['20114', { source: 'NOBODY' }],
    ['20114', { source: 'MKTOWS', exactName: 'perhaps' }],
  ])('answers %s to %j', async (code, values) => {
    expect((await call(world, 'getCampaignsForSource', values)).code).toBe(code);
  });
});

describe('requestCampaign', () => {
  test('logs the request, the first membership and the flow of the campaign', async () => {
    const world = sandboxAt();
    const request = { source: 'MKTOWS', campaignId: '4496', leadList: { leadKey: [JOE, RUFUS, JOE] } };
    expect(at((await call(world, 'requestCampaign', request)).values, 'result.success')).toBe('true');
    const first = await newActivities(world, JOE);
    expect(first.map(({ type }) => type)).toEqual([
      'Request Campaign',
      'Add to Smart Campaign',
      'Send Email',
      'Interesting Moment',
    ]);
    expect(first.every(({ campaign }) => campaign === 'Nurture.Triggered Welcome')).toBe(true);
    expect(first[0]?.details).toMatchObject({ 'Campaign ID': '4496', Source: 'Web service API' });
    expect((await newActivities(world, RUFUS)).map(({ type }) => type)).toEqual(
      first.map(({ type }) => type),
    );

    await call(world, 'requestCampaign', request);
    const second = (await newActivities(world, JOE)).slice(first.length);
    expect(second.map(({ type }) => type)).toEqual(['Request Campaign', 'Send Email', 'Interesting Moment']);
    expect(second[0]?.details['Campaign Run ID']).toBe('2');
  });

  test('says who has requested', async () => {
    const world = sandboxAt();
    await call(world, 'requestCampaign', {
      source: 'SALES',
      campaignId: '4500',
      leadList: { leadKey: [JOE] },
    });
    const [request, , alert] = await newActivities(world, JOE);
    expect(request?.details.Source).toBe('Sales Insight');
    expect(alert).toMatchObject({
      type: 'Send Alert',
      asset: 'Sales Alert',
      campaign: 'Trigger Sales Alert',
    });
  });

  test('takes program and campaign by name, and tokens for this run only', async () => {
    const world = sandboxAt();
    const request = {
      source: 'MKTOWS',
      programName: 'Trav-Demo-Program',
      campaignName: 'Triggered Message',
      leadList: { leadKey: [JOE] },
    };
    await call(world, 'requestCampaign', { ...request, programTokenList: token('{{my.message}}', 'Hello') });
    await call(world, 'requestCampaign', { ...request, programTokenList: {} });
    expect(await messages(world, JOE)).toEqual([
      'Hello See you soon.',
      'Thank you for trying the demo. See you soon.',
    ]);
  });

  test('takes tokens beside an id, unless the choice is to refuse them', async () => {
    const request = {
      source: 'MKTOWS',
      campaignId: '4499',
      leadList: { leadKey: [JOE] },
      programTokenList: token('{{my.other token}}', 'Bye.'),
    };
    const lenient = sandboxAt();
    expect((await call(lenient, 'requestCampaign', request)).status).toBe(200);
    expect(await messages(lenient, JOE)).toEqual(['Thank you for trying the demo. Bye.']);
    const strict = sandboxAt(undefined, { settings: { choices: { tokensWithCampaignId: 'fault' } } });
    expect((await call(strict, 'requestCampaign', request)).code).toBe('20110');
  });

  test('runs the first 100 leads and ignores the rest without a word', async () => {
    const world = sandboxAt();
    const leadKey = Array.from({ length: 101 }, (_, index) => ({
      keyType: 'IDNUM',
      keyValue: String(1_100_001 + index),
    }));
    const request = { source: 'MKTOWS', campaignId: '4496', leadList: { leadKey } };
    expect((await call(world, 'requestCampaign', request)).status).toBe(200);
    expect(await newActivities(world, leadKey[99]!, 'Request Campaign')).toHaveLength(1);
    expect(await newActivities(world, leadKey[100]!, 'Request Campaign')).toEqual([]);
  });

  const untouched = sandboxAt();
  const one = { leadList: { leadKey: [JOE] } };
  const nobody = { leadKey: [JOE, { keyType: 'EMAIL', keyValue: 'nobody@x.example' }] };
  test.each<[string, string, Values]>([
    ['20017', 'no source', { campaignId: '4496', ...one }],
    ['20109', 'no campaign', { source: 'MKTOWS', ...one }],
    ['20109', 'no leads', { source: 'MKTOWS', campaignId: '4496' }],
    ['20109', 'an empty list of leads', { source: 'MKTOWS', campaignId: '4496', leadList: {} }],
    ['20110', 'an id with a name', { source: 'MKTOWS', campaignId: '4496', campaignName: 'X', ...one }],
    ['20110', 'an id with a program', { source: 'MKTOWS', campaignId: '4496', programName: 'X', ...one }],
    ['20110', 'a program without a campaign', { source: 'MKTOWS', programName: 'ER Demo', ...one }],
    ['20110', 'a campaign without a program', { source: 'MKTOWS', campaignName: 'X', ...one }],
    ['20110', 'an unknown program', { source: 'MKTOWS', programName: 'X', campaignName: 'Y', ...one }],
    ['20113', 'an unknown id', { source: 'MKTOWS', campaignId: '1', ...one }],
    ['20113', 'an unknown name', { source: 'MKTOWS', programName: 'ER Demo', campaignName: 'Y', ...one }],
    ['20110', 'a campaign of another source', { source: 'MKTOWS', campaignId: '4500', ...one }],
    ['20110', 'a batch campaign', { source: 'MKTOWS', campaignId: '4501', ...one }],
    ['20103', 'an unknown lead', { source: 'MKTOWS', campaignId: '4496', leadList: nobody }],
    [
      '20102',
      'a bad type of key',
      { source: 'MKTOWS', campaignId: '4496', leadList: { leadKey: [{ keyType: 'X', keyValue: '1' }] } },
    ],
    ['20114', 'an id that is no number', { source: 'MKTOWS', campaignId: 'x', ...one }],
  ])('answers %s to %s, and nobody has run', async (code, _what, values) => {
    expect((await call(untouched, 'requestCampaign', values)).code).toBe(code);
    expect(await newActivities(untouched, JOE)).toEqual([]);
  });

  test('answers otherwise where the choices say so', async () => {
    const world = sandboxAt(undefined, {
      settings: { choices: { unfitCampaign: '20113', unknownRequestedLead: 'skip' } },
    });
    const request = { source: 'MKTOWS', campaignId: '4496', leadList: nobody };
    expect((await call(world, 'requestCampaign', { ...request, source: 'SALES' })).code).toBe('20113');
    expect((await call(world, 'requestCampaign', request)).status).toBe(200);
    expect(await newActivities(world, JOE, 'Request Campaign')).toHaveLength(1);
  });
});

/** The documented batch campaign, with more if wanted. */
const BATCH = { programName: 'Trav-Demo-Program', campaignName: 'Batch Campaign Example' };
/** A member of the program's list, and somebody who is none. */
const MEMBER = { keyType: 'IDNUM', keyValue: '1089946' };

describe('scheduleCampaign', () => {
  test('without a time it runs at once, for the members of the program', async () => {
    const world = sandboxAt();
    const answer = await call(world, 'scheduleCampaign', {
      ...BATCH,
      programTokenList: {
        attrib: [
          { name: '{{my.message}}', value: 'Updated message' },
          { name: '{{my.other token}}', value: 'Value for the other token' },
        ],
      },
    });
    expect(at(answer.values, 'result.success')).toBe('true');
    expect((await newActivities(world, MEMBER)).map(({ type }) => type)).toEqual([
      'Add to Smart Campaign',
      'Send Email',
      'Interesting Moment',
    ]);
    expect(await messages(world, MEMBER)).toEqual(['Updated message Value for the other token']);
    expect(await newActivities(world, JOE)).toEqual([]);
  });

  test('with a time it runs when that has come, at that time', async () => {
    const world = sandboxAt();
    await call(world, 'scheduleCampaign', {
      ...BATCH,
      campaignRunAt: new Date(NOW + HOUR).toISOString(),
      programTokenList: token('{{my.message}}', 'Later'),
    });
    expect(await newActivities(world, MEMBER)).toEqual([]);
    world.clock.now = NOW + HOUR - 1;
    expect(await newActivities(world, MEMBER)).toEqual([]);
    world.clock.now = NOW + 5 * HOUR;
    expect(await messages(world, MEMBER)).toEqual(['Later See you soon.']);
    const [first] = await newActivities(world, MEMBER);
    expect(Date.parse(String(first?.at))).toBe(NOW + HOUR);
    expect(await messages(world, MEMBER)).toHaveLength(1);
  });

  test('a time that is past means at once', async () => {
    const world = sandboxAt();
    await call(world, 'scheduleCampaign', { ...BATCH, campaignRunAt: '2013-08-01T00:00:00-08:00' });
    const [first] = await newActivities(world, MEMBER);
    expect(Date.parse(String(first?.at))).toBe(NOW);
  });

  test('a lead that an import has brought in meanwhile takes part, with tokens of its own, once', async () => {
    const world = sandboxAt();
    await call(world, 'scheduleCampaign', {
      ...BATCH,
      campaignRunAt: new Date(NOW + HOUR).toISOString(),
      programTokenList: token('{{my.message}}', 'For everybody.'),
    });
    await call(world, 'importToList', {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importListMode: 'UPSERTLEADS',
      importFileHeader: 'Email Address,{{my.message}}',
      importFileRows: { stringItem: ['joe@marketo.com,"For Joe."'] },
      campaignName: 'Batch Campaign Example',
    });
    world.clock.now = NOW + 2 * HOUR;
    expect(await messages(world, JOE)).toEqual(['For Joe. See you soon.']);
    expect(await messages(world, MEMBER)).toEqual(['For everybody. See you soon.']);
    await call(world, 'scheduleCampaign', BATCH);
    expect((await messages(world, JOE)).at(-1)).toBe('Thank you for trying the demo. See you soon.');
  });

  test('an import after the run comes too late for it', async () => {
    const world = sandboxAt();
    await call(world, 'scheduleCampaign', { ...BATCH, campaignRunAt: new Date(NOW + HOUR).toISOString() });
    world.clock.now = NOW + HOUR - 500;
    await call(world, 'importToList', {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importListMode: 'UPSERTLEADS',
      importFileHeader: 'Email Address',
      importFileRows: { stringItem: ['joe@marketo.com'] },
    });
    world.clock.now = NOW + 2 * HOUR;
    expect((await newActivities(world, JOE)).map(({ type }) => type)).toEqual(['Add to List']);
    expect(await messages(world, MEMBER)).toHaveLength(1);
  });

  test('a clone has tags, tokens, campaigns and empty lists of its own', async () => {
    const world = sandboxAt();
    const cloneToProgramName = 'Trav-Demo-Program 2';
    await call(world, 'scheduleCampaign', {
      ...BATCH,
      cloneToProgramName,
      campaignRunAt: new Date(NOW + HOUR).toISOString(),
    });
    const found = await call(world, 'getMObjects', {
      type: 'Program',
      mObjCriteriaList: {
        mObjCriteria: [{ attrName: 'Name', comparison: 'EQ', attrValue: cloneToProgramName }],
      },
      includeDetails: 'true',
    });
    expect(found.text).toContain('<value>{{my.other token}}</value>');
    const imported = await call(world, 'importToList', {
      programName: cloneToProgramName,
      listName: 'Trav-Test-List',
      importListMode: 'UPSERTLEADS',
      importFileHeader: 'Email Address',
      importFileRows: { stringItem: ['joe@marketo.com'] },
    });
    expect(imported.status).toBe(200);
    world.clock.now = NOW + 2 * HOUR;
    const [moment] = await newActivities(world, JOE, 'Interesting Moment');
    expect(moment?.campaign).toBe('Trav-Demo-Program 2.Batch Campaign Example');
    expect(await messages(world, MEMBER)).toEqual([]);
  });

  test('clones ten programs a day, and the next ten after midnight of Central Standard Time', async () => {
    const world = sandboxAt();
    const clone = async (number: number) =>
      (await call(world, 'scheduleCampaign', { ...BATCH, cloneToProgramName: `Clone ${number}` })).code;
    for (let number = 1; number <= 10; number += 1) expect(await clone(number)).toBeUndefined();
    expect(await clone(11)).toBe('20110');
    expect((await call(world, 'scheduleCampaign', BATCH)).status).toBe(200);
    world.clock.now = Date.parse('2026-03-11T05:59:59Z');
    expect(await clone(11)).toBe('20110');
    world.clock.now = Date.parse('2026-03-11T06:00:00Z');
    expect(await clone(11)).toBeUndefined();
  });

  const untouched = sandboxAt();
  test.each<[string, string, Values]>([
    ['20017', 'no program', { campaignName: 'X' }],
    ['20017', 'no campaign', { programName: 'X' }],
    ['20109', 'a blank program', { programName: ' ', campaignName: 'X' }],
    ['20109', 'a blank campaign', { programName: 'X', campaignName: '' }],
    ['20110', 'an unknown program', { programName: 'X', campaignName: 'Y' }],
    ['20113', 'an unknown campaign', { programName: 'Trav-Demo-Program', campaignName: 'Y' }],
    ['20110', 'a trigger campaign', { programName: 'ER Demo', campaignName: 'Triggered Campaign' }],
    ['20110', 'a name that is taken', { ...BATCH, cloneToProgramName: 'er demo' }],
    ['20114', 'a time that is none', { ...BATCH, campaignRunAt: 'tomorrow' }],
    ['20114', 'a time that never comes', { ...BATCH, campaignRunAt: '9999-01-01T00:00:00Z' }],
  ])('answers %s to %s', async (code, _what, values) => {
    expect((await call(untouched, 'scheduleCampaign', values)).code).toBe(code);
    expect(await newActivities(untouched, MEMBER)).toEqual([]);
  });
});

test('what is scheduled outlives an export, and a merged lead stays a member', async () => {
  const world = sandboxAt();
  await call(world, 'requestCampaign', {
    source: 'MKTOWS',
    campaignId: '4496',
    leadList: { leadKey: [{ keyType: 'IDNUM', keyValue: '15' }] },
  });
  await call(world, 'scheduleCampaign', {
    ...BATCH,
    campaignRunAt: new Date(NOW + HOUR).toISOString(),
    programTokenList: token('{{my.message}}', 'Kept'),
  });
  const other = sandboxAt({ now: NOW + 2 * HOUR });
  expect(other.sandbox.importState(world.sandbox.exportState())).toEqual({ ok: true });
  expect(await messages(other, MEMBER)).toEqual(['Kept See you soon.']);

  await call(other, 'mergeLeads', {
    winningLeadKeyList: { attribute: [{ attrName: 'IDNUM', attrValue: '2' }] },
    losingLeadKeyLists: { keyList: [{ attribute: [{ attrName: 'IDNUM', attrValue: '15' }] }] },
  });
  const winner = { keyType: 'IDNUM', keyValue: '2' };
  await call(other, 'requestCampaign', {
    source: 'MKTOWS',
    campaignId: '4496',
    leadList: { leadKey: [winner] },
  });
  expect(await newActivities(other, winner, 'Request Campaign')).toHaveLength(2);
  expect(await newActivities(other, winner, 'Add to Smart Campaign')).toHaveLength(1);
});

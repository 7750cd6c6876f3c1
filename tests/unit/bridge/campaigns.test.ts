import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../sandbox/requests';
import { bothWays } from './both-ways';

const ids = (...keys: string[]) => ({
  leadKey: keys.map((keyValue) => ({ keyType: 'IDNUM', keyValue })),
});
const token = (name: string, value: string) => ({ name, value });

/** What both worlds hold about campaigns, and what their leads' logs say since the test began. */
function traces(ways: ReturnType<typeof bothWays>) {
  return [ways.direct, ways.behind].map(({ sandbox }) => {
    const store = sandbox.inside.store();
    const logged = store.activities.between(ways.clock.now - 60_000, ways.clock.now);
    return {
      campaigns: store.campaigns.dump(),
      programs: store.programs.all().map(({ name }) => name),
      logged: logged.map(({ leadId, type, asset, campaign, attributes }) => ({
        leadId,
        type,
        asset,
        campaign,
        attributes,
      })),
    };
  });
}

/** The answers are the same, and so is what they left. */
function expectSameTraces(ways: ReturnType<typeof bothWays>) {
  const [straight, bridged] = traces(ways);
  expect(bridged).toEqual(straight);
}

describe('campaigns through the bridge', () => {
  it('are listed the same: all, by a part of the name in any case, and by the whole name', async () => {
    const ways = bothWays();
    await ways.same('getCampaignsForSource', { source: 'MKTOWS' });
    await ways.same('getCampaignsForSource', { source: 'MKTOWS', name: 'trigger' });
    await ways.same('getCampaignsForSource', {
      source: 'MKTOWS',
      name: 'Nurture.Triggered Welcome',
      exactName: 'true',
    });
    await ways.same('getCampaignsForSource', { source: 'MKTOWS', name: 'Triggered', exactName: 'true' });
    await ways.same('getCampaignsForSource', { source: 'MKTOWS', name: 'no such campaign' });
  });

  it('are requested the same, by id and by names, with tokens, for keys of several types', async () => {
    const ways = bothWays();
    const [lead] = ways.leads().filter(({ email }) => email !== '');
    const known = ways
      .leads()
      .slice(0, 3)
      .map(({ id }) => String(id));
    await ways.same('requestCampaign', { source: 'MKTOWS', campaignId: '4496', leadList: ids(...known) });
    await ways.same('requestCampaign', {
      source: 'MKTOWS',
      programName: 'trav-demo-program',
      campaignName: 'TRIGGERED MESSAGE',
      leadList: {
        leadKey: [
          { keyType: 'EMAIL', keyValue: lead?.email.toUpperCase() ?? '' },
          { keyType: 'IDNUM', keyValue: `00${known[1]}` },
          { keyType: 'IDNUM', keyValue: known[1] ?? '' },
        ],
      },
      programTokenList: {
        attrib: [token('{{my.message}}', ' Hello & "you" '), token('{{my.other token}}', '')],
      },
    });
    expectSameTraces(ways);
    expect(ways.made.filter((call) => call.includes('trigger.json'))).toHaveLength(2);
  });

  it('are refused the same before anything is done', async () => {
    const ways = bothWays();
    const known = ids(String(ways.leads()[0]?.id));
    const asked = { source: 'MKTOWS', leadList: known };
    await ways.same('requestCampaign', { ...asked, campaignId: '99' });
    await ways.same('requestCampaign', asked);
    await ways.same('requestCampaign', { ...asked, programName: 'Nurture' });
    await ways.same('requestCampaign', { ...asked, campaignId: '4496', programName: 'Nurture' });
    await ways.same('requestCampaign', { ...asked, programName: 'No, such program', campaignName: 'X' });
    await ways.same('requestCampaign', { ...asked, programName: 'nurture', campaignName: 'No, such' });
    await ways.same('requestCampaign', { source: 'MKTOWS', campaignId: '4496', leadList: ids('5') });
    await ways.same('requestCampaign', { source: 'MKTOWS', campaignId: '4496', leadList: {} });
    expectSameTraces(ways);
  });

  it('of the source SALES are fault 20110, which says what to do; so is a campaign without that trigger', async () => {
    const ways = bothWays();
    const leadList = ids(String(ways.leads()[0]?.id));
    for (const [operation, values] of [
      ['getCampaignsForSource', { source: 'SALES' }],
      ['requestCampaign', { source: 'SALES', campaignId: '3374', leadList }],
    ] as const) {
      const { code, message } = await ways.viaBridge(operation, values);
      expect(code).toBe('20110');
      expect(message).toContain('use MKTOWS');
    }
    expect(ways.made).toEqual([]);
    for (const campaignId of ['4501', '4502']) {
      const { direct, bridged } = await ways.call('requestCampaign', {
        source: 'MKTOWS',
        campaignId,
        leadList,
      });
      expect([direct.code, bridged.code]).toEqual(['20110', '20110']);
    }
  });

  it('are scheduled the same, of the program and of a clone', async () => {
    const ways = bothWays();
    const asked = { programName: 'Nurture', campaignName: 'monthly newsletter' };
    const later = { campaignRunAt: '2026-03-11T09:30:00-05:00' };
    await ways.same('scheduleCampaign', { ...asked, ...later });
    await ways.same('scheduleCampaign', {
      programName: 'Trav-Demo-Program',
      campaignName: 'Batch Campaign Example',
      ...later,
      cloneToProgramName: 'Clone of it',
      programTokenList: { attrib: [token('{{my.message}}', 'Hello')] },
    });
    expectSameTraces(ways);
    ways.clock.now += 86_400_000;
    await ways.same('getCampaignsForSource', { source: 'MKTOWS' });
    expectSameTraces(ways);
    await ways.same('scheduleCampaign', { programName: 'Nurture' });
    await ways.same('scheduleCampaign', { campaignName: 'Nurture' });
    await ways.same('scheduleCampaign', { ...asked, programName: 'Nothing' });
    await ways.same('scheduleCampaign', { ...asked, campaignName: 'Nothing' });
    await ways.same('scheduleCampaign', { programName: 'Scoring', campaignName: 'Engagement' });
  });

  it('run in five minutes when the time is nearer, past or absent, and the log says so', async () => {
    const ways = bothWays();
    const asked = { programName: 'Nurture', campaignName: 'Product News' };
    for (const campaignRunAt of ['2026-03-10T15:02:00Z', '2013-01-01T00:00:00Z', undefined]) {
      await ways.same('scheduleCampaign', campaignRunAt === undefined ? asked : { ...asked, campaignRunAt });
      expect(ways.carried.at(-1)?.notes).toHaveLength(1);
    }
    const runs = ways.behind.sandbox.inside.store().campaigns.schedules();
    expect(runs.map(({ runAt }) => runAt - ways.clock.now)).toEqual([300_000, 300_000, 300_000]);
    const far = { ...asked, campaignRunAt: '2030-01-01T00:00:00Z' };
    expect((await ways.viaBridge('scheduleCampaign', far)).code).toBe('20114');
    const taken = { ...asked, cloneToProgramName: 'Nurture' };
    const { direct, bridged } = await ways.call('scheduleCampaign', taken);
    expect([direct.code, bridged.code]).toEqual(['20110', '20110']);
  });

  it('a request that may have been carried out is never made twice', async () => {
    const ways = bothWays();
    const leadList = ids(String(ways.leads()[0]?.id));
    for (const [operation, values, call] of [
      ['requestCampaign', { source: 'MKTOWS', campaignId: '4496', leadList }, 'triggerCampaignUsingPOST'],
      [
        'scheduleCampaign',
        { programName: 'Nurture', campaignName: 'Product News' },
        'scheduleCampaignUsingPOST',
      ],
    ] as const) {
      ways.behind.sandbox.configure({
        faultsOnPurpose: [{ kind: 'truncate', operation: call }],
      });
      const before = ways.made.length;
      const answer = await ways.send(envelopeOf(operation, values, ways.clock.now));
      expect(answer.code).toBe('10001');
      expect(answer.message).toContain('may have been carried out');
      expect(ways.made.slice(before).filter((one) => /trigger|schedule/.test(one))).toHaveLength(1);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { FairQueue } from '#src/bridge/instance/fair-queue';
import { listAt, NOW } from '../sandbox/requests';
import { envelopeOf } from '../sandbox/requests';
import { bothWays, virtualTime } from './both-ways';

describe('the queue of REST calls', () => {
  it('lets so many be under way, and gives each user a turn after each of the others', async () => {
    const clock = { now: 0 };
    const time = virtualTime(clock);
    const queue = new FairQueue({ concurrent: 2, rate: 1_000, span: 20_000 }, () => clock.now, time.wait);
    const order: string[] = [];
    let most = 0;
    const call = async (who: string) => {
      const end = await queue.enter(who, 1_000_000);
      order.push(who);
      most = Math.max(most, queue.length.underWay);
      await time.wait(100);
      end?.();
    };
    const calls = [...Array.from({ length: 10 }, () => call('greedy')), call('modest'), call('other')];
    await time.until(Promise.all(calls));
    expect(most).toBe(2);
    expect(order.indexOf('modest')).toBeLessThan(5);
    expect(order.indexOf('other')).toBeLessThan(6);
    expect(queue.length).toEqual({ underWay: 0, waiting: 0 });
    expect(time.waiting()).toBe(0);
  });

  it('lets so many begin in a span, and sends away whoever has no patience', async () => {
    const clock = { now: 0 };
    const time = virtualTime(clock);
    const queue = new FairQueue({ concurrent: 100, rate: 3, span: 20_000 }, () => clock.now, time.wait);
    const begun: number[] = [];
    const call = async (patience: number) => {
      const end = await queue.enter('user', patience);
      if (end) begun.push(clock.now);
      end?.();
      return end !== undefined;
    };
    const calls = [...Array.from({ length: 7 }, () => call(100_000)), call(5_000)];
    const done = await time.until(Promise.all(calls));
    expect(done).toEqual([...Array.from({ length: 7 }, () => true), false]);
    expect(begun).toEqual([0, 0, 0, 20_000, 20_000, 20_000, 40_000]);
  });
});

describe('limits through the bridge', () => {
  it('the service’s own are held for each user, and only authentic calls count', async () => {
    const ways = bothWays({ settings: { rateCalls: 3 } });
    const lead = { leadKey: { keyType: 'IDNUM', keyValue: '1' } };
    for (let count = 0; count < 3; count += 1) {
      const forged = envelopeOf('getLead', lead, ways.clock.now).replace(/[0-9a-f]{40}/, '0'.repeat(40));
      expect((await ways.send(forged)).code).toBe('20014');
    }
    for (let count = 0; count < 3; count += 1) {
      expect((await ways.viaBridge('getLead', lead)).code).toBe('20103');
    }
    expect((await ways.viaBridge('getLead', lead)).code).toBe('20023');
    ways.clock.now += 21_000;
    expect((await ways.viaBridge('getLead', lead)).code).toBe('20103');
  });

  it('whoever would wait too long for a turn gets 20023', async () => {
    const clock = { now: NOW };
    const time = virtualTime(clock);
    const ways = bothWays({ wait: time.wait, settings: { restRate: 1, budget: 15_000 } }, {}, clock);
    const lead = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
    const answer = await time.until(ways.send(envelopeOf('getLead', lead, clock.now)));
    expect(answer.code).toBe('20023');
    expect(clock.now - NOW).toBeLessThanOrEqual(15_000);
  });

  it('a batch of which one call is unknown is answered record by record', async () => {
    let writes = 0;
    const ways = bothWays({
      intercept: async ({ method, url }, goOn) => {
        const isWrite = method === 'POST' && url.endsWith('/rest/v1/leads.json');
        if (!isWrite || ++writes < 2) return goOn();
        throw new TypeError('fetch failed');
      },
    });
    const leadRecord = Array.from({ length: 302 }, (_, index) => ({ Email: `part${index}@example.com` }));
    const answer = await ways.viaBridge('syncMultipleLeads', { leadRecordList: { leadRecord } });
    const statuses = listAt(answer.values, 'result.syncStatusList.syncStatus');
    expect(statuses.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 300 }, () => 'CREATED'),
      'FAILED',
      'FAILED',
    ]);
    expect(statuses.at(-1)?.error).toMatch(/may have been carried out/);
    expect(writes).toBe(2);
  });

  it('a body that the REST API finds too large goes in halves', async () => {
    let first = true;
    const ways = bothWays({
      intercept: (asked, goOn) => {
        if (!first || asked.method !== 'POST' || !asked.url.endsWith('/rest/v1/leads.json')) return goOn();
        first = false;
        return Promise.resolve(new Response('too large', { status: 413 }));
      },
    });
    const leadRecord = Array.from({ length: 5 }, (_, index) => ({ Email: `half${index}@example.com` }));
    const answer = await ways.viaBridge('syncMultipleLeads', { leadRecordList: { leadRecord } });
    const statuses = listAt(answer.values, 'result.syncStatusList.syncStatus');
    expect(statuses.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'CREATED'));
    expect(ways.made.filter((call) => call === 'POST /rest/v1/leads.json')).toHaveLength(3);
  });

  it('a hundred clients that write the same new address make one lead', async () => {
    const ways = bothWays();
    const body = envelopeOf(
      'syncLead',
      { leadRecord: { Email: 'same@example.com' }, returnLead: 'false' },
      ways.clock.now,
    );
    const answers = await Promise.all(Array.from({ length: 100 }, () => ways.send(body)));
    expect(answers.filter(({ code }) => code !== undefined)).toEqual([]);
    expect(ways.behind.sandbox.inside.store().leads.byEmail('same@example.com')).toHaveLength(1);
  });
});

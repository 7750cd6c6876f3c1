import { describe, expect, test } from 'vitest';
import { latencyOf, planFaults, readFaultHeaders } from '#src/sandbox/http/planned-faults';
import type { FaultOnPurpose } from '#src/sandbox/http/faults-on-purpose';
import { DAY } from '#src/text/calendar';
import { call, envelopeOf, NOW, post, readAnswer, sandboxAt } from './requests';

const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const good = envelopeOf('getLead', RUFUS, NOW);
const withFaults = (...faultsOnPurpose: FaultOnPurpose[]) =>
  sandboxAt({ now: NOW }, { settings: { faultsOnPurpose } });

describe('faults ordered by headers, for one call', () => {
  test.each([
    ['X-Sandbox-Fault', '20023', 500, '20023 - '],
    ['X-Sandbox-Expired', '1', 500, '20016 - '],
    ['X-Sandbox-Not-Xml', 'true', 502, '<!DOCTYPE html>'],
    ['X-Sandbox-Fault', '0', 400, 'X-Sandbox-Fault is one of'],
    ['X-Sandbox-Latency', 'soon', 400, 'X-Sandbox-Latency is a number'],
    ['X-Sandbox-Share', '2', 400, 'X-Sandbox-Share is a number'],
    ['X-Sandbox-Drop', '0', 200, 'successGetLead'],
    ['X-Sandbox-Drop', 'false', 200, 'successGetLead'],
  ])('%s: %s', async (name, value, status, text) => {
    const { sandbox } = sandboxAt();
    const response = await post(sandbox, good, { [name]: value });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect((await post(sandbox, good)).status).toBe(200);
  });

  test('a dropped connection is Response.error(), and the call has been carried out', async () => {
    const { sandbox, clock } = sandboxAt();
    const create = envelopeOf(
      'syncLead',
      { leadRecord: { Email: 'new@t.example' }, returnLead: 'false' },
      NOW,
    );
    const response = await post(sandbox, create, { 'X-Sandbox-Drop': '1' });
    expect([response.type, response.status]).toEqual(['error', 0]);
    const answer = await call({ sandbox, clock }, 'getLead', {
      leadKey: { keyType: 'EMAIL', keyValue: 'new@t.example' },
    });
    expect(answer.status).toBe(200);
    expect(sandbox.log()[0]?.status).toBe(0);
  });

  test('a truncated answer is the first half of the whole one', async () => {
    const { sandbox } = sandboxAt();
    const whole = await (await post(sandbox, good)).text();
    const half = await (await post(sandbox, good, { 'X-Sandbox-Truncate': '1' })).text();
    expect(half).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  });

  test('an ordered fault changes nothing and goes before every check', async () => {
    const { sandbox } = sandboxAt();
    const before = sandbox.exportState();
    const create = envelopeOf(
      'syncLead',
      { leadRecord: { Email: 'new@t.example' }, returnLead: 'false' },
      NOW,
    );
    for (const text of [create, '<not', create.replaceAll('demo17', 'demo18')]) {
      expect((await readAnswer(await post(sandbox, text, { 'X-Sandbox-Fault': '10001' }))).code).toBe(
        '10001',
      );
    }
    expect(sandbox.exportState()).toBe(before);
    expect(sandbox.log().map(({ verdict }) => verdict)).toEqual(['ok', 'unchecked', 'wrong-user']);
  });
});

describe('faults from the settings', () => {
  test('an order for the next calls is used up', async () => {
    const world = withFaults({ kind: 'fault', code: '20011', next: 2 });
    const codes = [];
    for (let count = 0; count < 4; count += 1) codes.push((await call(world, 'getLead', RUFUS)).code);
    expect(codes).toEqual(['20011', '20011', undefined, undefined]);
    expect(world.sandbox.settings().faultsOnPurpose).toEqual([]);
  });

  test('an order for one operation leaves the others alone', async () => {
    const world = withFaults({ kind: 'fault', code: '20011', operation: 'getTags', next: 1 });
    expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
    expect((await call(world, 'getTags', {})).code).toBe('20011');
  });

  test('a share of the calls is hit', () => {
    const orders: FaultOnPurpose[] = [{ kind: 'drop', share: 0.25 }];
    let number = 0;
    const hits = Array.from(
      { length: 100 },
      () => planFaults(orders, undefined, () => (number++ % 100) / 100).plan.damage,
    );
    expect(hits.filter((damage) => damage === 'drop')).toHaveLength(25);
  });

  test('latencies add up, and of two faults the first counts', () => {
    const orders: FaultOnPurpose[] = [
      { kind: 'latency', milliseconds: 20 },
      { kind: 'latency', milliseconds: 30 },
      { kind: 'expired' },
      { kind: 'fault', code: '20023' },
      { kind: 'truncate' },
      { kind: 'drop' },
    ];
    const { plan, left } = planFaults(orders, 'getLead', () => 0);
    expect(plan).toMatchObject({ latency: 50, fault: { code: '20016' }, damage: 'truncate' });
    expect(left).toEqual(orders);
  });

  test('headers add to it', () => {
    const headers = new Headers({
      'X-Sandbox-Latency': '5',
      'X-Sandbox-Share': '0.5',
      'X-Sandbox-Truncate': 'yes',
    });
    expect(readFaultHeaders(headers)).toEqual([
      { kind: 'latency', milliseconds: 5, share: 0.5 },
      { kind: 'truncate', share: 0.5 },
    ]);
  });

  test('an answer may take longer for each record and for each kilobyte', () => {
    const headers = new Headers({
      'X-Sandbox-Latency': '10',
      'X-Sandbox-Latency-Per-Row': '0.5',
      'X-Sandbox-Latency-Per-Kilobyte': '2',
    });
    const orders = readFaultHeaders(headers);
    if (typeof orders === 'string') throw new Error(orders);
    const { plan } = planFaults(orders, 'getMultipleLeads', () => 0);
    expect(latencyOf(plan, '<result><returnCount>100</returnCount></result>', 5 * 1024)).toBe(10 + 50 + 10);
    expect(latencyOf(plan, '<result/>', 0)).toBe(10);
    expect(readFaultHeaders(new Headers({ 'X-Sandbox-Latency-Per-Row': '-1' }))).toContain(
      'Per-Row is a number',
    );
  });

  test('a client that goes away does not wait for the latency', async () => {
    const { sandbox } = sandboxAt();
    const gone = new AbortController();
    const request = new Request('http://h.example/soap/mktows/3_1', {
      method: 'POST',
      body: good,
      headers: { 'Content-Type': 'text/xml', 'X-Sandbox-Latency': '600000' },
      signal: gone.signal,
    });
    const answer = sandbox.handle(request);
    setTimeout(() => gone.abort(), 20);
    expect((await answer).status).toBe(200);
  });
});

describe('limits', () => {
  test('the day begins at midnight in Central Standard Time, also in summer', async () => {
    const clock = { now: Date.parse('2026-07-01T05:00:00Z') };
    const world = sandboxAt(clock, { settings: { dailyQuota: 2 } });
    const codeOf = async () => (await call(world, 'getLead', RUFUS)).code;
    expect([await codeOf(), await codeOf(), await codeOf()]).toEqual([undefined, undefined, '20015']);
    clock.now = Date.parse('2026-07-01T05:59:59Z');
    expect(await codeOf()).toBe('20015');
    clock.now = Date.parse('2026-07-01T06:00:00Z');
    expect([await codeOf(), await codeOf(), await codeOf()]).toEqual([undefined, undefined, '20015']);
    clock.now += DAY;
    expect(await codeOf()).toBeUndefined();
  });

  test("the service's own figures are the defaults", async () => {
    const clock = { now: NOW };
    const world = sandboxAt(clock, { settings: { rateCalls: 100 } });
    for (let count = 0; count < 100; count += 1)
      expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
    expect((await call(world, 'getLead', RUFUS)).code).toBe('20023');
    clock.now += 19_999;
    expect((await call(world, 'getLead', RUFUS)).code).toBe('20023');
    clock.now += 1;
    expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
  });

  test('an eleventh call at once is one too many', async () => {
    const { sandbox } = sandboxAt({ now: NOW }, { settings: { concurrentCalls: 10 } });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(sandbox, good, { 'X-Sandbox-Latency': '30' }).then(readAnswer)),
    );
    expect(answers.filter(({ code }) => code === '20024')).not.toHaveLength(0);
    expect((await post(sandbox, good)).status).toBe(200);
  });

  test('a call that is not authentic is not counted', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { dailyQuota: 1 } });
    await post(world.sandbox, good.replaceAll('demo17', 'demo18'));
    expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
    expect((await call(world, 'getLead', RUFUS)).code).toBe('20015');
    world.sandbox.reset();
    expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
  });
});

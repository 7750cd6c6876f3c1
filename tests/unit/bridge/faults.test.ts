import { describe, expect, it, test } from 'vitest';
import { DEMO_CLIENT_SECRET } from '#src/sandbox/demo';
import type { Values } from '#src/envelope/values';
import { envelopeOf, NOW } from '../sandbox/requests';
import { bothWays, virtualTime, type Intercept } from './both-ways';

const refusal =
  (code: string, message = 'No.') =>
  () =>
    Promise.resolve(Response.json({ requestId: 'a1#b2', success: false, errors: [{ code, message }] }));
const http =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response('<html>Bad Gateway</html>', { status, headers }));
const drop = () => Promise.reject(new TypeError('fetch failed'));
const halfOf = (response: Response) =>
  new Response(
    new ReadableStream({
      async start(controller) {
        const text = await response.text();
        controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
        controller.error(new Error('cut'));
      },
    }),
  );
const never = () => new Promise<Response>(() => undefined);

/** A bridge whose instance misbehaves at one path: the first so many times, or always. */
function broken(
  path: string,
  how: (goOn: () => Promise<Response>) => Promise<Response>,
  times = Infinity,
  options: Parameters<typeof bothWays>[0] = {},
) {
  const clock = { now: NOW };
  const time = virtualTime(clock);
  let left = times;
  const calls: string[] = [];
  const intercept: Intercept = ({ method, url }, goOn) => {
    const name = `${method} ${new URL(url).pathname}`;
    calls.push(name);
    if (name !== path || left <= 0) return goOn();
    left -= 1;
    return how(goOn);
  };
  const ways = bothWays({ wait: time.wait, intercept, ...options }, {}, clock);
  const call = async (name: string, values: Values) => {
    const answer = await time.until(ways.send(envelopeOf(name, values, clock.now)));
    return answer;
  };
  return {
    ...ways,
    time,
    getLead: () => call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } }),
    syncLead: () => call('syncLead', { leadRecord: { Email: 'once@example.com' }, returnLead: 'false' }),
    count: (name: string) => calls.filter((one) => one === name).length,
    stored: () => ways.behind.sandbox.inside.store().leads.byEmail('once@example.com').length,
    elapsed: () => clock.now - NOW,
  };
}

const READ = 'GET /rest/v1/leads.json';
const WRITE = 'POST /rest/v1/leads.json';
const TOKEN = 'GET /identity/oauth/token';

describe('a read goes again, and in the end it is the fault that means the same', () => {
  test.each([
    ['a connection that drops', drop, '10001'],
    ['HTTP 502', http(502), '10001'],
    ['half an answer', async (goOn: () => Promise<Response>) => halfOf(await goOn()), '10001'],
    ['an answer that is no JSON', () => Promise.resolve(new Response('{"result":[')), '10001'],
    ['an answer that is another JSON', () => Promise.resolve(new Response('[]')), '10001'],
    ['606', refusal('606'), '20023'],
    ['615', refusal('615'), '20024'],
    ['608', refusal('608'), '10001'],
    ['611', refusal('611'), '10001'],
    ['604', refusal('604'), '10001'],
    ['713', refusal('713'), '10001'],
    ['HTTP 429', http(429, { 'Retry-After': '2' }), '20023'],
  ])('%s', async (_name, how, code) => {
    const once = broken(READ, how, 1);
    expect((await once.getLead()).code).toBeUndefined();
    expect(once.count(READ)).toBe(2);
    const always = broken(READ, how);
    expect((await always.getLead()).code).toBe(code);
    expect(always.elapsed()).toBeLessThan(60_000);
  });

  it('the daily quota ends it at once', async () => {
    const ways = broken(READ, refusal('607'));
    expect((await ways.getLead()).code).toBe('20015');
    expect(ways.count(READ)).toBe(1);
  });

  it('an answer that never comes is given up within the time of the call', async () => {
    const ways = broken(READ, never);
    expect((await ways.getLead()).code).toBe('10001');
    expect(ways.elapsed()).toBeLessThanOrEqual(60_000);
    expect(ways.time.waiting()).toBe(0);
  });
});

describe('a write never goes twice when it may have been carried out', () => {
  test.each([
    ['a connection that drops before it', drop, 0],
    ['a connection that drops after it', (goOn: () => Promise<Response>) => goOn().then(drop), 1],
    ['half an answer', async (goOn: () => Promise<Response>) => halfOf(await goOn()), 1],
    ['HTTP 502', http(502), 0],
    ['611', refusal('611'), 0],
    ['604', refusal('604'), 0],
    ['713', refusal('713'), 0],
    ['no answer at all', (goOn: () => Promise<Response>) => goOn().then(never), 1],
    [
      'a redirect',
      () => Promise.resolve(new Response(null, { status: 302, headers: { Location: '/x' } })),
      0,
    ],
  ])('%s', async (_name, how, stored) => {
    const ways = broken(WRITE, how);
    const answer = await ways.syncLead();
    expect(answer.code).toBe('10001');
    expect(answer.message).toMatch(/may have been carried out/);
    expect(ways.count(WRITE)).toBe(1);
    expect(ways.stored()).toBe(stored);
    expect(ways.elapsed()).toBeLessThanOrEqual(100_000);
  });

  test.each([
    ['606', refusal('606')],
    ['615', refusal('615')],
    ['608', refusal('608')],
    ['HTTP 429', http(429)],
  ])('%s says that nothing was done, and it goes again', async (_name, how) => {
    const ways = broken(WRITE, how, 1);
    expect((await ways.syncLead()).code).toBeUndefined();
    expect(ways.count(WRITE)).toBe(2);
    expect(ways.stored()).toBe(1);
  });

  it('a refused connection has sent nothing: it goes again', async () => {
    const ways = broken(WRITE, drop, 1, { isUnsent: () => true });
    expect((await ways.syncLead()).code).toBeUndefined();
    expect(ways.stored()).toBe(1);
  });
});

describe('the token', () => {
  it('is fetched once for many calls, and anew after its end', async () => {
    const ways = broken('none', drop);
    await ways.getLead();
    await ways.getLead();
    expect(ways.count(TOKEN)).toBe(1);
    ways.clock.now += 3_600_000;
    expect((await ways.getLead()).code).toBeUndefined();
    expect(ways.count(TOKEN)).toBe(2);
  });

  it('that is in its last seconds is waited out', async () => {
    const ways = broken('none', drop);
    await ways.getLead();
    ways.clock.now += 3_599_000;
    expect((await ways.getLead()).code).toBeUndefined();
  });

  it('that the service refuses again and again is the service’s failure, and is left alone for a while', async () => {
    const ways = broken(READ, refusal('601'));
    expect((await ways.getLead()).code).toBe('20011');
    const made = ways.made.length;
    expect((await ways.getLead()).code).toBe('20011');
    expect(ways.made).toHaveLength(made);
  });

  it('that nobody gives, with a wrong client, is 20011 and never the client’s own 20014', async () => {
    const ways = broken(TOKEN, () =>
      Promise.resolve(
        Response.json({ error: 'unauthorized', error_description: 'No client' }, { status: 401 }),
      ),
    );
    expect((await ways.getLead()).code).toBe('20011');
    const slow = broken(TOKEN, never);
    expect((await slow.getLead()).code).toBe('10001');
    expect(slow.elapsed()).toBeLessThanOrEqual(60_000);
  });

  it('is shared by callers at the same time', async () => {
    const ways = broken('none', drop);
    await Promise.all([ways.getLead(), ways.getLead(), ways.getLead()]);
    expect(ways.count(TOKEN)).toBe(1);
  });
});

describe('what nobody may see', () => {
  it('is not in a fault, though the service says it', async () => {
    let token = '';
    const ways = broken('none', drop, 0, {
      intercept: async ({ url }, goOn) => {
        if (url.includes('/identity/')) {
          const response = await goOn();
          token = ((await response.clone().json()) as { access_token: string }).access_token;
          return response;
        }
        return refusal('1003', `Token ${token} of ${DEMO_CLIENT_SECRET} is in this sentence`)();
      },
    });
    const { text } = await ways.getLead();
    expect(token).not.toBe('');
    expect(text).not.toContain(token);
    expect(text).not.toContain(DEMO_CLIENT_SECRET);
    expect(text).toContain('is in this sentence');
  });

  it('is not in what is told of a call', async () => {
    const ways = broken('none', drop);
    await ways.syncLead();
    const told = JSON.stringify(ways.carried);
    expect(ways.carried[0]?.rest.map(({ operation }) => operation)).toContain('syncLeadUsingPOST');
    expect(told).not.toMatch(/once@example|Bearer|access_token/);
  });
});

it('nobody calls the instance before signature and timestamp are right', async () => {
  const ways = broken('none', drop);
  const old = envelopeOf('getLead', { leadKey: { keyType: 'IDNUM', keyValue: '1' } }, NOW - 7_200_000);
  expect((await ways.send(old)).code).toBe('20016');
  expect((await ways.send(old.replace(/[0-9a-f]{40}/, '0'.repeat(40)))).code).toBe('20014');
  expect(ways.made).toEqual([]);
});

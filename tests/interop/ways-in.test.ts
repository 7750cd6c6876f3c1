// The same requests through every way by which users come in: the README's commands, started once, and the page's sandbox.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_REQUEST } from '#src/proxy/body';
import { envelopeOf } from '../unit/sandbox/requests';
import { openWays, type Manner, type Sending, type WayAnswer, type WaysIn } from './support/ways';

const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const ALL_MANNERS: readonly Manner[] = ['with its length', 'chunked', 'in pieces with pauses'];
const SIZES = [0, 1, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 2 ** 20];
const TOO_LARGE = { status: 413, text: `The request is larger than ${MAX_REQUEST} bytes.` };
const SOAP_12 = 'application/soap+xml; charset=utf-8';

let opened: WaysIn;
beforeAll(async () => {
  opened = await openWays();
});
afterAll(() => opened?.close());

/** A signed request of exactly so many bytes, by a comment behind it; what is too short for one is its beginning. */
function bodyOf(size: number): Uint8Array<ArrayBuffer> {
  const envelope = envelopeOf('getLead', RUFUS, Date.now());
  const room = size - Buffer.byteLength(envelope) - '<!---->'.length;
  const text = room < 0 ? envelope.slice(0, size) : `${envelope}<!--${' '.repeat(room)}-->`;
  return new TextEncoder().encode(text);
}

/** What every way answers to these requests, sent over one connection. They all have to agree; this is their answer. */
async function answersTo(...sendings: readonly Sending[]): Promise<readonly WayAnswer[]> {
  const byWay: Record<string, WayAnswer[]> = {};
  for (const { name, client } of opened.ways) {
    const connection = client();
    const answers: WayAnswer[] = [];
    for (const sending of sendings) answers.push(await connection.post(sending));
    connection.close();
    byWay[name] = answers;
  }
  const [first] = Object.values(byWay);
  expect(byWay).toEqual(Object.fromEntries(opened.ways.map(({ name }) => [name, first])));
  return first!;
}

function expectAnswer(size: number, answer: WayAnswer | undefined): void {
  const isRequest = size > 1;
  expect(answer?.status).toBe(isRequest ? 200 : 500);
  expect(answer?.text).toContain(
    isRequest ? '<Id>1089965</Id>' : size === 0 ? 'The body is empty (20012)' : '(20012)',
  );
}

describe.each(ALL_MANNERS)('A request %s gets one answer by every way in', (manner) => {
  test.each(SIZES)('%i bytes', async (size) => {
    const [answer] = await answersTo({ body: bodyOf(size), manner });
    expectAnswer(size, answer);
  });
});

describe('The largest request', () => {
  test.each(['with its length', 'chunked'] as const)('is answered by every way, %s', async (manner) => {
    const [answer] = await answersTo({ body: bodyOf(MAX_REQUEST), manner });
    expectAnswer(MAX_REQUEST, answer);
  });

  test.each(['with its length', 'chunked', 'with Expect: 100-continue'] as const)(
    'and one byte is refused by every way, %s',
    async (manner) => {
      expect(await answersTo({ body: bodyOf(MAX_REQUEST + 1), manner })).toEqual([TOO_LARGE]);
    },
  );
});

test.each([0, 16_384, 65_537])('A client that asks before it sends %i bytes is answered', async (size) => {
  const [answer] = await answersTo({ body: bodyOf(size), manner: 'with Expect: 100-continue' });
  expectAnswer(size, answer);
});

describe('On a kept connection, the next request is answered', () => {
  test.each<[string, Sending]>([
    ['was too large by its length', { body: bodyOf(MAX_REQUEST + 1) }],
    ['grew too large', { body: bodyOf(MAX_REQUEST + 1), manner: 'chunked' }],
    ['was SOAP 1.2', { body: bodyOf(100_000), contentType: SOAP_12 }],
    ['was SOAP 1.2, in chunks', { body: bodyOf(100_000), contentType: SOAP_12, manner: 'chunked' }],
    ['was no XML', { body: bodyOf(1) }],
  ])('after one that %s', async (_, refused) => {
    const answers = await answersTo(
      refused,
      { body: bodyOf(16_384) },
      { body: bodyOf(20_000), manner: 'chunked' },
    );
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
    expectAnswer(16_384, answers[1]);
    expectAnswer(20_000, answers[2]);
  });
});

test.each([1_000, 65_536, 2 ** 20])(
  'A request of %i bytes that breaks off half-way is never carried out, and the next one is',
  async (size) => {
    for (const { name, breakOff, calls, client } of opened.ways) {
      const before = await calls();
      await breakOff(bodyOf(size));
      const connection = client();
      expectAnswer(size, await connection.post({ body: bodyOf(size) }));
      connection.close();
      expect([name, await calls()]).toEqual([name, before + 1]);
    }
  },
);

import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readAnswer, readFetched } from '#src/response/answer-reader';
import {
  FETCH_DEFAULTS,
  FetchAll,
  type FetchedAnswer,
  type FetchOptions,
  type FetchProgress,
} from '#src/response/fetch-all';
import { AnswerTable } from '#src/response/table';
import { send, type Outcome } from '#src/transport/send';
import { envelopeOf, NOW, sandboxAt } from '../sandbox/requests';

const REQUEST = {
  leadSelector: { $type: 'StaticListSelector', staticListName: 'All Leads' },
  batchSize: '100',
};
const always = async () => true;

/** The seed's own list has 2,520 leads. */
const LEADS = 2520;

function sandboxWith(limits = {}) {
  return sandboxAt(
    { now: NOW },
    { settings: { dailyQuota: null, rateCalls: null, concurrentCalls: null, ...limits } },
  );
}

/** A dropped connection is an error to whoever waits for the answer, as it is in the page. */
function delivered(response: Response): Response {
  if (response.type === 'error') throw new TypeError('The connection was dropped.');
  return response;
}

/** Fetching from a sandbox, at a clock that moves only while somebody waits. */
async function fetching(
  { sandbox, clock }: ReturnType<typeof sandboxWith>,
  options: Partial<FetchOptions> = {},
  between: (call: number, fetch: FetchAll) => Outcome | void = () => {},
  request = envelopeOf('getMultipleLeads', REQUEST, NOW),
  read = (text: string, asked: string): Promise<FetchedAnswer> => readFetched(text, asked, marketo, always),
) {
  const post = (body: string, signal?: AbortSignal) =>
    send(
      { target: { kind: 'sandbox' }, body, soapAction: '' },
      {
        fetch: () => Promise.reject(new Error('unused')),
        sandbox: async (sent) => delivered(await sandbox.handle(sent)),
        now: () => clock.now,
      },
      { signal, timeout: 10_000 },
    );
  const first = await post(request);
  if (first.kind !== 'answered') throw new Error(first.kind);
  const reading = (await readAnswer(first.text, request, marketo, always))!;
  const starts: number[] = [];
  const seen: FetchProgress[] = [];
  let calls = 0;
  const fetch: FetchAll = new FetchAll(
    {
      send: async (text, signal) => {
        starts.push(clock.now);
        calls += 1;
        return between(calls, fetch) ?? post(text, signal);
      },
      read,
      now: () => clock.now,
      sleep: async (milliseconds) => void (clock.now += milliseconds),
      random: () => 0.5,
    },
    { text: first.text, rows: reading.rows, reading },
    { ...FETCH_DEFAULTS, ...options },
    () => seen.push(fetch.progress),
  );
  return { fetch, starts, seen };
}

function ids(fetch: FetchAll): string[] {
  const table = new AnswerTable(fetch.pages);
  const column = table.columns.findIndex(({ label }) => label === 'Id');
  return Array.from({ length: table.count }, (_, row) => table.cell(row, column).text);
}

const dropped: Outcome = { kind: 'broken-off', message: 'socket hang up' };

describe('fetching all pages', () => {
  it('does not ask again for a page that came and that nobody could read, and goes on when somebody can', async () => {
    let isDown = true;
    const { fetch, starts } = await fetching(
      sandboxWith(),
      { cap: 250 },
      undefined,
      undefined,
      async (text, asked) =>
        isDown
          ? { kind: 'unread', message: 'What reads answers has stopped.' }
          : readFetched(text, asked, marketo, always),
    );
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({
      phase: 'failed',
      message: 'What reads answers has stopped.',
      retries: {},
    });
    expect(starts).toHaveLength(1);
    isDown = false;
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('limited');
    expect(new Set(ids(fetch)).size).toBe(300);
  });

  it('gives each of 2,500 leads once, over an ordered 20023, a dropped connection and a pause', async () => {
    const world = sandboxWith();
    const { fetch, seen } = await fetching(world, {}, (call, running) => {
      if (call === 3)
        world.sandbox.configure({ faultsOnPurpose: [{ kind: 'fault', code: '20023', next: 1 }] });
      if (call === 8) world.sandbox.configure({ faultsOnPurpose: [{ kind: 'drop', next: 1 }] });
      if (call === 15) running.pause();
    });
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('paused');
    const rowsAtPause = fetch.progress.rows;
    expect(rowsAtPause).toBeGreaterThan(1000);
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({
      phase: 'done',
      remaining: 0,
      retries: { '20023': 1, connection: 1 },
    });
    const found = ids(fetch);
    expect(found.length).toBe(LEADS);
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBe(fetch.progress.rows);
    const total = seen.map(({ rows, remaining }) => rows + (remaining ?? 0));
    expect(new Set(total)).toEqual(new Set([found.length]));
  });

  it('stays below the service’s 100 calls in 20 seconds, so that it never answers 20023', async () => {
    const world = sandboxWith({ rateCalls: 100 });
    world.clock.now += 60_000;
    const { fetch, starts } = await fetching(
      world,
      {},
      () => {},
      envelopeOf('getMultipleLeads', { ...REQUEST, batchSize: '10' }, NOW),
    );
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({ phase: 'done', rows: LEADS, retries: {} });
    for (let index = 99; index < starts.length; index += 1)
      expect(starts[index]! - starts[index - 99]!).toBeGreaterThan(20_000);
    expect(starts.length).toBeGreaterThan(100);
  });

  it('waits longer after each failure of a page, and gives up with the service’s sentence; going on tries again', async () => {
    const world = sandboxWith();
    let broken = true;
    const { fetch, starts } = await fetching(world, {}, () => (broken ? dropped : undefined));
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({
      phase: 'failed',
      pages: 1,
      message: 'The connection broke: socket hang up',
    });
    const waits = starts.slice(1).map((start, index) => start - starts[index]!);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 20000, 20000]);
    broken = false;
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('done');
  });

  it('ends at once at a fault that does not pass, and keeps what came', async () => {
    const world = sandboxWith();
    const { fetch } = await fetching(world, {}, (call) => {
      if (call === 2)
        world.sandbox.configure({ faultsOnPurpose: [{ kind: 'fault', code: '20015', next: 1 }] });
    });
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('failed');
    expect(fetch.progress.message).toContain('(20015)');
    expect(fetch.pages).toHaveLength(2);
  });

  it('tries again where an answer is cut off', async () => {
    const world = sandboxWith();
    const { fetch } = await fetching(world, {}, (call) => {
      if (call === 1) world.sandbox.configure({ faultsOnPurpose: [{ kind: 'truncate', next: 1 }] });
    });
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({ phase: 'done', retries: { answer: 1 } });
    expect(new Set(ids(fetch)).size).toBe(fetch.progress.rows);
  });

  it('stops at the cap, and goes on from there when asked', async () => {
    const world = sandboxWith();
    const { fetch } = await fetching(world, { cap: 250 });
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({ phase: 'limited', rows: 300 });
    await fetch.goOn();
    expect(fetch.progress).toMatchObject({ phase: 'limited', rows: 600 });
  });

  it('stops for good when it is told to, also while it waits', async () => {
    const world = sandboxWith();
    const { fetch } = await fetching(world, {}, (call, running) => {
      if (call === 2) running.stop();
    });
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('stopped');
    const { pages } = fetch;
    await fetch.goOn();
    expect(fetch.pages).toBe(pages);
  });

  it('has nothing to do where the answer is the last page', async () => {
    const world = sandboxWith();
    const last = envelopeOf(
      'getMultipleLeads',
      {
        ...REQUEST,
        batchSize: '1000',
        leadSelector: { $type: 'StaticListSelector', staticListName: 'No such list' },
      },
      NOW,
    );
    const { fetch, starts } = await fetching(world, {}, () => {}, last);
    await fetch.goOn();
    expect(fetch.progress.phase).toBe('done');
    expect(starts).toEqual([]);
  });
});

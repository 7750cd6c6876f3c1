import { describe, expect, it } from 'vitest';
import type { OutgoingCall, Outcome } from '#src/transport/send';
import { memoryHistory, type HistoryStore } from '#src/workspace/kept/history-store';
import { CallHistory, type NewEntry } from '#src/workspace/kept/history.svelte';
import { KeptWork } from '#src/workspace/kept/kept';
import { HISTORY_LIMITS } from '#src/workspace/kept/limits';
import { NOW, openWorkspace } from './open-workspace';
import { MemoryStorage } from './world';

const SECRET = 'Qv7"recognisable&key/9+x';

function call(number: number): NewEntry {
  return {
    id: `call-${number}`,
    time: NOW + number,
    document: 'getLead',
    operation: 'getLead',
    endpoint: { id: 'sandbox', name: 'Sandbox' },
    call: { target: { kind: 'sandbox' }, soapAction: '' },
    summary: `lead ${number}`,
    result: '',
    ending: {
      kind: 'answered',
      answer: {
        kind: 'answered',
        status: 200,
        contentType: 'text/xml',
        bytes: 3,
        milliseconds: 5,
        route: 'page-to-sandbox',
      },
    },
  };
}

/** A device that refuses what `refuses` says. */
function device(refuses: (work: string) => DOMException | undefined): HistoryStore {
  const store = memoryHistory();
  return new Proxy(store, {
    get: (target, name: keyof HistoryStore) =>
      async function (...args: never[]) {
        const error = refuses(name);
        if (error) throw error;
        return (target[name] as (...given: never[]) => Promise<unknown>)(...args);
      },
  });
}

describe('The history', () => {
  it('holds so many calls and so many bytes: the oldest go, pinned ones stay', async () => {
    const limits = { ...HISTORY_LIMITS, count: 3, bytes: 100 };
    const history = new CallHistory({ store: memoryHistory(), secretKeys: () => [], limits });
    await history.add(call(1), { request: 'first', answer: 'x' });
    await history.update('call-1', { pinned: true });
    for (const number of [2, 3, 4, 5]) await history.add(call(number), { request: 'r', answer: 'a' });
    expect(history.entries.map(({ id }) => id)).toEqual(['call-5', 'call-4', 'call-3', 'call-1']);
    await history.add(call(6), { request: 'r'.repeat(99) });
    expect(history.entries.map(({ id }) => id)).toEqual(['call-6', 'call-1']);
  });

  it('keeps the beginning of an answer that is too long, and says so', async () => {
    const limits = { ...HISTORY_LIMITS, whole: 10, beginning: 5 };
    const history = new CallHistory({ store: memoryHistory(), secretKeys: () => [], limits });
    const { ending } = await history.add(call(1), { request: 'r', answer: 'abcd😀efghij' });
    expect(ending).toMatchObject({ cutAt: 4 });
    expect(await history.texts('call-1')).toEqual({ request: 'r', answer: 'abcd' });
  });

  it('holds no secret key, be it known before or only later', async () => {
    const keys: string[] = [];
    const store = memoryHistory();
    const history = new CallHistory({ store, secretKeys: () => keys });
    const dirty = `<x>${SECRET} ${encodeURIComponent(SECRET)} ${btoa(`user:${SECRET}`)}</x>`;
    await history.add(call(1), { request: dirty, answer: dirty });
    keys.push(SECRET);
    await history.scrub(keys);
    await history.add({ ...call(2), summary: SECRET }, { request: dirty });
    await history.update('call-2', { name: `with ${SECRET}` });
    const all = JSON.stringify([
      await store.list(),
      await store.texts('call-1'),
      await store.texts('call-2'),
    ]);
    for (const form of [SECRET, encodeURIComponent(SECRET), btoa(`user:${SECRET}`), 'recognisable'])
      expect(all).not.toContain(JSON.stringify(form).slice(1, -1));
  });

  it('finds words in what is listed and in both texts', async () => {
    const history = new CallHistory({ store: memoryHistory(), secretKeys: () => [] });
    await history.add(call(1), { request: '<keyValue>ada@example.com</keyValue>', answer: '<Id>77</Id>' });
    await history.add(call(2), { request: '<x/>', answer: '<Id>78</Id>' });
    const search = async (query: string) => {
      let ids: readonly string[] = [];
      await history.search(
        query,
        (found) => (ids = [...found]),
        () => true,
      );
      return ids;
    };
    expect(await search('ADA')).toEqual(['call-1']);
    expect(await search('id>78')).toEqual(['call-2']);
    expect(await search('lead 77')).toEqual(['call-1']);
    expect(await search('200')).toHaveLength(2);
    expect(await search('nowhere')).toEqual([]);
  });

  it('what was deleted can be put back as it was', async () => {
    const history = new CallHistory({ store: memoryHistory(), secretKeys: () => [] });
    await history.add(call(1), { request: 'r', answer: 'a' });
    await history.add(call(2), { request: 'r' });
    const before = history.entries;
    const putBack = await history.remove(['call-1', 'call-2']);
    expect(history.entries).toEqual([]);
    await putBack();
    expect(history.entries).toEqual(before);
    expect(await history.texts('call-1')).toEqual({ request: 'r', answer: 'a' });
  });

  it('lasts as long as the page where the device keeps nothing, and says so', async () => {
    const history = new CallHistory({
      store: device(() => new DOMException('No.', 'InvalidStateError')),
      secretKeys: () => [],
    });
    await history.add(call(1), { request: 'r' });
    expect(history.problem).toContain('keeps nothing');
    expect(await history.texts('call-1')).toEqual({ request: 'r' });
  });

  it('makes room on a full device before it gives up', async () => {
    let full = false;
    const history = new CallHistory({
      store: device((work) => {
        if (work === 'remove') full = false;
        return work === 'put' && full ? new DOMException('Full.', 'QuotaExceededError') : undefined;
      }),
      secretKeys: () => [],
    });
    for (const number of [1, 2, 3, 4]) await history.add(call(number), { request: 'r' });
    full = true;
    await history.add(call(5), { request: 'r' });
    expect(history.problem).toBe('');
    expect(history.entries.map(({ id }) => id)).toEqual(['call-5', 'call-4', 'call-3']);
  });
});

const FAULT =
  '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>x</faultcode><faultstring>20103 - Lead not found</faultstring></e:Fault></e:Body></e:Envelope>';

function answered(text: string): Outcome {
  return {
    kind: 'answered',
    status: 500,
    contentType: 'text/xml',
    text,
    bytes: text.length,
    milliseconds: 12,
    route: 'page-to-sandbox',
  };
}

/** A workspace whose calls are kept; `store` and `tab` are what a reload leaves. */
function remembering(
  outcome: (call: OutgoingCall) => Outcome,
  store = memoryHistory(),
  tab = new MemoryStorage(),
) {
  const { workspace } = openWorkspace({
    tabStorage: () => tab,
    send: async (sent) => outcome(sent),
    kept: async (own) => new KeptWork(own, { store, tabStorage: () => tab, random: () => Math.random() }),
  });
  return { workspace, store, tab };
}

async function keptOf(workspace: ReturnType<typeof remembering>['workspace']) {
  const kept = await workspace.loadKept();
  if (!kept) throw new Error('Nothing is kept.');
  await kept.history.ready();
  return kept;
}

describe('A call', () => {
  it('is in the history with request, answer, verdict and timing', async () => {
    const { workspace } = remembering(() => answered(FAULT));
    workspace.open('getLead');
    await workspace.send();
    const { history } = await keptOf(workspace);
    await expect.poll(() => history.entries.length).toBe(1);
    const [entry] = history.entries;
    expect(entry).toMatchObject({ operation: 'getLead', endpoint: { name: 'Sandbox' }, time: NOW });
    expect(entry?.ending).toMatchObject({
      answer: { status: 500, milliseconds: 12 },
      reading: { code: '20103' },
    });
    expect(entry?.summary).toContain('@');
    expect(await history.texts(entry!.id)).toEqual({ request: workspace.request.text, answer: FAULT });
  });

  it('is beside its request again after a reload, with the time at which it ended', async () => {
    const { workspace, store, tab } = remembering(() => answered(FAULT));
    workspace.open('getLead');
    await workspace.send();
    const { history } = await keptOf(workspace);
    await expect.poll(() => history.entries.length).toBe(1);
    await expect.poll(() => tab.text).toContain(history.entries[0]!.id);
    workspace.keepWork();
    const again = remembering(() => answered(''), store, tab).workspace;
    await (await keptOf(again)).restoreAnswers();
    await expect
      .poll(() => again.call.state)
      .toMatchObject({
        kind: 'ended',
        ended: NOW,
        kept: {},
        outcome: { text: FAULT },
        reading: { code: '20103' },
      });
  });

  it('that is reopened gives way to what was there before, and what was never sent stays in the history', async () => {
    const { workspace } = remembering(() => answered(FAULT));
    workspace.open('getLead');
    await workspace.send();
    const sent = workspace.request.text;
    const kept = await keptOf(workspace);
    await expect.poll(() => kept.history.entries.length).toBe(1);
    const mine = sent.replace('</keyValue>', '.mine</keyValue>');
    workspace.request.edit(mine);
    workspace.open('syncLead');
    await kept.reopen(kept.history.entries[0]!);
    expect([workspace.request.document, workspace.request.text]).toEqual(['getLead', sent]);
    await expect.poll(() => kept.history.entries.map(({ ending }) => ending.kind)).toContain('unsent');
    workspace.undo?.putBack();
    expect(workspace.request.document).toBe('syncLead');
    workspace.open('getLead');
    expect(workspace.request.text).toBe(mine);
  });

  it('of an endpoint with a key is kept without the key, wherever it stands', async () => {
    const { workspace, store, tab } = remembering(({ body }) => answered(`<echo>${body}</echo>`));
    workspace.saveEndpoint(
      {
        name: SECRET,
        url: `https://host/soap?key=${encodeURIComponent(SECRET)}`,
        userId: 'me',
        secretKey: SECRET,
        remember: false,
      },
      'mine',
    );
    workspace.request.edit(
      `${workspace.request.text}<!-- ${btoa(SECRET)} ${SECRET.replaceAll('&', '&amp;')} -->`,
    );
    await workspace.send();
    const { history } = await keptOf(workspace);
    await expect.poll(() => history.entries.length).toBe(1);
    workspace.keepWork();
    const all = `${JSON.stringify([await store.list(), await store.texts(history.entries[0]!.id)])}${tab.text}`;
    for (const form of [btoa(SECRET), encodeURIComponent(SECRET), 'recognisable'])
      expect(all).not.toContain(form);
  });
});

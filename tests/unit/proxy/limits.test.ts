import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UpstreamFetch } from '#src/proxy/upstream';
import { call, fakeTarget, proxy, reasonOf } from './support';

afterEach(() => {
  vi.useRealTimers();
});

/** A stream without end that counts what was taken from it and notes when it was cancelled. */
function endless(chunk: Uint8Array) {
  const state = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        state.pulled += 1;
        controller.enqueue(chunk);
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { state, stream };
}

/** A target that never answers, and the signals it was given. */
function silentTarget() {
  const signals: AbortSignal[] = [];
  const fetch: UpstreamFetch = ({ signal }) => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  return { signals, fetch };
}

describe('the size of a request', () => {
  const limits = { requestBytes: 1000 };

  it('is refused by its announced length before a byte is read', async () => {
    const target = fakeTarget();
    const { state, stream } = endless(new Uint8Array(1));
    const request = call({ 'content-length': '50000000' }, { body: stream, duplex: 'half' });
    const response = await proxy({ fetch: target.fetch })(request);
    expect(response.status).toBe(413);
    expect(await reasonOf(response)).toBe('request-too-large');
    expect(state.pulled).toBe(0);
    expect(target.seen).toEqual([]);
  });

  it('is refused while it arrives when no length was announced', async () => {
    const target = fakeTarget();
    const { state, stream } = endless(new Uint8Array(300));
    const response = await proxy({ fetch: target.fetch, limits })(call({}, { body: stream, duplex: 'half' }));
    expect(await reasonOf(response)).toBe('request-too-large');
    expect(state.pulled).toBeLessThan(10);
    expect(state.cancelled).toBe(true);
    expect(target.seen).toEqual([]);
  });

  it('may reach the limit exactly', async () => {
    const target = fakeTarget();
    const response = await proxy({ fetch: target.fetch, limits })(call({}, { body: 'x'.repeat(1000) }));
    expect(response.status).toBe(200);
    expect(target.seen[0]?.body?.byteLength).toBe(1000);
    const over = await proxy({ fetch: target.fetch, limits })(call({}, { body: 'x'.repeat(1001) }));
    expect(over.status).toBe(413);
  });
});

describe('the size of an answer', () => {
  const limits = { responseBytes: 1000 };

  it('is refused by its announced length', async () => {
    const { state, stream } = endless(new Uint8Array(100));
    const target = fakeTarget(() => new Response(stream, { headers: { 'content-length': '1001' } }));
    const response = await proxy({ fetch: target.fetch, limits })(call());
    expect(response.status).toBe(502);
    expect(await reasonOf(response)).toBe('response-too-large');
    expect(state.cancelled).toBe(true);
  });

  it('ends as an error, never as a complete answer, when it grows too large on its way', async () => {
    const { state, stream } = endless(new Uint8Array(300));
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch, limits })(call());
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow(RangeError);
    expect(state).toEqual({ pulled: 4, cancelled: true });
  });

  it('may reach the limit exactly', async () => {
    const target = fakeTarget(() => new Response('x'.repeat(1000)));
    expect((await (await proxy({ fetch: target.fetch, limits })(call())).text()).length).toBe(1000);
  });
});

describe('streaming', () => {
  it('passes the first bytes on before the last exist', async () => {
    let send: (text: string) => void = () => undefined;
    let close: () => void = () => undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        close = () => controller.close();
      },
    });
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(call());
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    send('first');
    expect((await reader.read()).value).toBe('first');
    send('last');
    close();
    expect((await reader.read()).value).toBe('last');
    expect((await reader.read()).done).toBe(true);
  });

  it('takes no more from a target than the page has asked for', async () => {
    const { state, stream } = endless(new Uint8Array(10));
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(call());
    const reader = response.body!.getReader();
    await reader.read();
    await reader.read();
    await Promise.resolve();
    expect(state.pulled).toBe(2);
  });

  it('ends as an error when the target breaks off', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(3));
      },
      pull(controller) {
        controller.error(new Error('gone'));
      },
    });
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(call());
    await expect(response.arrayBuffer()).rejects.toThrow('gone');
  });
});

describe('the time of a call', () => {
  it('is two minutes, after which the target is let go', async () => {
    vi.useFakeTimers();
    const target = silentTarget();
    const answer = proxy({ fetch: target.fetch })(call());
    await vi.advanceTimersByTimeAsync(119_999);
    expect(target.signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const response = await answer;
    expect(response.status).toBe(504);
    expect(await reasonOf(response)).toBe('timed-out');
    expect(target.signals[0]?.aborted).toBe(true);
  });

  it('covers a request that trickles in', async () => {
    vi.useFakeTimers();
    const stream = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const target = fakeTarget();
    const answer = proxy({ fetch: target.fetch })(call({}, { body: stream, duplex: 'half' }));
    await vi.advanceTimersByTimeAsync(120_000);
    const response = await answer;
    expect(response.status).toBe(408);
    expect(await reasonOf(response)).toBe('request-timed-out');
    expect(target.seen).toEqual([]);
  });

  it('covers an answer that trickles in', async () => {
    vi.useFakeTimers();
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(new Uint8Array(1)),
        pull: () => new Promise(() => undefined),
        cancel: () => void (cancelled = true),
      },
      { highWaterMark: 0 },
    );
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(call());
    const broken = expect(response.arrayBuffer()).rejects.toThrow('timed-out');
    await vi.advanceTimersByTimeAsync(120_000);
    await broken;
    expect(cancelled).toBe(true);
  });

  it('leaves no clock running behind a finished call', async () => {
    vi.useFakeTimers();
    await (await proxy()(call())).text();
    await proxy()(call({ host: 'evil.example' }));
    await proxy({ fetch: async () => ({ failed: 'tls-failed', message: 'x' }) })(call());
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('cancelling', () => {
  it('reaches a target that has not answered yet', async () => {
    const target = silentTarget();
    const page = new AbortController();
    const answer = proxy({ fetch: target.fetch })(call({}, { signal: page.signal }));
    await vi.waitFor(() => expect(target.signals.length).toBe(1));
    page.abort();
    expect(await reasonOf(await answer)).toBe('cancelled');
    expect(target.signals[0]?.aborted).toBe(true);
  });

  it('reaches a target whose answer is on its way', async () => {
    const { state, stream } = endless(new Uint8Array(1));
    const page = new AbortController();
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(
      call({}, { signal: page.signal }),
    );
    const reader = response.body!.getReader();
    await reader.read();
    page.abort();
    await expect(reader.read()).rejects.toThrow('cancelled');
    expect(state.cancelled).toBe(true);
  });

  it('reaches the target when the page drops the body', async () => {
    const { state, stream } = endless(new Uint8Array(1));
    const response = await proxy({ fetch: fakeTarget(() => new Response(stream)).fetch })(call());
    await response.body!.cancel();
    expect(state.cancelled).toBe(true);
  });

  it('lets go of an answer that comes after the call was cancelled', async () => {
    const { state, stream } = endless(new Uint8Array(1));
    let answer: (response: Response) => void = () => undefined;
    const late = new Promise<Response>((resolve) => (answer = resolve));
    let started: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (started = resolve));
    const handle = () => {
      started();
      return late;
    };
    const page = new AbortController();
    const named = proxy({ upstreams: { sandbox: { path: '/', handle } } });
    const response = named(call({ 'x-proxy-target': 'sandbox' }, { signal: page.signal }));
    await reached;
    page.abort();
    expect(await reasonOf(await response)).toBe('cancelled');
    answer(new Response(stream));
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });
});

describe('the number of calls', () => {
  it('is eight at once; each ending makes room for the next', async () => {
    const pages: AbortController[] = [];
    const target = silentTarget();
    const handle = proxy({ fetch: target.fetch });
    const begin = () => {
      const page = new AbortController();
      pages.push(page);
      return handle(call({}, { signal: page.signal }));
    };
    const running = Array.from({ length: 8 }, begin);
    const ninth = await begin();
    expect(ninth.status).toBe(429);
    expect(await reasonOf(ninth)).toBe('too-many-calls');
    pages[0]?.abort();
    await running[0];
    const tenth = begin();
    await vi.waitFor(() => expect(target.signals.length).toBe(9));
    for (const page of pages) page.abort();
    expect(await reasonOf(await tenth)).toBe('cancelled');
  });

  it.each([
    ['an answer', fakeTarget().fetch],
    ['an answer without a body', fakeTarget(() => new Response(null, { status: 204 })).fetch],
    ['a failure', (async () => ({ failed: 'tls-failed', message: 'x' })) satisfies UpstreamFetch],
  ])('is counted down after %s', async (_, fetch) => {
    const handle = proxy({ fetch, limits: { concurrency: 1 } });
    for (let i = 0; i < 3; i += 1) {
      const response = await handle(call());
      expect(response.status).not.toBe(429);
      await response.text();
    }
  });

  it('counts a call until the last byte of its answer is taken', async () => {
    const handle = proxy({ limits: { concurrency: 1 } });
    const first = await handle(call());
    expect((await handle(call())).status).toBe(429);
    await first.text();
    expect((await handle(call())).status).toBe(200);
  });

  it('is counted down when a named upstream throws, which is a bug and stays one', async () => {
    const handle = proxy({
      limits: { concurrency: 1 },
      upstreams: { sandbox: { path: '/', handle: () => Promise.reject(new Error('bug')) } },
    });
    for (let i = 0; i < 2; i += 1) {
      await expect(handle(call({ 'x-proxy-target': 'sandbox' }))).rejects.toThrow('bug');
    }
  });
});

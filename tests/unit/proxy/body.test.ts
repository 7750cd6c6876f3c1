import { describe, expect, it } from 'vitest';
import { readBody } from '#src/proxy/body';

/** Firefox's request: it has bytes, and no `body` to tell of them. */
function withoutBodyProperty(body: string | undefined): Request {
  const request = new Request('http://localhost/', { method: 'POST', body });
  return Object.defineProperty(request, 'body', { value: undefined });
}

describe('a request’s body', () => {
  it.each(['', '<a/>', 'x'.repeat(1000)])(
    'is read whole where a browser has no Request.body: %#',
    async (text) => {
      const read = await readBody(withoutBodyProperty(text), 1000);
      expect(read.ok && new TextDecoder().decode(read.bytes)).toBe(text);
    },
  );

  it('is too large there as everywhere', async () => {
    expect(await readBody(withoutBodyProperty('x'.repeat(1001)), 1000)).toEqual({
      ok: false,
      problem: 'too-large',
    });
  });

  it('may be missing, which is no bytes', async () => {
    const request = new Request('http://localhost/', { method: 'POST' });
    expect(await readBody(request, 1000)).toEqual({ ok: true, bytes: new Uint8Array() });
  });

  it('keeps the order of its pieces', async () => {
    const pieces = ['one ', 'two ', '', 'three'].map((piece) => new TextEncoder().encode(piece));
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    const read = await readBody(
      new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit),
      1000,
    );
    expect(read.ok && new TextDecoder().decode(read.bytes)).toBe('one two three');
  });

  it('is broken, and never short, when it breaks off or is stopped', async () => {
    const init = (body: ReadableStream) => ({ method: 'POST', body, duplex: 'half' }) as RequestInit;
    const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const silent = new ReadableStream({ pull: () => new Promise(() => undefined) });
    const stop = new AbortController();
    const broken = readBody(new Request('http://localhost/', init(failing)), 1000);
    const stopped = readBody(new Request('http://localhost/', init(silent)), 1000, stop.signal);
    stop.abort();
    expect([await broken, await stopped]).toEqual(Array(2).fill({ ok: false, problem: 'broken' }));
  });
});

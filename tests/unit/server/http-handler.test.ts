import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { toListener, type Handler } from '#src/server/http-handler';
import { listen, request } from './support';

/** Serves this handler for one test. */
const serve = (handler: Handler, onError?: (error: unknown) => void) => listen(toListener(handler, onError));

describe('a web-standard handler behind a Node server', () => {
  it('gets method, URL, headers and body', async () => {
    const port = await serve(async (incoming) =>
      Response.json([incoming.method, incoming.url, incoming.headers.get('X-Some'), await incoming.text()]),
    );
    const received = await request(port, '/a/b?c=d', { body: 'ä', headers: { 'x-some': 'thing' } });
    expect(JSON.parse(received.text)).toEqual(['POST', `http://localhost:${port}/a/b?c=d`, 'thing', 'ä']);
  });

  it.each(['arrayBuffer', 'text', 'blob', 'body'] as const)(
    'can read the body once through %s',
    async (way) => {
      const port = await serve(async (incoming) => {
        const before = incoming.bodyUsed;
        const read = way === 'body' ? new Response(incoming.body).blob() : incoming[way]();
        const size = await read.then((value) =>
          typeof value === 'string' ? value.length : 'size' in value ? value.size : value.byteLength,
        );
        const again = await incoming.arrayBuffer().then(
          () => 'read again',
          () => 'refused',
        );
        return Response.json([before, size, incoming.bodyUsed, again]);
      });
      const received = await request(port, '/', { body: 'x'.repeat(100_000) });
      expect(JSON.parse(received.text)).toEqual([false, 100_000, true, 'refused']);
    },
  );

  it('sends status, headers and every cookie of its own, and a body of any kind', async () => {
    const headers = new Headers([
      ['x-a', '1'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    const port = await serve(async () => new Response('hello', { status: 404, headers }));
    const received = await request(port, '/');
    expect([received.status, received.headers['x-a'], received.text]).toEqual([404, '1', 'hello']);
    expect(received.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  it.each([1, 65_535, 65_536, 65_537, 300_000])(
    'sends a body of %i bytes as it is, with its length and without, and ends it',
    async (size) => {
      const body = new Uint8Array(randomBytes(size + 20)).subarray(10, 10 + size);
      let ended = 0;
      const port = await serve(async ({ url }) => {
        const stream = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (ended % 2 === 0) controller.enqueue(body);
            else controller.close();
            ended += 1;
          },
        });
        return new Response(stream, {
          headers: url.endsWith('?length') ? { 'content-length': `${size}` } : {},
        });
      });
      for (const query of ['?length', '']) {
        const answer = await fetch(`http://localhost:${port}/${query}`);
        expect(answer.headers.get('content-length')).toBe(query ? String(size) : null);
        expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), body)).toBe(0);
      }
      await vi.waitFor(() => expect(ended).toBe(4));
    },
  );

  it('sends the first bytes before the last exist', async () => {
    let finish: () => void = () => undefined;
    const port = await serve(async () => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('first '));
          finish = () => {
            controller.enqueue(new TextEncoder().encode('last'));
            controller.close();
          };
        },
      });
      return new Response(stream);
    });
    const whole = await new Promise<string>((resolve) => {
      http.get({ host: '127.0.0.1', port }, (incoming) => {
        const chunks: string[] = [];
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          chunks.push(chunk);
          if (chunks.length === 1) finish();
        });
        incoming.on('end', () => resolve(chunks.join('|')));
      });
    });
    expect(whole).toBe('first |last');
  });

  it('waits for a client that reads slowly', async () => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          if (pulled > 1000) controller.close();
          else controller.enqueue(new Uint8Array(100_000));
        },
      },
      { highWaterMark: 0 },
    );
    const port = await serve(async () => new Response(stream));
    const size = await new Promise<number>((resolve) => {
      http.get({ host: '127.0.0.1', port }, async (incoming) => {
        // Time for the server to run ahead, if it did.
        for (let i = 0; i < 200; i += 1) await new Promise((next) => setImmediate(next));
        expect(pulled).toBeLessThan(500);
        let bytes = 0;
        for await (const chunk of incoming) bytes += (chunk as Buffer).length;
        resolve(bytes);
      });
    });
    expect(size).toBe(100_000_000);
  });

  it('learns when the client goes away, before the answer and during it', async () => {
    for (const during of [false, true]) {
      let cancelled = false;
      let begun: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => (begun = resolve));
      const signals: AbortSignal[] = [];
      const port = await serve(async (incoming) => {
        signals.push(incoming.signal);
        begun();
        if (!during) await new Promise((resolve) => incoming.signal.addEventListener('abort', resolve));
        return new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new Uint8Array(1)),
            cancel: () => void (cancelled = true),
          }),
        );
      });
      const client = http.get({ host: '127.0.0.1', port }).on('error', () => undefined);
      if (during) await new Promise((resolve) => client.on('response', resolve));
      await reached;
      client.destroy();
      await vi.waitFor(() => expect([signals[0]?.aborted, cancelled]).toEqual([true, true]));
    }
  });

  it('drops the connection for Response.error()', async () => {
    const port = await serve(async () => Response.error());
    await expect(request(port, '/')).rejects.toThrow('socket hang up');
  });

  it('drops the connection when a body fails, so that half an answer is never taken for a whole one', async () => {
    const failing = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(10)),
        pull: (controller) => controller.error(new Error('failed')),
      });
    const port = await serve(async () => new Response(failing()));
    await expect(request(port, '/')).rejects.toThrow();
  });

  it('keeps an answer whole when more comes after its last byte', async () => {
    const size = 20_000_000;
    const port = await serve(async () => {
      let asked = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          asked += 1;
          if (asked <= 2) controller.enqueue(new Uint8Array(size));
          else controller.close();
        },
      });
      return new Response(stream, { headers: { 'content-length': String(size) } });
    });
    // Behind the answer comes what no client asked for, which Node's client calls an error.
    const client = http.get({ host: '127.0.0.1', port, agent: false }).on('error', () => undefined);
    const [incoming] = (await once(client, 'response')) as [http.IncomingMessage];
    // Slower than the server: most of the answer is still on its way when the body has come to its end.
    await new Promise((resolve) => setTimeout(resolve, 100));
    let received = 0;
    for await (const chunk of incoming) received += (chunk as Buffer).length;
    expect(received).toBe(size);
  });

  it('answers 500 without details when the handler throws, and tells whoever listens', async () => {
    const errors: unknown[] = [];
    const port = await serve(
      () => Promise.reject(new Error('secret detail')),
      (error) => errors.push(error),
    );
    const received = await request(port, '/');
    expect([received.status, received.text]).toEqual([500, '']);
    expect(errors).toEqual([new Error('secret detail')]);
  });

  it('answers HEAD without a body', async () => {
    const port = await serve(async () => new Response('body', { headers: { 'content-length': '4' } }));
    const socket = net.connect(port, '127.0.0.1');
    socket.write('HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const raw = await text(socket);
    expect(raw).toMatch(/^HTTP\/1\.1 200 /);
    expect(raw).toMatch(/\r\n\r\n$/);
  });

  it('reads on and throws away what a handler has cancelled, for a client that listens only when it has sent all', async () => {
    const port = await serve(async (incoming) => {
      if (incoming.url.endsWith('/next')) return new Response('next');
      const reader = incoming.body!.getReader();
      await reader.read();
      await reader.cancel();
      return new Response('enough', { status: 413, headers: { 'content-length': '6' } });
    });
    const socket = net.connect(port, '127.0.0.1');
    const head = (path: string, more: string) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n\r\n`;
    socket.write(head('/', 'Transfer-Encoding: chunked'));
    const piece = Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`);
    for (let i = 0; i < 200; i += 1) {
      if (!socket.write(piece)) await once(socket, 'drain');
    }
    socket.write(`0\r\n\r\n${head('/next', 'Connection: close\r\nContent-Length: 0')}`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [^]*\r\n\r\nenoughHTTP\/1\.1 200 [^]*next/);
  });

  it('serves the next request of a connection after a body that nobody read', async () => {
    const port = await serve(async (incoming) => new Response(new URL(incoming.url).pathname));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string) =>
      new Promise<string>((resolve, reject) => {
        const outgoing = http.request(
          { host: '127.0.0.1', port, path, method: 'POST', agent },
          (incoming) => {
            text(incoming).then(resolve, reject);
          },
        );
        outgoing.on('error', reject).end('x'.repeat(300_000));
      });
    expect([await ask('/1'), await ask('/2')]).toEqual(['/1', '/2']);
    agent.destroy();
  });
});

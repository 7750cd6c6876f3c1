import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPinnedFetch, type PinnedFetch } from '#src/server/pinned-fetch';
import { bytesOf, chunksOf, failureOf, listen, outgoing } from './support';

/** A key and a certificate that it signed itself, for `localhost`; made for these tests and trusted by nobody. */
const certificate = readFileSync(new URL('./localhost.pem', import.meta.url), 'utf8');
const loopback = { allowLoopback: true };

let pinned: PinnedFetch;
beforeEach(() => {
  pinned = createPinnedFetch();
});
afterEach(() => {
  pinned.close();
  vi.unstubAllEnvs();
});

describe('what goes out', () => {
  it('is the request byte for byte with its length, its headers, and a wish for no compression', async () => {
    let seen: { method?: string; url?: string; headers: IncomingHttpHeaders; body: Buffer } | undefined;
    const port = await listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen = {
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      response.end();
    });
    const body = new Uint8Array(randomBytes(1000));
    const headers = { 'content-type': 'text/xml', soapaction: '""' };
    await pinned.fetch(outgoing(`http://localhost:${port}/soap/mktows/3_1?x=1`, { headers, body }), loopback);
    expect(seen?.method).toBe('POST');
    expect(seen?.url).toBe('/soap/mktows/3_1?x=1');
    expect(seen?.body).toEqual(Buffer.from(body));
    expect(seen?.headers).toEqual({
      ...headers,
      host: `localhost:${port}`,
      connection: 'keep-alive',
      'accept-encoding': 'identity',
      'content-length': '1000',
    });
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 300_000])('is every byte of a body of %i', async (size) => {
    const port = await listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end(createHash('sha1').update(Buffer.concat(chunks)).digest('hex'));
    });
    // A part of a larger buffer, so that nothing beside it may slip in.
    const body = new Uint8Array(randomBytes(size + 20)).subarray(10, 10 + size);
    const answer = await pinned.fetch(outgoing(`http://localhost:${port}/`, { body }), loopback);
    expect((await bytesOf(answer)).toString()).toBe(createHash('sha1').update(body).digest('hex'));
  });

  it('goes over the same connection again when that is still open', async () => {
    const ports = new Set<number | undefined>();
    const port = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('x');
    });
    for (let i = 0; i < 3; i += 1) {
      await bytesOf(await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback));
      await turn();
    }
    expect(ports.size).toBe(1);
  });
});

describe('what comes back', () => {
  it('is every byte, also of several large answers at once that are read slowly', async () => {
    const files = Array.from({ length: 4 }, () => randomBytes(3_000_000));
    const port = await listen((request, response) => response.end(files[Number(request.url?.slice(1))]));
    const received = files.map(async (_, i) => {
      const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/${i}`), loopback);
      if ('failed' in answer) throw new Error(answer.message);
      const chunks: Uint8Array[] = [];
      for await (const chunk of chunksOf(answer)) {
        chunks.push(chunk);
        await turn();
      }
      return Buffer.concat(chunks);
    });
    const sums = (await Promise.all(received)).map(sum);
    expect(sums).toEqual(files.map(sum));
  });

  it('may end with the connection instead of a length', async () => {
    const server = net.createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n<old/>'));
    });
    const port = await listen(server);
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    expect((await bytesOf(answer)).toString()).toBe('<old/>');
  });

  it('is a redirect as such, and its goal is never called', async () => {
    const paths: (string | undefined)[] = [];
    const port = await listen((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/first`), loopback);
    expect('failed' in answer || [answer.status, answer.headers.get('Location')]).toEqual([
      302,
      '/elsewhere',
    ]);
    expect(paths).toEqual(['/first']);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is unpacked when it was compressed all the same: %s', async (encoding, pack) => {
    const port = await listen((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('<packed/>'));
    });
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    expect((await bytesOf(answer)).toString()).toBe('<packed/>');
  });

  it('is an error when its compression is broken or unknown', async () => {
    const port = await listen((request, response) => {
      const encoding = request.url === '/gzip' ? 'gzip' : 'constructor';
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed');
    });
    const broken = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/gzip`), loopback);
    await expect(bytesOf(broken)).rejects.toThrow();
    const unknown = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/other`), loopback);
    expect(failureOf(unknown)).toBe('response-invalid');
  });

  it('is unpacked no faster than it is read', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    const port = await listen((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    if ('failed' in answer) throw new Error(answer.message);
    const before = process.memoryUsage().arrayBuffers;
    const reader = answer.body!.getReader();
    const first = (await reader.read()).value;
    for (let i = 0; i < 50; i += 1) await turn();
    expect(first?.byteLength).toBeLessThan(1_000_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    void reader.cancel();
  });

  it('is an error, not a short answer, when the connection breaks', async () => {
    const port = await listen((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    await expect(bytesOf(answer)).rejects.toThrow();
  });
});

describe('cancelling', () => {
  it.each(['before', 'after'])('closes the connection %s the answer has begun', async (when) => {
    let gone: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (gone = resolve));
    let arrived: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (arrived = resolve));
    const port = await listen((request, response) => {
      request.socket.once('close', () => gone());
      if (when === 'after') response.write('first');
      arrived();
    });
    const page = new AbortController();
    const answer = pinned.fetch(outgoing(`http://127.0.0.1:${port}/`, { signal: page.signal }), loopback);
    await reached;
    if (when === 'after') await answer;
    page.abort();
    await left;
    if (when === 'before') expect(failureOf(await answer)).toBe('connection-failed');
    else await expect(bytesOf(await answer)).rejects.toThrow();
  });

  it('closes the connection when nobody reads on', async () => {
    let gone: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (gone = resolve));
    const port = await listen((request, response) => {
      request.socket.once('close', () => gone());
      response.write('first');
    });
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    if ('failed' in answer) throw new Error(answer.message);
    const reader = answer.body!.getReader();
    await reader.read();
    void reader.cancel();
    await expect(left).resolves.toBeUndefined();
  });

  it('needs no connection when the page was gone from the start', async () => {
    const { fetch } = createPinnedFetch({ resolve: () => new Promise(() => undefined) });
    const answer = await fetch(outgoing('https://example.com/', { signal: AbortSignal.abort() }), loopback);
    expect(failureOf(answer)).toBe('connection-failed');
  });
});

describe('TLS', () => {
  const start = () => {
    const server = https.createServer({ key: certificate, cert: certificate }, (_, response) => {
      response.end('x'.repeat(200_000));
    });
    return listen(server);
  };

  it('refuses a certificate that nobody vouches for, whatever the environment says', async () => {
    const port = await start();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const answer = await pinned.fetch(outgoing(`https://localhost:${port}/`), loopback);
    expect(failureOf(answer)).toBe('tls-failed');
  });

  it('takes a certificate of a trusted authority, for its own name alone', async () => {
    const port = await start();
    const trusting = createPinnedFetch({
      ca: certificate,
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    const answer = await trusting.fetch(outgoing(`https://localhost:${port}/`), loopback);
    expect((await bytesOf(answer)).toString()).toBe('x'.repeat(200_000));
    const other = await trusting.fetch(outgoing(`https://other.example:${port}/`), loopback);
    expect(failureOf(other)).toBe('tls-failed');
    trusting.close();
  });

  it('is not spoken by a server of plain HTTP', async () => {
    const port = await listen((_, response) => response.end());
    const answer = await pinned.fetch(outgoing(`https://localhost:${port}/`), loopback);
    expect(['tls-failed', 'connection-failed']).toContain(failureOf(answer));
  });
});

describe('an answer that is none', () => {
  /** A target that says this, byte for byte, and perhaps hangs up. */
  const saying = async (bytes: Uint8Array | string, hangUp = true) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => (hangUp ? socket.end(bytes) : socket.write(bytes)));
    });
    return pinned.fetch(outgoing(`http://127.0.0.1:${await listen(server)}/`), loopback);
  };
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n';
  const packed = gzipSync('<packed/>'.repeat(100));
  const cases: [string, Uint8Array | string][] = [
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['an interim answer alone', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['a head without the body it announces', `${head}Content-Length: 5\r\n\r\n`],
    ['a chunk without a size', `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\nxx\r\n`],
    ['a bad chunk behind a good one', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nxx\r\nZZ\r\n`],
    ['no gzip under that name', `${head}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nxml`],
    [
      'gzip that stops half-way',
      Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n\r\n`), packed.subarray(0, -10)]),
    ],
  ];
  it.each(cases)('is known at once: %s', async (_, bytes) => {
    expect(failureOf(await saying(bytes))).toBe('response-invalid');
  });

  it.each(cases.filter(([what]) => /protocol|bad chunk|without a size|no gzip/.test(what)))(
    'is known without the connection’s end: %s',
    async (_, bytes) => {
      expect(failureOf(await saying(bytes, false))).toBe('response-invalid');
    },
  );
});

describe('a server that', () => {
  it('does not listen is a failed connection', async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    expect(failureOf(answer)).toBe('connection-failed');
  });

  it('does not speak HTTP is an invalid answer', async () => {
    const server = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const port = await listen(server);
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    expect(failureOf(answer)).toBe('response-invalid');
  });

  it('hangs up without an answer gave an invalid one', async () => {
    const port = await listen((request) => request.socket.destroy());
    const answer = await pinned.fetch(outgoing(`http://127.0.0.1:${port}/`), loopback);
    expect(failureOf(answer)).toBe('response-invalid');
  });
});

function sum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

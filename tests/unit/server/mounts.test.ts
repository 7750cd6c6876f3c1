import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loopbackHosts } from '#src/proxy/caller';
import { createPinnedFetch } from '#src/server/pinned-fetch';
import { createMounts, type MountOptions } from '#src/server/mounts';
import { listen, request, type Received } from './support';

/** A server with both services in front of one that says "next", and a sandbox that says what it was asked. */
async function serve(options: Partial<MountOptions> = {}): Promise<number> {
  let port = 0;
  const mounts = createMounts({
    sandbox: async (incoming) => new Response(`${incoming.method} ${incoming.url} ${await incoming.text()}`),
    ourHosts: (host) => loopbackHosts(port).includes(host),
    ...options,
  });
  onTestFinished(() => mounts.close());
  port = await listen((incoming, outgoing) =>
    mounts.middleware(incoming, outgoing, () => outgoing.end('next')),
  );
  return port;
}

/** A target on this machine, and a server whose proxy may call it. */
async function serveWith(target: http.RequestListener, options: Partial<MountOptions> = {}) {
  const targetPort = await listen(target);
  const port = await serve({ allow: [`127.0.0.1:${targetPort}`], ...options });
  const headers = { 'x-proxy-target': `http://127.0.0.1:${targetPort}/soap/mktows/3_1` };
  const call = (more: Readonly<Record<string, string>> = {}, body?: string | Uint8Array): Promise<Received> =>
    request(port, '/proxy', { headers: { ...headers, ...more }, body });
  return { port, targetPort, headers, call };
}

describe('the proxy over real connections', () => {
  it('answers the sandbox in process', async () => {
    const port = await serve();
    const received = await request(port, '/proxy', { headers: { 'x-proxy-target': 'sandbox' } });
    expect(received.text).toBe(`POST http://localhost:${port}/soap/mktows/3_1 <request/>`);
    expect(received.headers['x-proxy-route']).toBe('sandbox');
  });

  it('calls a listed host of this machine, and leaks no header either way', async () => {
    let seen: http.IncomingHttpHeaders = {};
    const { call, targetPort } = await serveWith((incoming, outgoing) => {
      seen = incoming.headers;
      outgoing.writeHead(500, { 'set-cookie': 'a=1', server: 'Apache', 'content-type': 'text/xml' });
      outgoing.end('<Fault/>');
    });
    const received = await call({
      cookie: 'session=1',
      authorization: 'Bearer x',
      referer: 'http://localhost/',
      'x-forwarded-for': '10.0.0.1',
      soapaction: '"getLead"',
    });
    expect(Object.keys(seen).sort()).toEqual(
      ['accept-encoding', 'connection', 'content-length', 'content-type', 'host', 'soapaction'].sort(),
    );
    expect([received.status, received.text]).toEqual([500, '<Fault/>']);
    expect(received.headers['set-cookie']).toBeUndefined();
    expect(received.headers.server).toBeUndefined();
    expect(received.headers['x-proxy-route']).toBe(`127.0.0.1:${targetPort}`);
  });

  it('does not follow a redirect to the address of cloud metadata', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const { call } = await serveWith((_, outgoing) => outgoing.writeHead(307, { location }).end());
    const received = await call();
    expect([received.status, received.headers['x-proxy-location']]).toEqual([307, location]);
    expect(received.headers.location).toBeUndefined();
  });

  it('refuses a name on the list that leads to this machine', async () => {
    const outside = createPinnedFetch({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const port = await serve({ allow: ['7f000001.example.com'], outside });
    const received = await request(port, '/proxy', {
      headers: { 'x-proxy-target': 'https://7f000001.example.com/soap/mktows/3_1' },
    });
    expect([received.status, received.headers['x-proxy-refused']]).toEqual([403, 'address-not-allowed']);
  });

  it('calls the address that it has checked, and judges a name that moves at its next connection', async () => {
    let calls = 0;
    const target = await listen((_, outgoing) => {
      calls += 1;
      outgoing.setHeader('connection', 'close').end('<answer/>');
    });
    const answers = ['127.0.0.1', '169.254.169.254', '10.0.0.1'];
    const asked: string[] = [];
    const outside = createPinnedFetch({
      resolve: async (name) => {
        asked.push(name);
        return [{ address: answers[asked.length - 1]!, family: 4 }];
      },
    });
    const port = await serve({ allow: [`localhost:${target}`], outside });
    const headers = { 'x-proxy-target': `http://localhost:${target}/soap/mktows/3_1` };
    const received = [];
    for (let i = 0; i < 3; i += 1) received.push(await request(port, '/proxy', { headers }));
    expect(received.map(({ status, headers }) => [status, headers['x-proxy-refused']])).toEqual([
      [200, undefined],
      [403, 'address-not-allowed'],
      [403, 'address-not-allowed'],
    ]);
    expect([calls, asked]).toEqual([1, ['localhost', 'localhost', 'localhost']]);
  });

  it('refuses a body of 50 MB and asks its target nothing', async () => {
    let asked = 0;
    const { call } = await serveWith((_, outgoing) => {
      asked += 1;
      outgoing.end();
    });
    const received = await call({}, new Uint8Array(50_000_000));
    expect([received.status, received.headers['x-proxy-refused']]).toEqual([413, 'request-too-large']);
    expect(asked).toBe(0);
  });

  it('lets go of a request that does not arrive in time', async () => {
    const { port, headers } = await serveWith((_, outgoing) => outgoing.end(), {
      limits: { totalMilliseconds: 30 },
    });
    const outgoing = http.request({
      host: '127.0.0.1',
      port,
      path: '/proxy',
      method: 'POST',
      headers: { ...headers, host: `localhost:${port}`, 'content-type': 'text/xml', 'content-length': '100' },
    });
    outgoing.on('error', () => undefined).write('<slow');
    const incoming = await new Promise<http.IncomingMessage>((resolve) => outgoing.on('response', resolve));
    expect([incoming.statusCode, incoming.headers['x-proxy-refused']]).toEqual([408, 'request-timed-out']);
    outgoing.destroy();
  });

  it('lets go of an answer that does not end in time, and closes the target’s connection', async () => {
    let closed = false;
    const { call } = await serveWith(
      (incoming, outgoing) => {
        incoming.socket.on('close', () => (closed = true));
        outgoing.write('first');
      },
      { limits: { totalMilliseconds: 100 } },
    );
    await expect(call()).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('is not filled by a compressed answer that unpacks to more than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { call } = await serveWith(
      (_, outgoing) => outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { limits: { responseBytes: 1_000_000 } },
    );
    await expect(call()).rejects.toThrow('aborted');
  });

  it('has its slot free again when a target answers in another protocol, or in none', async () => {
    const answers = ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', ''];
    const target = net.createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(answers.shift() ?? ''));
    });
    const targetPort = await listen(target);
    const port = await serve({ allow: [`127.0.0.1:${targetPort}`], limits: { concurrency: 1 } });
    for (let i = 0; i < 3; i += 1) {
      const received = await request(port, '/proxy', {
        headers: { 'x-proxy-target': `http://127.0.0.1:${targetPort}/soap/mktows/3_1` },
      });
      expect([received.status, received.headers['x-proxy-refused']]).toEqual([502, 'response-invalid']);
    }
  });

  it('passes on the first byte before the last is sent', async () => {
    let finish: () => void = () => undefined;
    const { port, headers } = await serveWith((_, outgoing) => {
      outgoing.write('first ');
      finish = () => outgoing.end('last');
    });
    const outgoing = http.request({
      host: '127.0.0.1',
      port,
      path: '/proxy',
      method: 'POST',
      headers: { ...headers, host: `localhost:${port}`, 'content-type': 'text/xml' },
    });
    outgoing.end('<request/>');
    const incoming = await new Promise<http.IncomingMessage>((resolve) => outgoing.on('response', resolve));
    const chunks: string[] = [];
    for await (const chunk of incoming.setEncoding('utf8')) {
      chunks.push(chunk as string);
      if (chunks.length === 1) finish();
    }
    expect(chunks).toEqual(['first ', 'last']);
  });

  it('closes the target’s connection when the page goes away', async () => {
    let closed = false;
    let reached: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (reached = resolve));
    const { port, headers } = await serveWith((incoming) => {
      incoming.socket.on('close', () => (closed = true));
      reached();
    });
    const outgoing = http.request({
      host: '127.0.0.1',
      port,
      path: '/proxy',
      method: 'POST',
      headers: { ...headers, host: `localhost:${port}`, 'content-type': 'text/xml' },
    });
    outgoing.on('error', () => undefined).end('<request/>');
    await arrived;
    outgoing.destroy();
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('opens no WebSocket to a target', async () => {
    let upgrades = 0;
    const target = http.createServer().on('upgrade', () => (upgrades += 1));
    const targetPort = await listen(target);
    const port = await serve({ allow: [`127.0.0.1:${targetPort}`] });
    const socket = net.connect(port, '127.0.0.1');
    socket.write(
      [
        'GET /proxy HTTP/1.1',
        `Host: localhost:${port}`,
        `X-Proxy-Target: http://127.0.0.1:${targetPort}/soap/mktows/3_1?WSDL`,
        'Connection: Upgrade, close',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '\r\n',
      ].join('\r\n'),
    );
    target.on('request', (_, outgoing: http.ServerResponse) => outgoing.end('a plain WSDL'));
    const raw = await text(socket);
    expect(raw).not.toMatch(/^HTTP\/1\.1 101/);
    expect(upgrades).toBe(0);
  });

  it('writes nothing about a call to the console', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    onTestFinished(() => spies.forEach((spy) => spy.mockRestore()));
    const { call, port } = await serveWith((incoming) => incoming.socket.destroy());
    const received = await call({}, '<secret/>');
    expect(received.headers['x-proxy-refused']).toBe('response-invalid');
    await request(port, '/proxy', { headers: { 'x-proxy-target': 'sandbox' } });
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });
});

describe('the sandbox for outside clients', () => {
  it.each(['/soap/mktows/3_1', '/soap/mktows/2_3', '/soap/mktows/3_1/'])('stands at %s', async (path) => {
    const port = await serve();
    const received = await request(port, path);
    expect(received.text).toBe(`POST http://localhost:${port}${path} <request/>`);
    const wsdl = await request(port, `${path}?WSDL`, { method: 'GET' });
    expect(wsdl.text).toBe(`GET http://localhost:${port}${path}?WSDL `);
  });

  it('needs no Origin and no header of ours, and sends no CORS header', async () => {
    const port = await serve();
    const received = await request(port, '/soap/mktows/3_1', {
      headers: { 'content-type': 'application/x-any' },
    });
    expect(received.status).toBe(200);
    expect(Object.keys(received.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    [{ host: 'evil.example' }, 'host-not-ours'],
    [{ origin: 'https://evil.example' }, 'cross-origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'cross-origin'],
  ])('refuses %j', async (headers, reason) => {
    const sandbox = vi.fn(() => new Response());
    const port = await serve({ sandbox });
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const received = await request(port, '/soap/mktows/3_1?WSDL', { method, headers });
      expect([received.status, received.headers['x-proxy-refused']]).toEqual([403, reason]);
    }
    expect(sandbox).not.toHaveBeenCalled();
  });

  it('refuses a body that is too large', async () => {
    const sandbox = vi.fn(() => new Response());
    const port = await serve({ sandbox, limits: { requestBytes: 100 } });
    const received = await request(port, '/soap/mktows/3_1', { body: 'x'.repeat(101) });
    expect([received.status, received.headers['x-proxy-refused']]).toEqual([413, 'request-too-large']);
    expect(sandbox).not.toHaveBeenCalled();
  });

  it.each([0, 1, 16_383, 16_384, 16_385, 65_537, 2_000_000])('answers a body of %i bytes', async (size) => {
    const port = await serve({
      sandbox: async (incoming) => new Response(`${(await incoming.text()).length}`),
    });
    const received = await request(port, '/soap/mktows/3_1', { body: 'x'.repeat(size) });
    expect([received.status, received.text]).toEqual([200, `${size}`]);
  });

  it('may drop the connection', async () => {
    const port = await serve({ sandbox: () => Response.error() });
    await expect(request(port, '/soap/mktows/3_1')).rejects.toThrow('socket hang up');
  });
});

describe('every other path', () => {
  it.each([
    '/',
    '/proxy/',
    '/proxy/x',
    '/proxyx',
    '//proxy',
    '/soap/mktows/',
    '/soap/mktows/3_1/x',
    '/assets/a.js',
  ])('%s is left to the server behind', async (path) => {
    expect((await request(await serve(), path, { method: 'GET' })).text).toBe('next');
  });
});

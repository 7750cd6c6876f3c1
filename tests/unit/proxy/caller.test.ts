import { describe, expect, it } from 'vitest';
import { loopbackHosts } from '#src/proxy/caller';
import { call, fakeTarget, proxy, reasonOf } from './support';

const strangers: [string, Record<string, string | null>, string][] = [
  ['a name that was rebound to this machine', { host: 'evil.example' }, 'host-not-ours'],
  ['a rebound name with our port', { host: 'evil.example:5173' }, 'host-not-ours'],
  ['another port of this machine', { host: 'localhost:8080' }, 'host-not-ours'],
  ['an empty host', { host: '' }, 'host-not-ours'],
  ['a page of another site', { origin: 'https://evil.example' }, 'cross-origin'],
  ['a page on another port', { origin: 'http://localhost:3000' }, 'cross-origin'],
  ['a page with another scheme', { origin: 'https://localhost:5173' }, 'cross-origin'],
  ['a sandboxed frame', { origin: 'null' }, 'cross-origin'],
  ['a foreign page without Origin', { origin: null, 'sec-fetch-site': 'cross-site' }, 'cross-origin'],
  ['a neighbouring port without Origin', { origin: null, 'sec-fetch-site': 'same-site' }, 'cross-origin'],
  ['a foreign page that claims our Origin', { 'sec-fetch-site': 'cross-site' }, 'cross-origin'],
];

describe('who may call the proxy', () => {
  it.each(strangers)('refuses %s', async (_, headers, reason) => {
    const target = fakeTarget();
    const response = await proxy({ fetch: target.fetch })(call(headers));
    expect(response.status).toBe(403);
    expect(await reasonOf(response)).toBe(reason);
    expect(target.seen).toEqual([]);
  });

  it.each(strangers)('does not even describe itself to %s', async (_, headers, reason) => {
    const response = await proxy()(call({ ...headers, 'x-proxy-target': null }, { method: 'GET' }));
    expect(await reasonOf(response)).toBe(reason);
  });

  it('lets a program on this machine pass, which sends neither Origin nor Sec-Fetch-Site', async () => {
    const response = await proxy()(call({ origin: null, 'sec-fetch-site': null }));
    expect(await response.text()).toBe('<answer/>');
  });

  it('takes the host from the URL where HTTP/2 has no Host header', async () => {
    expect((await proxy()(call({ host: null }))).status).toBe(200);
    expect((await proxy({ ourHosts: ['localhost:1'] })(call({ host: null }))).status).toBe(403);
  });

  it('asks a function for our hosts at every call, since the port is known late', async () => {
    let port = 0;
    const handle = proxy({ ourHosts: (host) => loopbackHosts(port).includes(host) });
    expect((await handle(call())).status).toBe(403);
    port = 5173;
    expect((await handle(call())).status).toBe(200);
  });

  it('knows that clients leave out port 80', () => {
    expect(loopbackHosts(80)).toContain('localhost');
    expect(loopbackHosts(5173)).not.toContain('localhost');
  });

  it('refuses a foreign page that posts text/plain, which browsers send without asking first', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': null, 'content-type': 'text/plain' };
    expect(await reasonOf(await proxy()(call(headers)))).toBe('cross-origin');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'refuses a post of %j even without Origin',
    async (type) => {
      const target = fakeTarget();
      const response = await proxy({ fetch: target.fetch })(
        call({ origin: null, 'sec-fetch-site': null, 'content-type': type }),
      );
      expect(response.status).toBe(415);
      expect(await reasonOf(response)).toBe('content-type-not-allowed');
      expect(target.seen).toEqual([]);
    },
  );

  it.each(['text/xml', 'TEXT/XML; charset=utf-8', 'application/soap+xml; action="x"', 'application/xml'])(
    'takes a post of %s',
    async (type) => {
      expect((await proxy()(call({ 'content-type': type }))).status).toBe(200);
    },
  );

  it('insists on its own header for a post, so that a foreign page has to ask first', async () => {
    const response = await proxy()(call({ 'x-proxy-target': null }));
    expect(response.status).toBe(400);
    expect(await reasonOf(response)).toBe('target-missing');
  });

  it('refuses the question a browser asks first, without any CORS header', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:5173']) {
      const response = await proxy()(
        call({ origin, 'access-control-request-method': 'POST' }, { method: 'OPTIONS' }),
      );
      expect(response.ok).toBe(false);
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await proxy()(call({}, { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(response.headers.get('x-proxy-refused')).toBe('method-not-allowed');
  });
});

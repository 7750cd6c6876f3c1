import { describe, expect, it } from 'vitest';
import { call, ENDPOINT, fakeTarget, LISTED, proxy, reasonOf } from './support';

const leaky = {
  cookie: 'session=1',
  authorization: 'Bearer secret',
  referer: 'http://localhost:5173/?key=secret',
  'x-forwarded-for': '10.0.0.1',
  via: '1.1 corporate',
  'accept-encoding': 'gzip',
  'user-agent': 'Browser',
  'x-sandbox-latency': '100',
  'x-anything': 'else',
};

describe('headers on their way to a target', () => {
  it('sends Content-Type, SOAPAction and Accept, and nothing else', async () => {
    const target = fakeTarget();
    await proxy({ fetch: target.fetch })(call({ ...leaky, soapaction: '"getLead"', accept: 'text/xml' }));
    expect(target.seen[0]?.headers).toEqual({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"getLead"',
      accept: 'text/xml',
    });
  });

  it('sends the body byte for byte', async () => {
    const target = fakeTarget();
    const body = new Uint8Array([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x0d, 0x0a]);
    await proxy({ fetch: target.fetch })(call({}, { body }));
    expect(target.seen[0]?.body).toEqual(body);
  });

  it('sends faults ordered from the sandbox to an upstream known by name, and still nothing else', async () => {
    let seen: Record<string, string> = {};
    const handle = (request: Request) => {
      seen = Object.fromEntries(request.headers);
      return new Response();
    };
    const named = proxy({ upstreams: { sandbox: { path: '/', handle } } });
    await named(call({ ...leaky, 'x-proxy-target': 'sandbox' }));
    expect(seen).toEqual({ 'content-type': 'text/xml; charset=utf-8', 'x-sandbox-latency': '100' });
  });
});

describe('headers on their way back', () => {
  const answer = () =>
    new Response('12345', {
      status: 203,
      headers: [
        ['content-type', 'text/xml'],
        ['date', 'Sun, 09 Jun 2013 22:04:54 GMT'],
        ['content-length', '5'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['server', 'Apache'],
        ['access-control-allow-origin', '*'],
        ['www-authenticate', 'Basic'],
        ['refresh', '0; url=https://evil.example'],
        ['x-proxy-refused', 'target-missing'],
        ['x-proxy-route', 'elsewhere'],
        ['x-sandbox-latency', '7'],
      ],
    });

  it('keeps the status, and returns only type, date, length and our own', async () => {
    const response = await proxy({ fetch: fakeTarget(answer).fetch })(call());
    expect(response.status).toBe(203);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-length': '5',
      'content-type': 'text/xml',
      'cross-origin-resource-policy': 'same-origin',
      date: 'Sun, 09 Jun 2013 22:04:54 GMT',
      'x-content-type-options': 'nosniff',
      'x-proxy-route': LISTED,
    });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('returns what the sandbox says about the faults ordered', async () => {
    const named = proxy({ upstreams: { sandbox: { path: '/', handle: answer } } });
    const response = await named(call({ 'x-proxy-target': 'sandbox' }));
    expect(response.headers.get('x-sandbox-latency')).toBe('7');
    expect(response.headers.get('x-proxy-route')).toBe('sandbox');
    expect(response.headers.get('x-proxy-refused')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('leaves out a length that a decompressed body no longer has', async () => {
    const packed = () =>
      new Response('123', { headers: { 'content-length': '2', 'content-encoding': 'gzip' } });
    const response = await proxy({ fetch: fakeTarget(packed).fetch })(call());
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it.each([301, 302, 303, 307, 308])('returns a %i as data, and follows it nowhere', async (status) => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const target = fakeTarget(() => new Response(null, { status, headers: { location } }));
    const response = await proxy({ fetch: target.fetch })(call());
    expect(response.status).toBe(status);
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.get('x-proxy-location')).toBe(location);
    expect(target.seen.map(({ url }) => url.href)).toEqual([ENDPOINT]);
  });

  it.each([204, 304])('passes on a %i, which has no body', async (status) => {
    const response = await proxy({ fetch: fakeTarget(() => new Response(null, { status })).fetch })(call());
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it('passes on a SOAP fault with its status, and not as a refusal', async () => {
    const response = await proxy({
      fetch: fakeTarget(() => new Response('<Fault/>', { status: 500 })).fetch,
    })(call());
    expect(response.status).toBe(500);
    expect(response.headers.has('x-proxy-refused')).toBe(false);
    expect(await response.text()).toBe('<Fault/>');
  });
});

describe('a target that gives no answer', () => {
  it.each([
    ['address-not-allowed', 403],
    ['name-not-found', 502],
    ['connection-failed', 502],
    ['tls-failed', 502],
    ['response-invalid', 502],
  ] as const)('is the refusal %s', async (failed, status) => {
    const response = await proxy({ fetch: async () => ({ failed, message: 'It failed.' }) })(call());
    expect(response.status).toBe(status);
    expect(await response.clone().json()).toEqual({ refused: failed, message: 'It failed.' });
    expect(await reasonOf(response)).toBe(failed);
  });

  it('is a dropped connection when the sandbox drops one', async () => {
    const handle = () => Response.error();
    const response = await proxy({ upstreams: { sandbox: { path: '/', handle } } })(
      call({ 'x-proxy-target': 'sandbox' }),
    );
    expect(await reasonOf(response)).toBe('connection-failed');
  });

  it('is invalid when its status is none that can be passed on', async () => {
    const fetch = async () => ({ status: 999, headers: new Headers(), body: null });
    expect(await reasonOf(await proxy({ fetch })(call()))).toBe('response-invalid');
  });
});

import { describe, expect, it } from 'vitest';
import { createProxy } from '#src/proxy/proxy';
import { call, ENDPOINT, fakeTarget, LISTED, OWN, proxy, reasonOf } from './support';

/** What becomes of a call to this target when these hosts are listed. */
async function verdict(target: string, allow: readonly string[] = [LISTED]): Promise<string> {
  const response = await proxy({ allow })(call({ 'x-proxy-target': target }));
  return response.headers.has('x-proxy-refused') ? reasonOf(response) : 'passed';
}

describe('which targets the proxy calls', () => {
  it('calls no host at all unless one is listed', async () => {
    const closed = createProxy({ ourHosts: ['localhost:5173'], fetch: fakeTarget().fetch });
    expect(await reasonOf(await closed(call()))).toBe('target-not-allowed');
  });

  it.each([
    [ENDPOINT],
    ['https://123-ABC-456.MKTOAPI.com/soap/mktows/2_3'],
    [`https://${LISTED}:443/soap/mktows/3_1/`],
    [`${ENDPOINT}#fragment`],
    [`${ENDPOINT}?WSDL`],
  ])('passes %s', async (target) => {
    expect(await verdict(target)).toBe('passed');
  });

  it.each([
    ['https://evil.example/soap/mktows/3_1', 'target-not-allowed'],
    [`https://${LISTED}.evil.example/soap/mktows/3_1`, 'target-not-allowed'],
    [`https://evil${LISTED}/soap/mktows/3_1`, 'target-not-allowed'],
    [`https://${LISTED}:8443/soap/mktows/3_1`, 'target-not-allowed'],
    [`https://${LISTED}./soap/mktows/3_1`, 'target-not-allowed'],
    [`http://${LISTED}/soap/mktows/3_1`, 'target-not-https'],
    [`http://${LISTED}:443/soap/mktows/3_1`, 'target-not-https'],
    [`https://user:secret@${LISTED}/soap/mktows/3_1`, 'target-has-credentials'],
    [`https://${LISTED}@evil.example/soap/mktows/3_1`, 'target-has-credentials'],
    [`ftp://${LISTED}/soap/mktows/3_1`, 'target-invalid'],
    ['file:///etc/passwd', 'target-invalid'],
    ['/soap/mktows/3_1', 'target-invalid'],
    ['sandbox', 'target-invalid'],
    ['', 'target-invalid'],
    [`https://${LISTED}/`, 'path-not-allowed'],
    [`https://${LISTED}/rest/v1/leads.json`, 'path-not-allowed'],
    [`https://${LISTED}/soap/mktows/`, 'path-not-allowed'],
    [`https://${LISTED}/soap/mktows/3_1/other`, 'path-not-allowed'],
    [`https://${LISTED}/soap/mktows/3_1/../../../rest/`, 'path-not-allowed'],
    [`https://${LISTED}/soap/mktows/3_1/%2e%2e/admin`, 'path-not-allowed'],
    [`https://${LISTED}/soap/mktows\\..\\rest`, 'path-not-allowed'],
  ])('refuses %s as %s', async (target, reason) => {
    expect(await verdict(target)).toBe(reason);
  });

  it('takes another path when the entry names one, and nothing beside or above it', async () => {
    const allow = ['example.com/services/'];
    expect(await verdict('https://example.com/services/Lead.svc', allow)).toBe('passed');
    for (const path of [
      '/',
      '/services',
      '/services.evil/x',
      '/services/../x',
      '/services/..%2fx',
      '/services/%2e%2e%5cx',
      '/services/..;/x',
    ]) {
      expect([path, await verdict(`https://example.com${path}`, allow)]).toEqual([path, 'path-not-allowed']);
    }
  });

  it('reads an entry without a closing slash as this path and what is below it', async () => {
    const allow = ['https://example.com:8443/soap'];
    expect(await verdict('https://example.com:8443/soap', allow)).toBe('passed');
    expect(await verdict('https://example.com:8443/soap/v1', allow)).toBe('passed');
    expect(await verdict('https://example.com:8443/soapbox', allow)).toBe('path-not-allowed');
  });

  it('lets two entries for one host stand beside each other', async () => {
    const allow = [LISTED, `${LISTED}/soap/other/`];
    expect(await verdict(ENDPOINT, allow)).toBe('passed');
    expect(await verdict(`https://${LISTED}/soap/other/x`, allow)).toBe('passed');
  });

  it.each([
    'http://127.0.0.1:9102/',
    'http://localhost/soap/mktows/3_1',
    'https://evil.example/',
    `http://${LISTED}/`,
  ])('says of %s that it is not on the list', async (target) => {
    const { message } = (await (await proxy()(call({ 'x-proxy-target': target }))).json()) as {
      message: string;
    };
    expect(message).toContain('not on the list');
    expect(message).toContain(new URL(target).host);
  });

  it('takes plain HTTP for a loopback entry alone, and only at its own port', async () => {
    const target = fakeTarget();
    const handle = proxy({ allow: ['localhost:8080', LISTED], fetch: target.fetch });
    await handle(call({ 'x-proxy-target': 'http://localhost:8080/soap/mktows/3_1' }));
    await handle(call());
    expect(target.allowedLoopback).toEqual([true, false]);
    expect(await verdict('http://localhost:8081/soap/mktows/3_1', ['localhost:8080'])).toBe(
      'target-not-https',
    );
    expect(await verdict('http://127.0.0.1:8080/soap/mktows/3_1', ['localhost:8080'])).toBe(
      'target-not-https',
    );
    expect(await verdict('http://localhost/soap/mktows/3_1', ['localhost:80'])).toBe('passed');
    expect(await verdict('http://[::1]:8080/soap/mktows/3_1', ['[::1]:8080'])).toBe('passed');
  });

  it.each([
    '',
    '*',
    '*.mktoapi.com',
    'user@example.com',
    'exa mple.com',
    'localhost',
    '127.0.0.1',
    'https://',
    'http://example.com',
    'example.com:99999',
    'example.com?x',
  ])('refuses to start with the entry %j', (entry) => {
    expect(() => proxy({ allow: [entry] })).toThrow(TypeError);
  });

  it('calls an upstream known by name in process, under its own address on our origin', async () => {
    const urls: string[] = [];
    const handle = proxy({
      upstreams: {
        sandbox: {
          path: '/soap/mktows/3_1',
          handle: (request) => {
            urls.push(`${request.method} ${request.url}`);
            return new Response('in process');
          },
        },
      },
    });
    const posted = await handle(call({ 'x-proxy-target': 'sandbox' }));
    expect(await posted.text()).toBe('in process');
    expect(posted.headers.get('x-proxy-route')).toBe('sandbox');
    await handle(call({ 'x-proxy-target': 'sandbox?WSDL' }, { method: 'GET' }));
    expect(urls).toEqual([`POST ${OWN}/soap/mktows/3_1`, `GET ${OWN}/soap/mktows/3_1?WSDL`]);
  });

  it('does not take the names of an object for upstreams', async () => {
    expect(await verdict('constructor')).toBe('target-invalid');
    expect(await verdict('toString')).toBe('target-invalid');
  });
});

describe('what may be fetched with GET', () => {
  it.each(['?WSDL', '?wsdl', '?Wsdl'])('a WSDL: %s', async (query) => {
    const target = fakeTarget();
    const handle = proxy({ fetch: target.fetch });
    const response = await handle(call({ 'x-proxy-target': ENDPOINT + query }, { method: 'GET' }));
    expect(await response.text()).toBe('<answer/>');
    expect(target.seen.map(({ method, body }) => [method, body])).toEqual([['GET', null]]);
  });

  it.each(['?wsdl=1', '?xsd=types.xsd', '?XSD=1'])('a part of one: %s', async (rest) => {
    const target = fakeTarget();
    const response = await proxy({ fetch: target.fetch })(
      call({ 'x-proxy-target': ENDPOINT + rest }, { method: 'GET' }),
    );
    expect(await response.text()).toBe('<answer/>');
  });

  it.each(['', '?', '?wsdl&x=1', '?x=wsdl', '?disco', '?xsd', '?xsd=1&x=2'])(
    'nothing else: %j',
    async (query) => {
      const response = await proxy()(call({ 'x-proxy-target': ENDPOINT + query }, { method: 'GET' }));
      expect(await reasonOf(response)).toBe('get-only-wsdl');
    },
  );

  it.each([
    ['types.xsd', '<answer/>'],
    ['a/Service.WSDL', '<answer/>'],
    ['types.xsd?x=1', 'get-only-wsdl'],
    ['xsd', 'get-only-wsdl'],
  ])('a schema’s own file, and no other: %s', async (path, right) => {
    const handle = proxy({ allow: ['localhost:8080/services/'], fetch: fakeTarget().fetch });
    const response = await handle(
      call({ 'x-proxy-target': `http://localhost:8080/services/${path}` }, { method: 'GET' }),
    );
    expect(response.ok ? await response.text() : await reasonOf(response)).toBe(right);
  });

  it('without a target, what the proxy is and whom it may call', async () => {
    const handle = proxy({ allow: [LISTED, 'LOCALHOST:8080/services/'], limits: { concurrency: 3 } });
    const response = await handle(call({ 'x-proxy-target': null }, { method: 'GET' }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      proxy: 'marketo-soap-playground-proxy',
      protocol: 1,
      upstreams: [],
      allow: [
        { host: LISTED, path: '/soap/mktows/', loopback: false },
        { host: 'localhost:8080', path: '/services/', loopback: true },
      ],
      limits: { requestBytes: 10485760, responseBytes: 52428800, totalMilliseconds: 120000, concurrency: 3 },
    });
  });
});

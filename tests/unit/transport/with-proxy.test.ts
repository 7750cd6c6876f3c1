import { describe, expect, it } from 'vitest';
import { createProxy } from '#src/proxy/proxy';
import type { UpstreamRequest } from '#src/proxy/upstream';
import { discoverProxy } from '#src/transport/discover';
import { send, type OutgoingCall, type Ports } from '#src/transport/send';

const PAGE = 'http://localhost:5173/';
const HOST = 'https://123-abc-456.mktoapi.com/soap/mktows/3_1';

/** The page's side, talking to our proxy itself; `carried` is what reached the host. */
function pageAndProxy() {
  const carried: UpstreamRequest[] = [];
  const proxy = createProxy({
    ourHosts: ['localhost:5173'],
    allow: ['123-abc-456.mktoapi.com'],
    upstreams: {
      sandbox: {
        path: '/soap/mktows/3_1',
        handle: async (request) => new Response(`<sandbox>${await request.text()}</sandbox>`),
      },
    },
    fetch: async (request) => {
      carried.push(request);
      return new Response('', { status: 302, headers: { location: 'https://else/' } });
    },
  });
  const fetch = (url: string, init: RequestInit) => proxy(new Request(new URL(url, PAGE), init));
  const ports: Ports = { proxy: './proxy', fetch, sandbox: () => Promise.reject(new Error()), now: () => 0 };
  return { fetch, carried, call: (call: OutgoingCall) => send(call, ports, { timeout: 60_000 }) };
}

function to(url: string): OutgoingCall {
  return { target: { kind: 'host', url }, body: '<é/>', soapAction: 'urn:do' };
}

describe('Page and proxy understand each other', () => {
  it('when the page looks for the proxy', async () => {
    const found = await discoverProxy('./proxy', pageAndProxy().fetch);
    expect(found?.upstreams).toEqual(['sandbox']);
  });

  it('when a call is the sandbox’s', async () => {
    const outcome = await pageAndProxy().call({ target: { kind: 'sandbox' }, body: '<é/>', soapAction: '' });
    expect(outcome).toMatchObject({
      kind: 'answered',
      status: 200,
      text: '<sandbox><é/></sandbox>',
      route: 'proxy-to-sandbox',
    });
  });

  it('when a call is a host’s that is allowed, and the host points elsewhere', async () => {
    const { call, carried } = pageAndProxy();
    expect(await call(to(HOST))).toMatchObject({
      kind: 'answered',
      status: 302,
      location: 'https://else/',
      route: 'proxy-to-host',
    });
    expect(carried.map(({ url }) => url.href)).toEqual([HOST]);
    expect(carried[0]!.headers).toMatchObject({ soapaction: '"urn:do"' });
    expect(new TextDecoder().decode(carried[0]!.body!)).toBe('<é/>');
  });

  it('when the proxy refuses', async () => {
    const { call, carried } = pageAndProxy();
    expect(await call(to('https://elsewhere.example/soap/mktows/3_1'))).toMatchObject({
      kind: 'refused',
      reason: 'target-not-allowed',
      message: expect.stringContaining('elsewhere.example') as string,
    });
    expect(carried).toEqual([]);
  });
});

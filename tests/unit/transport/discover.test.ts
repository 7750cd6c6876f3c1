import { describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, PROXY_NAME } from '#src/proxy/protocol';
import { discoverProxy } from '#src/transport/discover';

const description = { proxy: PROXY_NAME, protocol: PROTOCOL_VERSION, upstreams: ['sandbox'], allow: [] };

describe('Looking for the proxy', () => {
  it('finds it by its description, asked for as JSON and past every cache', async () => {
    let asked: { url: string; init: RequestInit } | undefined;
    const found = await discoverProxy('./proxy', async (url, init) => {
      asked = { url, init };
      return Response.json(description);
    });
    expect(found).toEqual(description);
    expect(asked).toEqual({
      url: './proxy',
      init: { headers: { Accept: 'application/json' }, cache: 'no-store' },
    });
  });

  it.each<[string, () => Response]>([
    ['a start page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['its description under another type', () => new Response(JSON.stringify(description))],
    ['other JSON', () => Response.json({ name: 'something else' })],
    ['a proxy of another version', () => Response.json({ ...description, protocol: PROTOCOL_VERSION + 1 })],
    ['null', () => Response.json(null)],
    ['a list', () => Response.json([description])],
    ['a text', () => Response.json(PROXY_NAME)],
    ['broken JSON', () => new Response('{"proxy":', { headers: { 'content-type': 'application/json' } })],
    ['an error status', () => Response.json(description, { status: 404 })],
  ])('finds none when the server answers %s', async (_, answer) => {
    expect(await discoverProxy('./proxy', async () => answer())).toBeUndefined();
  });

  it('finds none when nobody answers', async () => {
    expect(
      await discoverProxy('./proxy', () => Promise.reject(new TypeError('Failed to fetch'))),
    ).toBeUndefined();
  });
});

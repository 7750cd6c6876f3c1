import { createProxy, type ProxyOptions } from '#src/proxy/proxy';
import type { RefusalBody } from '#src/proxy/protocol';
import type { UpstreamFetch, UpstreamRequest } from '#src/proxy/upstream';

/** Our own origin in these tests. */
export const OWN = 'http://localhost:5173';
/** A host on the list of these tests, and an address there that is allowed. */
export const LISTED = '123-abc-456.mktoapi.com';
export const ENDPOINT = `https://${LISTED}/soap/mktows/3_1`;

/** A target that remembers what reached it, and answers what it was told to. */
export function fakeTarget(answer: (request: UpstreamRequest) => Response = () => new Response('<answer/>')) {
  const seen: UpstreamRequest[] = [];
  const allowedLoopback: boolean[] = [];
  const fetch: UpstreamFetch = async (request, { allowLoopback }) => {
    seen.push(request);
    allowedLoopback.push(allowLoopback);
    return answer(request);
  };
  return { seen, allowedLoopback, fetch };
}

/** A proxy for our own origin with one host on its list. */
export function proxy(options: Partial<ProxyOptions> = {}) {
  return createProxy({
    ourHosts: ['localhost:5173'],
    allow: [LISTED],
    fetch: fakeTarget().fetch,
    ...options,
  });
}

/** A call as the page makes it, with departures. A header given as null is left out. */
export function call(
  headers: Readonly<Record<string, string | null>> = {},
  init: RequestInit & { readonly duplex?: 'half' } = {},
): Request {
  const all: Record<string, string | null> = {
    host: 'localhost:5173',
    origin: OWN,
    'sec-fetch-site': 'same-origin',
    'x-proxy-target': ENDPOINT,
    ...headers,
  };
  const method = init.method ?? 'POST';
  if (method === 'POST') all['content-type'] ??= 'text/xml; charset=utf-8';
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Request(`${OWN}/proxy`, {
    method,
    body: method === 'POST' ? '<request/>' : undefined,
    ...init,
    headers: given,
  });
}

/** The reason of a refusal, after making sure that it has the whole shape of one. */
export async function reasonOf(response: Response): Promise<string> {
  const body = (await response.json()) as RefusalBody;
  const header = response.headers.get('x-proxy-refused');
  if (header !== body.refused || body.message === '') throw new Error(`no refusal: ${JSON.stringify(body)}`);
  return body.refused;
}

import { describe, expect, it } from 'vitest';
import { headersToSend } from '#src/proxy/headers';
import { TARGET_HEADER } from '#src/proxy/protocol';
import { send } from '#src/transport/send';
import { inPage, throughProxy, toHost, toSandbox } from './ports';

const patient = { timeout: 60_000 };

async function outgoing(call: typeof toHost) {
  const { ports, sent } = throughProxy(() => new Response('<a/>'));
  await send(call, ports, patient);
  return sent[0]!;
}

describe('What goes out', () => {
  it('is a post of the text as it stands, past every cache', async () => {
    const { url, init } = await outgoing(toHost);
    expect(url).toBe('./proxy');
    expect(init).toMatchObject({ method: 'POST', body: '<é/>', cache: 'no-store' });
  });

  it('says that it is SOAP 1.1 in UTF-8, with a quoted SOAPAction', async () => {
    const { headers } = await outgoing({ ...toHost, soapAction: 'urn:do' });
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(headers.get('soapaction')).toBe('"urn:do"');
    expect((await outgoing(toHost)).headers.get('soapaction')).toBe('""');
  });

  it.each([
    ['the sandbox by name', toSandbox, 'sandbox'],
    ['a host by its whole URL', toHost, 'https://host/soap?x=1'],
  ])('names %s in the header that the proxy reads', async (_, call, target) => {
    expect((await outgoing(call)).headers.get(TARGET_HEADER)).toBe(target);
  });

  it('reaches the sandbox with the headers that are the sandbox’s, and a host without them', async () => {
    const { headers } = await outgoing({
      ...toSandbox,
      headers: { 'X-Sandbox-Weather': 'storm', Cookie: 'a=b' },
    });
    expect(headersToSend(headers, 'named')).toMatchObject({ 'x-sandbox-weather': 'storm' });
    expect(headersToSend(headers, 'named')).not.toHaveProperty('cookie');
    expect(headersToSend(headers, 'host')).toEqual({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '""',
    });
  });

  it('is the same for the sandbox in the page', async () => {
    let seen: Request | undefined;
    const ports = inPage((request) => {
      seen = request;
      return new Response('<a/>');
    });
    await send({ ...toSandbox, headers: { 'X-Sandbox-Weather': 'storm' } }, ports, patient);
    expect(seen?.method).toBe('POST');
    expect(new URL(seen!.url).pathname).toBe('/soap/mktows/3_1');
    expect(seen?.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(seen?.headers.get('soapaction')).toBe('""');
    expect(seen?.headers.get('x-sandbox-weather')).toBe('storm');
    expect(new Uint8Array(await seen!.arrayBuffer())).toEqual(new TextEncoder().encode('<é/>'));
  });
});

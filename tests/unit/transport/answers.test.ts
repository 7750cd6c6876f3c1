import { describe, expect, it } from 'vitest';
import { LOCATION_HEADER, ROUTE_HEADER } from '#src/proxy/protocol';
import { send, type Answer } from '#src/transport/send';
import { inPage, throughProxy, toHost, toSandbox } from './ports';

const patient = { timeout: 60_000 };

async function answer(response: Response, call = toSandbox): Promise<Answer> {
  const outcome = await send(call, throughProxy(() => response).ports, patient);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  return outcome;
}

function withHeaders(headers: Record<string, string>, body: BodyInit = '<a/>') {
  return answer(new Response(body, { headers }));
}

describe('An answer', () => {
  it('says how long it took, how large it is and of what type', async () => {
    const type = 'text/xml; charset=utf-8';
    expect(await withHeaders({ 'content-type': type }, '<é/>')).toMatchObject({
      // The clock of these tests goes on by 250 each time it is looked at.
      untilHeaders: 250,
      milliseconds: 500,
      bytes: 5,
      text: '<é/>',
      contentType: type,
    });
  });

  it('has an empty type when none was sent', async () => {
    expect((await answer(new Response(new Uint8Array([0x3c])))).contentType).toBe('');
  });

  it.each([
    ['no Date', {}, undefined],
    ['a Date', { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }, Date.UTC(2026, 2, 1, 12)],
    ['a Date that is none', { date: 'yesterday' }, undefined],
  ])('takes the server’s time from %s', async (_, headers, date) => {
    expect((await withHeaders(headers as Record<string, string>)).date).toBe(date);
  });

  it('says where a redirect points, and does not follow it', async () => {
    const response = new Response('', { status: 302, headers: { [LOCATION_HEADER]: 'https://else/' } });
    expect(await answer(response)).toMatchObject({ status: 302, location: 'https://else/' });
  });

  it.each([
    ['text/xml; charset=utf-8', [0xc3, 0xa9], 'é'],
    ['text/xml', [0xc3, 0xa9], 'é'],
    ['text/xml; charset=ISO-8859-1', [0xe9], 'é'],
    ['text/xml; charset="koi8-r"; x=y', [0xc1], 'а'],
    ['text/xml; Charset = utf-16le', [0xe9, 0x00], 'é'],
    ['text/xml; charset=klingon', [0xc3, 0xa9], 'é'],
    ['text/xml; charset=utf-8', [0xe9], '\ufffd'],
    ['text/xml; charset=utf-8', [0xef, 0xbb, 0xbf, 0x61], 'a'],
  ])('of type %s decodes %j to %j', async (type, bytes, text) => {
    expect(await withHeaders({ 'content-type': type }, new Uint8Array(bytes))).toMatchObject({
      text,
      bytes: bytes.length,
    });
  });

  it.each([
    ['the sandbox', toSandbox, 'sandbox', 'proxy-to-sandbox'],
    ['a host', toHost, 'host', 'proxy-to-host'],
    ['a URL that is the sandbox’s own', toHost, 'sandbox', 'proxy-to-sandbox'],
  ])('through the proxy names its way when it comes from %s', async (_, call, named, route) => {
    const response = new Response('<a/>', { headers: { [ROUTE_HEADER]: named } });
    expect((await answer(response, call)).route).toBe(route);
  });

  it('from the page’s own sandbox names its way too', async () => {
    const outcome = await send(
      toSandbox,
      inPage(() => new Response('<a/>')),
      patient,
    );
    expect(outcome).toMatchObject({ kind: 'answered', route: 'page-to-sandbox' });
  });
});

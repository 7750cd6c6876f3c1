import { describe, expect, test } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { readWsdl } from '#src/contract/wsdl';
import { MAX_REQUEST } from '#src/proxy/body';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { formatDateTime, parseDateTime } from '#src/service/time';
import { sign } from '#src/signature/sign';
import { call, envelopeOf, NOW, post, readAnswer, sandboxAt, URL_3_1 } from './requests';

const RUFUS = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } };
const good = envelopeOf('getLead', RUFUS, NOW);
const world = sandboxAt();
const send = (init: RequestInit, url = URL_3_1) => world.sandbox.handle(new Request(url, init));

describe('the address', () => {
  test.each(['/soap/mktows/3_1', '/soap/mktows/2_2', '/soap/mktows/3_1/', '/mounted/soap/mktows/3_1'])(
    'a POST to %s is served',
    async (path) => {
      const url = new URL(path, URL_3_1).href;
      expect(
        (await send({ method: 'POST', body: good, headers: { 'Content-Type': 'text/xml' } }, url)).status,
      ).toBe(200);
    },
  );

  test.each(['/', '/soap/mktows', '/soap/mktows/3_1/more', '/rest/v1/leads.json'])(
    'there is nothing at %s',
    async (path) => {
      const response = await send({ method: 'POST', body: good }, new URL(path, URL_3_1).href);
      expect([response.status, await response.text()]).toEqual([404, expect.stringMatching(/^[A-Z].*\.\n$/)]);
    },
  );

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not taken', async (method) => {
    const response = await send({ method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('an answer is XML in UTF-8', async () => {
    const response = await post(world.sandbox, good);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await response.text()).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<SOAP-ENV:Envelope [^>]*xmlns:ns1="http:\/\/www\.marketo\.com\/mktows\/"/,
    );
  });
});

describe('the WSDL', () => {
  test.each(['?WSDL', '?wsdl', '?Wsdl=1'])(
    '%s gets it, with the address that it was asked at',
    async (query) => {
      const url = `https://sandbox.example:8443/some/where/soap/mktows/3_1${query}`;
      const response = await send({}, url);
      const read = readWsdl(await response.text());
      expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      expect(read.ok && read.contract.service.address).toBe(
        'https://sandbox.example:8443/some/where/soap/mktows/3_1',
      );
      expect(read.ok && read.contract.operations).toHaveLength(23);
    },
  );

  test('nothing but the address, the help and our own facts is changed', async () => {
    const served = await (await send({}, `${URL_3_1}?WSDL`)).text();
    // Without annotations, comments and white space, the two are the same but for the address.
    const rest = (text: string) =>
      text
        .replace(/(<\w+:address\s+location=)"[^"]*"/, '$1')
        .replace(
          /<!--[^]*?-->|<xs:annotation>[^]*?<\/xs:annotation>|<wsdl:documentation>[^<]*<\/wsdl:documentation>/g,
          '',
        )
        .replace(/\s*xmlns:play="[^"]*"/, '')
        .replace(/>\s+/g, '>')
        .replace(/<(xs:\w+)([^>]*)><\/\1>/g, '<$1$2/>');
    expect(rest(served)).toBe(rest(marketoWsdl));
    // The help stands where it stood.
    const help = (text: string) => text.match(/<xs:documentation[^]*?<\/xs:documentation>/g);
    expect(help(served)).toEqual(help(marketoWsdl));
  });

  test('an address with a quote and an ampersand in it stays one', async () => {
    const served = await (await send({}, "http://h.example/a&b'c/soap/mktows/3_1?WSDL")).text();
    const read = readWsdl(served);
    expect(read.ok && read.contract.service.address).toBe("http://h.example/a&b'c/soap/mktows/3_1");
  });

  test('a GET without it says how to ask', async () => {
    const response = await send({});
    expect([response.status, await response.text()]).toEqual([405, expect.stringContaining('?WSDL')]);
  });
});

describe('the body', () => {
  test.each([
    ['text/xml', 200],
    ['text/xml; charset=utf-8', 200],
    ['TEXT/XML;charset="UTF-8"', 200],
    ['application/xml', 200],
    ['text/xml; charset=us-ascii', 200],
    ['application/soap+xml; charset=utf-8', 415],
    ['text/plain', 415],
    ['application/json', 415],
    ['multipart/related; type="text/xml"', 415],
    ['text/xml; charset=utf-16', 500],
  ])('with the content type %s gets HTTP %d', async (type, status) => {
    const response = await send({ method: 'POST', body: good, headers: { 'Content-Type': type } });
    expect(response.status).toBe(status);
    if (status === 415) expect(await response.text()).toMatch(/text\/xml/);
  });

  test('without any content type it is served', async () => {
    const response = await send({ method: 'POST', body: new TextEncoder().encode(good) });
    expect(response.status).toBe(200);
  });

  test('may begin with a byte order mark', async () => {
    expect((await post(world.sandbox, `\uFEFF${good}`)).status).toBe(200);
  });

  test('in UTF-16 is a fault', async () => {
    const bytes = new Uint8Array(
      new Uint16Array([0xfeff, ...[...good].map((character) => character.charCodeAt(0))]).buffer,
    );
    expect((await readAnswer(await post(world.sandbox, bytes))).code).toBe('20018');
  });

  const nested = (depth: number) =>
    good.replace('</leadKey>', `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</leadKey>`);
  test.each<[string, string, string]>([
    ['nested a hundred thousand deep', nested(100_000), '20012'],
    ['nested a hundred deep in unknown elements', nested(100), ''],
    [
      'with entities that grow',
      good.replace('?>', `?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>`),
      '20012',
    ],
    ['with an external entity', good.replace('?>', `?><!DOCTYPE a SYSTEM "file:///etc/passwd">`), '20012'],
    ['with an entity that nobody declared', good.replace('rufus', '&rufus;'), '20012'],
    ['with a character that XML forbids', good.replace('rufus', 'ruf\u0001us'), '20012'],
    [
      'with ten thousand attributes',
      good.replace('<leadKey', `<leadKey ${Array.from({ length: 10_000 }, (_, n) => `a${n}=""`).join(' ')}`),
      '',
    ],
    [
      'with ten thousand headers',
      good.replace('</SOAP-ENV:Header>', `${'<x/>'.repeat(10_000)}</SOAP-ENV:Header>`),
      '',
    ],
    ['with a key of a million characters', good.replace('rufus', 'r'.repeat(1_000_000)), '20103'],
    [
      'with a name that objects of JavaScript have',
      good.replace('<leadKey>', '<constructor>1</constructor><__proto__>2</__proto__><leadKey>'),
      '',
    ],
  ])('%s is no danger', async (_, body, code) => {
    expect((await readAnswer(await post(world.sandbox, body))).code ?? '').toBe(code);
    expect((await post(world.sandbox, good)).status).toBe(200);
  });

  test('of more than ten megabytes is turned down, announced or not', async () => {
    const body = new Uint8Array(MAX_REQUEST + 1).fill(0x20);
    const announced = await post(world.sandbox, body, { 'Content-Length': String(body.length) });
    expect(announced.status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: endless,
      headers: { 'Content-Type': 'text/xml' },
      duplex: 'half',
    };
    expect((await send(init)).status).toBe(413);
    expect(sent).toBeLessThan(20);
    expect((await post(world.sandbox, good)).status).toBe(200);
  });

  test('that breaks off is answered, and so is the next one', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: broken, duplex: 'half' };
    expect((await send(init)).status).toBe(400);
    expect((await post(world.sandbox, good)).status).toBe(200);
  });
});

describe('leniency, as the service had it', () => {
  const lead = envelopeOf(
    'listOperation',
    {
      listOperation: 'ISMEMBEROFLIST',
      listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Trav-Test-List' },
      listMemberList: { leadKey: [{ keyType: 'IDNUM', keyValue: '1089946' }] },
      strict: 'false',
    },
    NOW,
  );
  const strict = '<strict>false</strict>';

  test.each([
    ['another order', lead.replace(strict, '').replace('<listKey>', `${strict}<listKey>`)],
    ['an unknown element', lead.replace(strict, `${strict}<skipActivityLog>true</skipActivityLog>`)],
    [
      'a child with a namespace',
      lead.replace('<listKey>', '<ns1:listKey>').replace('</listKey>', '</ns1:listKey>'),
    ],
    ['other prefixes', lead.replaceAll('SOAP-ENV', 'S').replaceAll('ns1', 'mkt')],
    ['comments', lead.replace('<listKey>', '<!-- which list --><listKey>')],
    ['a blank optional element', lead.replace(strict, '<strict/>')],
    ['a boolean as the vendor writes it', lead.replace(strict, '<strict>False</strict>')],
  ])('%s is taken', async (_, text) => {
    const answer = await readAnswer(await post(world.sandbox, text));
    expect(answer.text).toContain('<success>true</success>');
  });

  test('names are case-sensitive: an element in other letters is no parameter', async () => {
    const text = envelopeOf('syncLead', { leadRecord: { Id: '2' }, returnLead: 'false' }, NOW);
    const answer = await readAnswer(await post(world.sandbox, text.replace('<Id>2</Id>', '<id>2</id>')));
    expect(answer.code).toBe('20101');
  });
});

describe('the timestamp', () => {
  const MOMENT = Date.parse('2013-06-09T22:04:54Z');
  test.each([
    ['2013-06-09T14:04:54-08:00', MOMENT],
    ['2013-06-09T14:04:54-0800', MOMENT],
    ['2013-06-09T22:04:54Z', MOMENT],
    ['2013-06-09T22:04:54', MOMENT],
    ['2013-06-09T22:04:54.250Z', MOMENT + 250],
    ['2013-06-09T22:04:54.123456789+00:00', MOMENT + 123],
    ['2013-06-10T03:34:54+05:30', MOMENT],
    ['2013-06-09 14:04:54 -0800', MOMENT],
    ['2013-06-09 22:04:54 UTC', MOMENT],
    ['Sun Jun 09 14:04:54 -0800 2013', MOMENT],
    ['yesterday', undefined],
    ['', undefined],
    ['1370815494', undefined],
    ['2013-13-09T14:04:54Z', undefined],
    ['2013-06-09T14:04:54+25:00', undefined],
    ['Sun Foo 09 14:04:54 -0800 2013', undefined],
  ])('%s', (text, instant) => {
    expect(parseDateTime(text)).toBe(instant);
  });

  const signed = (timestamp: string) =>
    good
      .replace(/(<requestTimestamp>)[^<]*/, `$1${timestamp}`)
      .replace(/(<requestSignature>)[^<]*/, `$1${sign(timestamp, DEMO_USER_ID, DEMO_SECRET_KEY)}`);

  test.each([
    [-61, '20016', 'expired'],
    [-59, undefined, 'ok'],
    [59, undefined, 'ok'],
    [61, '20016', 'expired'],
  ])('%d minutes from now', async (minutes, code, verdict) => {
    const text = signed(new Date(NOW + minutes * 60_000).toISOString());
    expect((await readAnswer(await post(world.sandbox, text))).code).toBe(code);
    expect(world.sandbox.log().at(-1)).toMatchObject({ verdict, age: -minutes * 60_000 });
  });

  test("that can't be read is too old, unless nobody asks for its age", async () => {
    const { sandbox } = sandboxAt();
    expect((await readAnswer(await post(sandbox, signed('noon')))).code).toBe('20016');
    expect(sandbox.log().at(-1)?.verdict).toBe('unreadable-time');
    sandbox.configure({ timestampWindow: null });
    expect((await post(sandbox, signed('noon'))).status).toBe(200);
  });
});

describe('dates in answers', () => {
  test.each([
    ['2015-09-04T21:07:16Z', '2015-09-04T16:07:16-05:00'],
    ['2026-01-01T00:00:00Z', '2025-12-31T18:00:00-06:00'],
    ['2026-03-08T07:59:59Z', '2026-03-08T01:59:59-06:00'],
    ['2026-03-08T08:00:00Z', '2026-03-08T03:00:00-05:00'],
    ['2026-11-01T06:59:59Z', '2026-11-01T01:59:59-05:00'],
    ['2026-11-01T07:00:00Z', '2026-11-01T01:00:00-06:00'],
  ])('%s is %s in US Central time', (utc, central) => {
    expect(formatDateTime(Date.parse(utc))).toBe(central);
    expect(parseDateTime(central)).toBe(Date.parse(utc));
  });

  test("the whole year agrees with the platform's time zones", () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Chicago',
      timeZoneName: 'longOffset',
    });
    for (let instant = Date.UTC(2024, 0, 1); instant < Date.UTC(2025, 0, 1); instant += 7 * 3_600_000) {
      const zone = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value;
      expect(formatDateTime(instant).slice(-6)).toBe(zone?.slice(3));
    }
  });
});

test('a bug in a handler is a fault of the server, and told to whoever runs it', async () => {
  const seen: unknown[] = [];
  const { ResultGetLead: _, ...types } = marketo.types;
  const contract = { ...marketo, types };
  const { sandbox, clock } = sandboxAt({ now: NOW }, { contract, onError: (error) => seen.push(error) });
  const answer = await call({ sandbox, clock }, 'getLead', RUFUS);
  expect([answer.status, answer.code]).toEqual([500, '10001']);
  expect(answer.text).not.toContain('ResultGetLead');
  expect(seen).toEqual([expect.any(Error)]);
  const selector = { $type: 'StaticListSelector', staticListName: 'Empty List' };
  expect((await call({ sandbox, clock }, 'getMultipleLeads', { leadSelector: selector })).status).toBe(200);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { recognise } from '#src/paste/recognise';
import { envelope } from '../language/texts';

const body = envelope(
  `<m:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue>o'hara&amp;"co"@x.y</keyValue></leadKey></m:paramsGetLead>`,
).trimEnd();
const url = 'https://example.com/soap/mktows/3_1';
const type: readonly [string, string] = ['Content-Type', 'text/xml; charset=utf-8'];
const inJson = JSON.stringify(body);

/** The only request in a paste, which must read as the one above. */
function only(text: string) {
  const found = recognise(text);
  expect(found.requests).toHaveLength(1);
  const [request] = found.requests;
  const read = readRequest(request!.body, marketo);
  expect(read.ok && read.request.values).toEqual({
    leadKey: { keyType: 'EMAIL', keyValue: `o'hara&"co"@x.y` },
  });
  return { ...found, ...request! };
}

describe('A pasted envelope', () => {
  it('is taken exactly as it is, comments before it and all', () => {
    const text = `<!-- mine -->\n${body.replace(/^<\?.*\?>\n/, '')}\n`;
    expect(only(text)).toMatchObject({ kind: 'envelope', title: 'getLead', body: text, leftOut: [] });
  });

  it('is found in a log, several times', () => {
    const found = recognise(
      `10:01 DEBUG request: ${body}\n10:02 DEBUG ${body.replace('GetLead>', 'ListMObjects/>')}\ndone`,
    );
    expect(found.kind).toBe('envelope');
    expect(found.requests.map((request) => request.body)[0]).toBe(body);
    expect(found.requests).toHaveLength(2);
    expect(found.leftOut).toEqual(['Text around the envelope is left out.']);
  });

  it('is unescaped when it was escaped for a web page', () => {
    const escaped = body
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    expect(only(`<pre>${escaped}</pre>`).body).toBe(body);
  });

  it('may lack its end', () => {
    expect(recognise(body.slice(0, -20)).requests).toHaveLength(1);
  });
});

describe('A pasted cURL command', () => {
  it('for bash, with quotes and continued lines', () => {
    const text = `curl -sS -X POST '${url}' \\\n  -H 'Content-Type: text/xml; charset=utf-8' \\\n  --compressed \\\n  -d '${body.replaceAll("'", `'\\''`)}' | xmllint --format -`;
    const found = only(text);
    expect(found).toMatchObject({ kind: 'curl', url, headers: [type], title: 'getLead', body });
    expect(found.leftOut).toEqual(['The command xmllint is no cURL.']);
  });

  it('with double quotes', () => {
    const text = `$ curl -XPOST --data "${body.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}" ${url}`;
    expect(only(text)).toMatchObject({ url, body });
  });

  it("as a browser copies it, with $'…'", () => {
    const ansi = body
      .replaceAll('\\', '\\\\')
      .replaceAll("'", "\\'")
      .replaceAll('\n', '\\n')
      .replaceAll('@', '\\u0040')
      .replaceAll('=', '\\x3d');
    expect(only(`curl '${url}' --data-raw $'${ansi}'`)).toMatchObject({ url, body });
  });

  it('as a browser copies it for Windows', () => {
    const quoted = body
      .replaceAll('"', '^\\^"')
      .replaceAll('&', '^&')
      .replaceAll('<', '^<')
      .replaceAll('>', '^>')
      .replaceAll('\n', '^\n\n');
    const text =
      `curl ^"${url}^" ^\n  -H ^"Content-Type: text/xml; charset=utf-8^" ^\n  --data-raw ^"${quoted}^"`.replaceAll(
        '\n',
        '\r\n',
      );
    expect(only(text)).toMatchObject({ kind: 'curl', url, headers: [type], body });
  });

  it('as typed for Windows', () => {
    const line = body.replaceAll('\n', ' ').replaceAll('"', '\\"');
    expect(only(`curl.exe -d "${line}" ${url}`)).toMatchObject({ url, body: body.replaceAll('\n', ' ') });
  });

  it('with a here-document', () => {
    expect(only(`curl --data-binary @- ${url} <<'EOF'\n${body}\nEOF\n`)).toMatchObject({ url, body });
  });

  it('with a body in a file, and options that are left out by name', () => {
    const found = recognise(`curl -k -u me:secret -H "SOAPAction: x" --data @request.xml ${url}`);
    expect(found.requests).toEqual([
      { title: 'example.com/soap/mktows/3_1', url, headers: [['SOAPAction', 'x']], body: '' },
    ]);
    expect(found.leftOut).toEqual([
      'The option -k is left out: certificates are checked.',
      'The option -u and its value are left out.',
      'The body is in the file request.xml, which is not in the paste; paste its content as well.',
    ]);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('more than one', () => {
    expect(
      recognise(`# first\ncurl -d a ${url}\ncurl -d b ${url}`).requests.map((request) => request.body),
    ).toEqual(['a', 'b']);
  });

  it('with another method', () => {
    expect(recognise(`curl -X PUT ${url}`).leftOut).toEqual([
      'The method PUT is left out: SOAP requests are sent with POST.',
    ]);
  });
});

describe('Pasted HTTP', () => {
  const raw = (headers: string, content = body) =>
    `POST /soap/mktows/3_1 HTTP/1.1\nHost: example.com\n${headers}\n${content}`.replaceAll('\n', '\r\n');

  it('is split into URL, headers and body', () => {
    expect(only(raw(`${type.join(': ')}\n`))).toMatchObject({
      kind: 'http',
      url,
      headers: [['Host', 'example.com'], type],
      body: body.replaceAll('\n', '\r\n'),
    });
  });

  it('is put together when it is chunked', () => {
    const chunks = `${(10).toString(16)}\r\n${body.slice(0, 10)}\r\n${(body.length - 10).toString(16)};x=1\r\n${body.slice(10)}\r\n0\r\n\r\n`;
    const head = 'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(only(head + chunks).body).toBe(body);
  });

  it('is no request when it is an answer', () => {
    expect(recognise('HTTP/1.1 500 Internal Server Error\r\n\r\n<a/>')).toEqual({
      kind: 'http',
      requests: [],
      leftOut: ['This is an answer, not a request.'],
    });
  });
});

describe('A pasted .http file', () => {
  it('gives its requests, with its variables filled in', () => {
    const text = `@host = https://example.com\n\n### One lead\n# @name lead\nPOST {{host}}/soap/mktows/3_1\n${type.join(': ')}\nX-A: {{unknown}}\n\n${body}\n\n> {% client.log(1) %}\n\n### Other\nhttps://example.com/b\n\n< ./request.xml\n`;
    const found = recognise(text);
    expect(found.kind).toBe('http-file');
    expect(found.requests).toEqual([
      { title: 'lead', url, headers: [type, ['X-A', '{{unknown}}']], body },
      { title: 'Other', url: 'https://example.com/b', headers: [], body: '' },
    ]);
    expect(found.leftOut).toEqual([
      'The variable unknown has no value here; {{unknown}} stays as it is.',
      'What handles the answer is left out.',
      'The body is in the file ./request.xml, which is not in the paste; paste its content as well.',
    ]);
  });

  it('leaves Marketo’s tokens alone', () => {
    const found = recognise(`POST ${url}\n\n<a>{{my.message}}</a>`);
    expect(found.requests[0]?.body).toBe('<a>{{my.message}}</a>');
    expect(found.leftOut).toEqual([]);
  });
});

describe('A pasted HAR file', () => {
  it('gives the requests with XML, and counts the others', () => {
    const entry = (text: string) => ({
      request: {
        method: 'POST',
        url,
        headers: [
          { name: type[0], value: type[1] },
          { name: ':method', value: 'POST' },
        ],
        postData: { text },
      },
    });
    const har = JSON.stringify({ log: { entries: [entry(body), entry('{}'), { request: { url } }] } });
    expect(only(har)).toMatchObject({
      kind: 'har',
      url,
      headers: [type],
      body,
      leftOut: ['2 recorded requests without XML.', 'The recorded answers and times are left out.'],
    });
  });
});

describe('A pasted SoapUI project', () => {
  it('gives the requests of interfaces and test steps', () => {
    const project = `<con:soapui-project name="P" xmlns:con="http://eviware.com/soapui/config">
  <con:interface name="I"><con:definitionCache/><con:operation name="getLead"><con:call name="Request 1"><con:endpoint>${url}</con:endpoint><con:request><![CDATA[${body.replaceAll('\n', '\\r\n')}]]></con:request><con:credentials><con:username>u</con:username></con:credentials></con:call></con:operation></con:interface>
  <con:testSuite name="S"><con:testCase name="C"><con:testStep name="T"><con:config><con:request name="T"><con:endpoint>\${#Project#url}</con:endpoint><con:request>&lt;a>\${#Project#id}&lt;/a></con:request><con:assertion/></con:request></con:config></con:testStep></con:testCase></con:testSuite>
</con:soapui-project>`;
    const found = recognise(project);
    expect(found.kind).toBe('soapui');
    expect(found.requests).toEqual([
      { title: 'getLead / Request 1', url, headers: [], body },
      { title: 'S / C / T', url: '${#Project#url}', headers: [], body: '<a>${#Project#id}</a>' },
    ]);
    expect(found.leftOut).toEqual([
      'The WSDL that the project keeps is left out; load it as another WSDL.',
      'User names and passwords are left out: SOAP requests are signed.',
      'The property #Project#id has no value here; it stays as it is.',
      'Assertions are left out.',
    ]);
  });

  it('says why a broken one can’t be read', () => {
    const found = recognise('<con:soapui-project xmlns:con="http://eviware.com/soapui/config"><con:a>');
    expect(found.requests).toEqual([]);
    expect(found.leftOut[0]).toMatch(/^The project can't be read: /);
  });
});

describe('A pasted Postman collection', () => {
  it('gives its requests, nested ones too, with its variables filled in', () => {
    const collection = `{
      "info": { "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
      "variable": [{ "key": "host", "value": "https://example.com" }],
      "auth": { "type": "basic" },
      "item": [
        { "name": "Folder", "item": [
          { "name": "One lead", "event": [{ "script": { "exec": ["pm.test()"] } }],
            "request": { "method": "POST", "header": [{ "key": "${type[0]}", "value": "${type[1]}" }, { "key": "X", "value": "y", "disabled": true }],
              "url": { "raw": "{{host}}/soap/mktows/3_1" }, "body": { "mode": "raw", "raw": ${inJson} } } } ] },
        { "name": "Token", "request": { "method": "GET", "url": "https://example.com/identity" } },
        { "name": "Upload", "request": { "body": { "mode": "file" }, "url": "{{other}}" } }
      ] }`;
    const found = recognise(collection);
    expect(found.kind).toBe('postman');
    expect(found.requests[0]).toEqual({ title: 'One lead', url, headers: [type], body });
    expect(found.requests[1]).toEqual({ title: 'Upload', url: '{{other}}', headers: [], body: '' });
    expect(found.leftOut).toEqual([
      'The basic authentication is left out: SOAP requests are signed.',
      'Scripts and tests are left out.',
      'Token has no XML body.',
      'The body of Upload is in a file, which is not in the paste.',
      'The variable other has no value here; {{other}} stays as it is.',
    ]);
  });
});

describe('Anything else', () => {
  it('is not recognised', () => {
    for (const text of ['', 'hello', '{"a":1}', '{', '<a/>', '[]', 'curl'])
      expect(recognise(text)).toEqual({ kind: 'unknown', requests: [], leftOut: [] });
  });

  it('never throws, and never finds more than it may', () => {
    const pieces = fc.constantFrom(
      'curl ',
      "'",
      '"',
      "$'",
      '\\',
      '^',
      '\n',
      '<<EOF',
      '@x',
      '-d ',
      '-H ',
      'POST / HTTP/1.1',
      '###',
      '{{',
      '}}',
      '{"log":{"entries":[',
      '{"item":[null,1,{"request":"x"}]}',
      '<s:Envelope',
      '</s:Envelope>',
      '<![CDATA[',
      'http://eviware.com/soapui/config',
      '<a',
      ' x ',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }), (parts) => {
        expect(recognise(parts.join('')).requests.length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not read what is far too long', () => {
    expect(recognise(' '.repeat(20_000_001)).leftOut).toHaveLength(1);
    expect(recognise(`curl -d a ${url}\n`.repeat(600)).requests).toHaveLength(500);
  });
});

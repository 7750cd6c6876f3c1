import { describe, expect, it } from 'vitest';
import { readRequest } from '#src/envelope/read';
import { marketo } from '#src/contract/marketo';
import { recognise } from '#src/paste/recognise';
import { readPaste } from '#src/paste/read';
import { envelope } from '../language/texts';

const body = envelope(
  `<m:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue>ann&amp;bob@example.com</keyValue></leadKey></m:paramsGetLead>`,
).trimEnd();
const answer = body.replaceAll('paramsGetLead', 'successGetLead');
const url = 'https://123-ABC-456.mktoapi.com/soap/mktows/3_1';
const json = JSON.stringify(body);
const base64 = Buffer.from(body).toString('base64');
const entities = (text: string, quote = '&quot;') =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', quote);
const shell = body.replaceAll("'", `'\\''`);
const powershell = body.replaceAll('`', '``').replaceAll('"', '`"').replaceAll('$', '`$');
const indented = (margin: string) => body.replaceAll('\n', `\n${margin}`);

const header = '"headers": { "Content-Type": "text/xml" }';

/** Texts by kind; in each stands the same envelope, and where it says so its URL. */
const texts: readonly (readonly [kind: string, text: string, hasUrl: boolean])[] = [
  [
    'Insomnia v4',
    `{"_type":"export","__export_format":4,"resources":[{"_type":"environment","data":{"base":"https://123-ABC-456.mktoapi.com"}},{"_type":"request","name":"x","url":"{{ _.base }}/soap/mktows/3_1","headers":[{"name":"A","value":"b"}],"body":{"text":${json}}}]}`,
    true,
  ],
  [
    'Hoppscotch',
    `[{"v":1,"name":"c","folders":[{"requests":[{"name":"x","endpoint":"${url}","headers":[{"key":"A","value":"b","active":true}],"body":{"contentType":"text/xml","body":${json}}}]}],"requests":[]}]`,
    true,
  ],
  [
    'Thunder Client',
    `{"client":"Thunder Client","requests":[{"name":"x","url":"${url}","method":"POST","headers":[],"body":{"type":"xml","raw":${json}}}]}`,
    true,
  ],
  [
    'Postman v1',
    `{"order":["r"],"requests":[{"name":"x","headers":"A: b\\n","url":"${url}","rawModeData":${json}}]}`,
    true,
  ],
  [
    'Copy as fetch',
    `await fetch("${url}", {\n  "credentials": "omit",\n  ${header},\n  "body": ${json},\n  "method": "POST"\n});`,
    true,
  ],
  [
    'fetch for Node, written by hand',
    `const r = await fetch('${url}', { method: 'POST', body: '${body.replaceAll("'", "\\'").replaceAll('\n', '\\n')}' });`,
    true,
  ],
  ['a line of a log in JSON', `2016-01-06 INFO {"level":30,"url":"${url}","request":${json}}`, true],
  ['JSON in JSON', JSON.stringify({ message: JSON.stringify({ url, xml: body }) }), true],
  ['lines of JSON', `{"a":1}\n{"url":"${url}","body":${json}}\n{"b":2}\n`, true],
  [
    'a cassette of VCR, double-quoted',
    `http_interactions:\n- request:\n    uri: ${url}\n    body:\n      string: ${json}\n    headers:\n      Soapaction:\n      - '"x"'\n`,
    true,
  ],
  [
    'a cassette of VCR, folded',
    `- request:\n    uri: ${url}\n    body:\n      string: "${json.slice(1, -1).replaceAll(' ', '\\\n        \\ ')}"\n`,
    true,
  ],
  [
    'YAML, single-quoted',
    `request:\n  url: ${url}\n  body: '${body.replaceAll("'", "''").replaceAll('\n', '\n\n    ')}'\n`,
    true,
  ],
  [
    'YAML, as a block',
    `request:\n  url: ${url}\n  body: |-\n    ${indented('    ')}\n  method: POST\n`,
    true,
  ],
  [
    'Insomnia v5',
    `type: collection.insomnia.rest/5.0\ncollection:\n  - url: ${url}\n    name: x\n    method: POST\n    body:\n      mimeType: text/xml\n      text: |-\n        ${indented('        ')}\n    headers:\n      - name: Content-Type\n        value: text/xml\n`,
    true,
  ],
  [
    'Bruno',
    `meta {\n  name: x\n}\n\npost {\n  url: ${url}\n  body: xml\n}\n\nheaders {\n  Content-Type: text/xml\n}\n\nbody:xml {\n  ${indented('  ')}\n}\n`,
    true,
  ],
  [
    'Python’s bytes',
    `send(${'b'}'${Buffer.from(body).toString('latin1').replaceAll("'", "\\'").replaceAll('\n', '\\n')}')`,
    false,
  ],
  [
    'Node’s inspect',
    `{\n  url: '${url}',\n  data: ${body
      .split('\n')
      .map((line, index, all) => `'${line.replaceAll("'", "\\'")}${index < all.length - 1 ? '\\n' : ''}'`)
      .join(' +\n    ')}\n}`,
    true,
  ],
  ['C# with $@', `var url = "${url}"; var xml = $@"${body.replaceAll('"', '""')}";`, true],
  [
    'Visual Basic',
    `Const Url = "${url}"\nxml = ${body
      .split('\n')
      .map((line) => `"${line.replaceAll('"', '""')}"`)
      .join(' & vbLf & _\n  ')}`,
    true,
  ],
  [
    'Java, put together',
    `String url = "${url}";\nString xml = ${body
      .split('\n')
      .map((line) => `"${line.replaceAll('"', '\\"')}`)
      .join('\\n"\n  + ')}";`,
    true,
  ],
  [
    'Java with a StringBuilder',
    `StringBuilder sb = new StringBuilder();\n${body
      .split('\n')
      .map(
        (line, index, all) =>
          `sb.append("${line.replaceAll('"', '\\"')}${index < all.length - 1 ? '\\n' : ''}");`,
      )
      .join('\n')}`,
    false,
  ],
  [
    'PHP with .=',
    `<?php\n$url = "${url}";\n${body
      .split('\n')
      .map(
        (line, index, all) =>
          `$xml ${index ? '.=' : '='} '${line.replaceAll("'", "\\'")}'${index < all.length - 1 ? ' . "\\n"' : ''};`,
      )
      .join('\n')}`,
    true,
  ],
  [
    'a page with &#x3C;',
    `<pre>${entities(body, '&#x22;').replaceAll('&lt;', '&#x3C;').replaceAll('&gt;', '&#x3E;')}</pre>`,
    false,
  ],
  [
    'a page with &#60;',
    `<code>${entities(body, '&#34;').replaceAll('&lt;', '&#60;').replaceAll('&gt;', '&#62;')}</code>`,
    false,
  ],
  ['a page, escaped twice', entities(entities(body)), false],
  ['CDATA', `<log><message><![CDATA[${body}]]></message></log>`, false],
  [
    'a here-document in a pipe',
    `cat <<EOF | curl -s -d @- ${url}\n${body.replaceAll('$', '\\$')}\nEOF\n`,
    true,
  ],
  [
    'a here-document in a variable',
    `BODY=$(cat <<'XML'\n${body}\nXML\n)\ncurl --retry 3 -w '%{http_code}' -d "$BODY" "${url}"`,
    true,
  ],
  ['echo in a pipe', `echo '${shell}' | /usr/bin/curl -X POST --data-binary @- ${url}`, true],
  [
    'a variable of the shell',
    `URL=${url}\nBODY='${shell}'\ncurl -sS -m 10 --data-binary "$BODY" "\${URL}"`,
    true,
  ],
  ['a here-string', `curl -d @- ${url} <<< '${shell}'`, true],
  ['the body before the URL', `curl -o out.xml -d '${shell}' ${url}`, true],
  [
    'curl.exe in PowerShell',
    `curl.exe --% -d "${body.replaceAll('\n', ' ').replaceAll('"', '\\"')}" ${url}`,
    true,
  ],
  [
    'a HAR in base64 that does not say so',
    `{"log":{"entries":[{"request":{"url":"${url}","headers":[],"postData":{"text":"${base64}"}}}]}}`,
    true,
  ],
  [
    'a HAR in base64',
    `{"log":{"entries":[{"request":{"url":"${url}","headers":[],"postData":{"encoding":"base64","text":"${base64}"}}}]}}`,
    true,
  ],
  ['an object with base64', `{"url":"${url}","payload":"${base64}"}`, true],
  [
    'HTTP with its answer',
    `POST ${url} HTTP/1.1\r\nHost: x\r\n\r\n${body}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n${answer}`,
    true,
  ],
  [
    'cURL’s own log',
    `> POST /soap/mktows/3_1 HTTP/1.1\n> Host: 123-ABC-456.mktoapi.com\n>\n* upload done\n${body}\n< HTTP/1.1 200 OK\n< A: b\n<\n${answer}\n`,
    true,
  ],
  [
    'HttpClient’s log of the wire',
    [`POST ${url} HTTP/1.1`, 'A: b', '', ...body.split('\n')]
      .map((line) => `10:01 [main] DEBUG wire - >> "${line}[\\r][\\n]"`)
      .join('\n') +
      `\n10:02 [main] DEBUG wire - << "HTTP/1.1 200 OK[\\r][\\n]"\n10:02 [main] DEBUG wire - << "[\\r][\\n]"\n10:02 [main] DEBUG wire - << "${answer.replaceAll('\n', '')}"`,
    true,
  ],
  ['a debug print with the answer', `RAW request:\n${body}\n\nRAW response:\n${answer}\n`, false],
  [
    'a cassette with the answer',
    `- request:\n    uri: ${url}\n    body:\n      string: ${json}\n  response:\n    body:\n      string: ${JSON.stringify(answer)}\n`,
    true,
  ],
  ['JSON with the answer', `{"url":"${url}","request":${json},"response":${JSON.stringify(answer)}}`, true],
  [
    'Copy as PowerShell',
    `Invoke-WebRequest -Uri "${url}" \`\n-Method "POST" \`\n-Body "${powershell.replaceAll('\n', '`n')}"`,
    true,
  ],
  [
    'a here-string of PowerShell',
    `$body = @"\n${body.replaceAll('`', '``').replaceAll('$', '`$')}\n"@\nInvoke-RestMethod -Uri '${url}' -Body $body`,
    true,
  ],
  ['colours of a terminal', body.replaceAll('<', '\x1b[32m<').replaceAll('>', '>\x1b[0m'), false],
  [
    'quoted-printable',
    body.replaceAll('=', '=3D').replaceAll(' xmlns', ' =\n xmlns').replaceAll('=\n ', '=\n'),
    false,
  ],
];

const same = (text: string) => text.replace(/\s+/g, ' ').replaceAll('> <', '><').trim();

describe('One request is found in', () => {
  it.each(texts)('%s', (_, text, hasUrl) => {
    const found = recognise(text);
    expect(found.requests).toHaveLength(1);
    const [request] = found.requests;
    const read = readRequest(request?.body ?? '', marketo);
    expect(read.ok && read.request.values).toEqual({
      leadKey: { keyType: 'EMAIL', keyValue: 'ann&bob@example.com' },
    });
    expect(same(request?.body ?? '')).toBe(same(body).replace(/xmlns/g, 'xmlns'));
    expect(request?.url).toBe(hasUrl ? url : undefined);
  });
});

describe('Where a value stands in the original is known for', () => {
  it.each(texts.filter(([kind]) => !/base64|wire|escaped twice|folded|quoted-printable|percent/.test(kind)))(
    '%s',
    (_, text) => {
      const message = readPaste(text).messages.find(({ kind }) => kind === 'request');
      const at = message?.text.text.indexOf('EMAIL') ?? -1;
      const start = message?.text.at(at) ?? -1;
      expect(text.slice(start, start + 5)).toBe('EMAIL');
    },
  );
});

describe('What an operation takes, printed without an envelope, is wrapped in one:', () => {
  it.each([
    [
      'with a prefix',
      '<?xml version="1.0"?>\n<ns2:paramsGetLead xmlns:ns2="http://www.marketo.com/mktows/"><leadKey><keyType>EMAIL</keyType><keyValue>a</keyValue></leadKey></ns2:paramsGetLead>',
    ],
    [
      'with a default namespace',
      '<paramsGetLead xmlns="http://www.marketo.com/mktows/"><leadKey><keyType>EMAIL</keyType><keyValue>a</keyValue></leadKey></paramsGetLead>',
    ],
    [
      'with a default namespace that is taken back',
      '<paramsGetLead xmlns="http://www.marketo.com/mktows/"><leadKey xmlns=""><keyType>EMAIL</keyType><keyValue>a</keyValue></leadKey></paramsGetLead>',
    ],
    [
      'in a log',
      'DEBUG sending <m:paramsGetLead xmlns:m="http://www.marketo.com/mktows/"><leadKey><keyType>EMAIL</keyType><keyValue>a</keyValue></leadKey></m:paramsGetLead> now',
    ],
  ])('%s', (_, text) => {
    const [request] = recognise(text).requests;
    const read = readRequest(request?.body ?? '', marketo);
    expect(request?.title).toBe('getLead');
    expect(read.ok && read.request.values).toEqual({ leadKey: { keyType: 'EMAIL', keyValue: 'a' } });
  });
});

describe('What a paste does not tell is named:', () => {
  it('a variable of the shell', () => {
    const found = recognise(`curl -d "$BODY" ${url}`);
    expect(found.leftOut).toEqual(['The variable BODY has no value here; $BODY stays as it is.']);
  });

  it('a part that a program puts in', () => {
    const text = `var xml = "${body.replaceAll('"', '\\"').replaceAll('\n', '').replace('ann&amp;bob@example.com', '" + email + "')}";`;
    expect(recognise(text).leftOut).toContain('email has no value here; it stays as it is.');
  });

  it('a value that the program tells is put in', () => {
    const text = `var email = "x@y.z";\nvar xml = "${body.replaceAll('"', '\\"').replaceAll('\n', '').replace('ann&amp;bob@example.com', '" + email + "')}";`;
    expect(recognise(text).requests[0]?.body).toContain('<keyValue>x@y.z</keyValue>');
  });

  it('an answer, and a SOAPAction or a type that SOAP 1.1 does not expect', () => {
    const found = recognise(
      `POST ${url} HTTP/1.1\r\nContent-Type: application/xml\r\n\r\n${body}\r\nHTTP/1.1 200 OK\r\n\r\n${answer}`,
    );
    expect(found.leftOut).toEqual(['An answer (successGetLead) is left out.']);
    expect(found.remarks).toEqual([
      'A SOAPAction header is missing: SOAP 1.1 asks for one, be it empty.',
      'The Content-Type is application/xml: SOAP 1.1 is sent as text/xml.',
    ]);
  });

  it('no file, for --data-raw takes an @ as it is', () => {
    expect(recognise(`curl --data-raw '@x' ${url}`)).toMatchObject({
      leftOut: [],
      requests: [{ body: '@x', url }],
    });
  });
});

it('The cost of a command grows as its options do, and not as their square', () => {
  const cost = (count: number) => {
    const text = `curl ${"-H 'A: b' ".repeat(count)} -d x ${url}`;
    const runs = [1, 2, 3].map(() => {
      const start = performance.now();
      expect(recognise(text).requests[0]?.headers).toHaveLength(count);
      return performance.now() - start;
    });
    return Math.min(...runs);
  };
  cost(4_000);
  expect(cost(40_000) / cost(4_000)).toBeLessThan(50);
});

/** A SoapUI project, whose request takes values from the properties of its project, suite and case. */
const soapUi = (request: string, properties: string, suite = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<con:soapui-project name="Marketo" soapui-version="5.7.0" xmlns:con="http://eviware.com/soapui/config">
<con:interface name="MktowsApiSoapBinding"><con:endpoints><con:endpoint>${url}</con:endpoint></con:endpoints>
<con:operation name="getLead"><con:call name="Request 1"><con:endpoint>\${#Project#where}</con:endpoint><con:request><![CDATA[${request}]]></con:request></con:call></con:operation></con:interface>
${suite}<con:properties>${properties}</con:properties></con:soapui-project>`;
const property = (name: string, value: string) =>
  `<con:property><con:name>${name}</con:name><con:value>${value}</con:value></con:property>`;
const withUser = (user: string) =>
  body
    .replace(/<mktowsUserId>[^<]*</, `<mktowsUserId>${user}<`)
    .replace('ann&amp;bob@example.com', '${email}');

describe('The properties of a SoapUI project are filled in, and those without a value are named', () => {
  it.each<[string, string, string[]]>([
    [
      'of the project',
      soapUi(withUser('${#Project#user}'), property('where', url) + property('user', 'bigcorp_1')),
      ['email'],
    ],
    [
      'in another order, with one that nobody asks for',
      soapUi(
        withUser('${#Project#user}'),
        property('user', 'bigcorp_1') + property('x', 'y') + property('where', url),
      ),
      ['email'],
    ],
    [
      'all of them',
      soapUi(
        withUser('${#Project#user}').replace('${email}', '${#Project#email}'),
        property('where', url) + property('user', 'bigcorp_1') + property('email', 'a@b.c'),
      ),
      [],
    ],
  ])('%s', (_, text, missing) => {
    const found = recognise(text);
    expect(found.requests[0]?.url).toBe(url);
    expect(found.requests[0]?.body).toContain('<mktowsUserId>bigcorp_1<');
    expect(found.leftOut).toEqual(
      missing.map((name) => `The property ${name} has no value here; it stays as it is.`),
    );
  });
});

describe('A request that a tool kept with other line ends, an answer or quotes is the same request:', () => {
  const jmeter = (text: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<jmeterTestPlan version="1.2"><hashTree><stringProp name="Argument.value">${entities(text)}</stringProp></hashTree></jmeterTestPlan>`;
  it.each([
    ['a plan of JMeter from Windows', jmeter(body).replaceAll('\n', '&#xd;\n')],
    ['a plan of JMeter with decimal references', jmeter(body).replaceAll('\n', '&#13;\n')],
    ['a plan of JMeter from elsewhere', jmeter(body)],
    [
      'a session of Fiddler',
      `POST ${url} HTTP/1.1\r\nHost: x\r\nSOAPAction: "getLead"\r\n\r\n${body}\r\nHTTP/1.1 200 OK\r\nDate: Fri, 02 Aug 2013 22:47:06 GMT\r\n\r\n<?xml version="1.0"?>\n<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>`,
    ],
    [
      'two sessions, of which one failed',
      `POST ${url} HTTP/1.1\nHost: x\n\n${body}\n\nHTTP/1.1 500 Internal Server Error\nContent-Type: text/html\n\n<html>No</html>\n`,
    ],
    ['a string of PowerShell', `$xml = "${powershell}"\nInvoke-WebRequest -Uri ${url} -Body $xml`],
  ])('%s', (_, text) => {
    const { requests } = recognise(text);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).not.toMatch(/&#xd;|&#13;|`|HTTP\/1/);
    expect(same(requests[0]?.body ?? '')).toBe(same(body));
    const read = readRequest(requests[0]?.body ?? '', marketo);
    expect(read.ok && read.request.values).toEqual({
      leadKey: { keyType: 'EMAIL', keyValue: 'ann&bob@example.com' },
    });
  });
});

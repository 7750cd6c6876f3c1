import { describe, expect, test } from 'vitest';
import { extract, type Found } from '#src/signature/extract';
import { envelopeOf, facts } from './facts';

const signature = 'd27074cb49414b3410fd7ab58b5945c3e86d28d4';
const envelope = envelopeOf(facts, signature);
const header = /<ns1:AuthenticationHeader>[^]*<\/ns1:AuthenticationHeader>/.exec(envelope)?.[0] ?? '';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function texts({ values }: Found) {
  return [values.mktowsUserId?.text, values.requestSignature?.text, values.requestTimestamp?.text];
}

const expected = [facts.userId, signature, facts.timestamp];

const curl = [
  `curl -X POST ${quoted(facts.endpoint)}`,
  `-H 'SOAPAction: "http://www.marketo.com/mktows/getLead"'`,
  `-H 'Content-Type: text/xml'`,
  `--data-raw ${quoted(envelope)}`,
].join(' \\\n  ');

/** As a browser copies it for Windows: a caret before each quote and sign, and before each line end twice over. */
const windows = [
  `curl ^"${facts.endpoint}^"`,
  `-H ^"SOAPAction: ^\\^"http://www.marketo.com/mktows/getLead^\\^"^"`,
  `--data-raw ^"${envelope
    .replaceAll('"', '\\"')
    .replaceAll(/[<>"\\&|%]/g, '^$&')
    .replaceAll('\n', '^\n\n')}^"`,
].join(' ^\n  ');

const http = `POST /soap/mktows/3_1 HTTP/1.1\r\nHost: 123-ABC-456.mktoapi.example\r\nSOAPAction: "http://www.marketo.com/mktows/getLead"\r\n\r\n${envelope}`;

describe('The three values are found', () => {
  test.each<[string, string, Partial<Found>]>([
    [
      'in a whole envelope',
      envelope,
      { form: 'envelope', operation: 'getLead', body: facts.body, bodyElement: facts.body },
    ],
    ['in the header alone', header, { form: 'header', operation: null, body: null }],
    ['in a cURL command', `$ ${curl}`, { form: 'curl', endpoint: facts.endpoint, body: facts.body }],
    [
      "in a cURL command with $'…'",
      `curl '${facts.endpoint}' -d $'${envelope.replaceAll('\n', '\\n').replaceAll("'", "\\'")}'`,
      { form: 'curl', endpoint: facts.endpoint, body: facts.body },
    ],
    [
      'in a cURL command with double quotes',
      `curl --url=${facts.endpoint} --data "${envelope.replaceAll('"', '\\"')}"`,
      { form: 'curl', endpoint: facts.endpoint },
    ],
    [
      'in a cURL command for Windows',
      windows,
      { form: 'curl', endpoint: facts.endpoint, operation: 'getLead', body: facts.body },
    ],
    [
      'in raw HTTP',
      http,
      { form: 'http', operation: 'getLead', action: 'http://www.marketo.com/mktows/getLead' },
    ],
    [
      'in HTTP as a tool prints it',
      http.replaceAll('\r', '').replace(/^/gm, '> '),
      { form: 'http', endpoint: 'https://123-ABC-456.mktoapi.example/soap/mktows/3_1' },
    ],
    [
      'in a log line',
      `12:00:01 DEBUG to ${facts.endpoint}: ${envelope}`,
      { form: 'log', endpoint: facts.endpoint },
    ],
    [
      'in a log line with entities',
      `12:00:01 DEBUG ${escaped(envelope)}`,
      { form: 'log', layers: ['entities'] },
    ],
    [
      'in a log line escaped twice',
      escaped(escaped(envelope)),
      { form: 'log', layers: ['entities', 'entities'], body: facts.body },
    ],
    [
      'in JSON',
      JSON.stringify({ level: 'info', request: envelope }),
      { form: 'log', layers: ['backslashes'], body: facts.body },
    ],
    [
      'in JSON in JSON',
      JSON.stringify({ line: JSON.stringify({ request: envelope }) }),
      { form: 'log', layers: ['backslashes', 'backslashes'] },
    ],
    [
      'in JSON with \\u003c',
      JSON.stringify(envelope).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
      { form: 'log' },
    ],
    [
      'in escaped XML in JSON',
      JSON.stringify(escaped(envelope)),
      { form: 'log', layers: ['backslashes', 'entities'] },
    ],
    ['in percent encoding', encodeURIComponent(envelope), { form: 'log', layers: ['percent'] }],
    [
      'in labelled lines',
      `User ID: ${facts.userId}\nTimestamp: ${facts.timestamp}\nSignature: ${signature}`,
      { form: 'values' },
    ],
    [
      'in a query',
      `mktowsUserId=${facts.userId}&requestSignature=${signature}&requestTimestamp=${facts.timestamp}`,
      { form: 'values' },
    ],
    [
      'in a JSON object of the three',
      JSON.stringify({
        mktowsUserId: facts.userId,
        requestSignature: signature,
        requestTimestamp: facts.timestamp,
      }),
      { form: 'values' },
    ],
    [
      "in PHP's print_r",
      `Array\n(\n    [mktowsUserId] => ${facts.userId}\n    [requestSignature] => ${signature}\n    [requestTimestamp] => ${facts.timestamp}\n)`,
      { form: 'values' },
    ],
    [
      "in PHP's var_dump",
      `["mktowsUserId"]=>\n  string(29) "${facts.userId}"\n ["requestSignature"]=>\n  string(40) "${signature}"\n ["requestTimestamp"]=>\n string(25) "${facts.timestamp}"`,
      { form: 'values' },
    ],
    ['in lines without labels', [facts.timestamp, facts.userId, signature].join('\n'), { form: 'values' }],
    ['in one line without labels', [signature, facts.userId, facts.timestamp].join(', '), { form: 'values' }],
  ])('%s', (_, input, parts) => {
    const found = extract(input);
    expect(texts(found)).toEqual(expected);
    expect(found).toMatchObject({ ...parts, missing: [] });
  });
});

test('The values of plain lines may be a base64 signature and a timestamp with a space', () => {
  const found = extract('demo_1\n2013-06-09 14:04:54\nx8DYts8SprL0LJSGOWbZJbMlcOY=');
  expect(texts(found)).toEqual(['demo_1', 'x8DYts8SprL0LJSGOWbZJbMlcOY=', '2013-06-09 14:04:54']);
});

describe('A value stands in the header', () => {
  const within = (content: string) =>
    extract(
      `<h:AuthenticationHeader xmlns:h="x"><mktowsUserId>${content}</mktowsUserId></h:AuthenticationHeader>`,
    ).values.mktowsUserId?.text;

  test.each([
    ['with its white space', '\n  demo_1\t', '\n  demo_1\t'],
    ['with entities resolved', 'a&amp;b&#x41;&#66;&lt;', 'a&bAB<'],
    ['with unknown entities left', 'a&nbsp;b &; & &#0;', 'a&nbsp;b &; & &#0;'],
    ['as CDATA', '<![CDATA[a&amp;<b>]]>', 'a&amp;<b>'],
    ['partly as CDATA', 'x<![CDATA[y]]>z', 'xyz'],
    ['around a comment', 'de<!-- not </mktowsUserId> this -->mo_1', 'demo_1'],
    ['with line ends as a parser hands them on', 'a\r\nb\rc&#13;', 'a\nb\nc\r'],
    ['empty', '', ''],
  ])('%s', (_, content, text) => {
    expect(within(content)).toBe(text);
  });

  test('under any prefix, with attributes, and with its own prefix', () => {
    const input = `<S:Header><zz:AuthenticationHeader a='>'><zz:mktowsUserId xsi:type="xsd:string">u</zz:mktowsUserId >`;
    expect(extract(input).values.mktowsUserId?.text).toBe('u');
  });

  test('and not in a comment beside it', () => {
    expect(
      texts(extract(`<!-- ${header.replaceAll('--', '')} --><x/>`.replace(facts.timestamp, 'old'))),
    ).not.toEqual(expected);
    expect(texts(extract(`<!-- <mktowsUserId>old</mktowsUserId> -->${header}`))).toEqual(expected);
  });
});

describe('Where a value stands in the pasted text is told', () => {
  const shown = (input: string) => {
    const { start = 0, end = 0 } = extract(input).values.mktowsUserId ?? {};
    return input.slice(start, end);
  };

  test.each([
    ['an envelope', envelope],
    ['a cURL command', curl],
    ['a cURL command for Windows', windows],
    ['a log line with entities', `x ${escaped(escaped(envelope))}`],
    ['JSON', JSON.stringify({ at: 'é\n', request: envelope })],
    ['labelled lines', `user id = ${facts.userId}\n`],
    ['a text too long to be read whole', `${'x'.repeat(3_000_000)}${envelope}`],
  ])('for %s', (_, input) => {
    expect(shown(input)).toBe(facts.userId);
  });
});

test('Of several headers the first whole one is read, and the others are counted', () => {
  const half = '<AuthenticationHeader><mktowsUserId>half</mktowsUserId></AuthenticationHeader>';
  const found = extract(`${half}${header}${header.replace(facts.userId, 'later')}`);
  expect([texts(found), found.otherHeaders]).toEqual([expected, 2]);
});

test('What is missing is named', () => {
  expect(extract(header.replace(/<requestTimestamp>.*<\/requestTimestamp>/, '')).missing).toEqual([
    'requestTimestamp',
  ]);
  expect(extract('nothing of the kind').missing).toHaveLength(3);
  expect(extract('').form).toBe('nothing');
});

test('A command that takes its body from a file names the file', () => {
  const found = extract(`curl -d @request.xml ${facts.endpoint}`);
  expect([found.form, found.file, found.endpoint]).toEqual(['curl', 'request.xml', facts.endpoint]);
});

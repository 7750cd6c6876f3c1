import { describe, expect, test } from 'vitest';
import { diagnose } from '#src/signature/diagnose';
import { sign } from '#src/signature/sign';
import { envelopeOf, facts } from './facts';

const key = facts.secretKey;
const u = 'demo17_1_809934544BFABAE58E5D27';
const t = '2026-11-25T09:15:32-08:00';
const other = '2026-11-25T09:15:33-08:00';
const s = sign(t, u, key);
const three = { mktowsUserId: u, requestSignature: s, requestTimestamp: t };
const xml = envelopeOf({ ...facts, timestamp: t, userId: u }, s);
const q = JSON.stringify;
const eq = `mktowsUserId=${u}, requestSignature=${s}, requestTimestamp=${t}`;

const logs: readonly (readonly [string, string])[] = [
  ['JSON with a time', q({ time: other, level: 'INFO', ...three })],
  ['JSON with a timestamp', q({ timestamp: '2026-11-25T17:15:32Z', ...three })],
  ['JSON with @timestamp', q({ '@timestamp': other, ...three })],
  ['JSON with a date', q({ ...three, date: other })],
  ['JSON with a number for the time', q({ level: 30, time: 1795626932417, pid: 1, ...three })],
  ['JSON with another user', q({ user: 'root', ...three })],
  ['JSON with a signature of its own', q({ sig: 'a'.repeat(40), ...three })],
  ['logfmt', `time="${other}" level=info mktowsUserId=${u} requestSignature=${s} requestTimestamp="${t}"`],
  [
    'logfmt in UTC',
    `time=2026-11-25T17:15:32Z level=info requestTimestamp=${t} mktowsUserId=${u} requestSignature=${s}`,
  ],
  [
    'headers of HTTP',
    `Date: Wed, 25 Nov 2026 17:15:33 GMT\nmktowsUserId: ${u}\nrequestSignature: ${s}\nrequestTimestamp: ${t}`,
  ],
  ['a bare line with the log’s own time', `${other} sent ${u} ${s} ${t}`],
  ['a bare line with the log’s own time after it', `sent ${t} ${u} ${s} at ${other}`],
  ['a bare line with another digest', `${'b'.repeat(40)} ${u} ${s} ${t}`],
  ['Java’s toString', `AuthenticationHeader [${eq}, partnerId=null]`],
  ['a record of Java', `AuthenticationHeader[${eq}]`],
  ['a data class of Kotlin', `AuthenticationHeader(${eq}, partnerId=null)`],
  ['a case class’s fields', `Auth(mktowsUserId = ${u}, requestTimestamp = ${t}, requestSignature = ${s})`],
  ['Go’s %+v', `{MktowsUserId:${u} RequestSignature:${s} RequestTimestamp:${t} PartnerId:}`],
  ['another label after it', `${eq}, partnerId=`],
  [
    'another label after a semicolon',
    `mktowsUserId=${u}; requestSignature=${s}; requestTimestamp=${t}; partnerId=x`,
  ],
  ['words after it', `signing user=${u} timestamp=${t} signature=${s} took 3ms`],
  ['words after the timestamp', `user=${u} signature=${s} timestamp=${t} took 3ms`],
  ['a thread after it', `user=${u} signature=${s} timestamp=${t} (thread main)`],
  ['a query string', new URLSearchParams(three).toString()],
  ['a query in a URL', `GET /x?${new URLSearchParams(three).toString()}&a=b`],
  [
    'xml2js',
    q({
      'soap:Header': {
        'ns1:AuthenticationHeader': { mktowsUserId: [u], requestSignature: [s], requestTimestamp: [t] },
      },
    }),
  ],
  [
    'xml-js',
    q({ mktowsUserId: { _text: u }, requestSignature: { _text: s }, requestTimestamp: { _text: t } }),
  ],
  ['YAML', `mktowsUserId: ${u}\nrequestSignature: '${s}'\nrequestTimestamp: "${t}"\n`],
  ['a hash of Ruby', `{"mktowsUserId"=>"${u}", "requestSignature"=>"${s}", "requestTimestamp"=>"${t}"}`],
  ['a dict of Python', `{'mktowsUserId': '${u}', 'requestSignature': '${s}', 'requestTimestamp': '${t}'}`],
  ['CDATA in a log', `<log><message><![CDATA[${xml}]]></message></log>`],
  [
    'a session of Charles',
    `<?xml version='1.0'?><charles-session><request><body><![CDATA[<?xml version="1.0"?>${xml}]]></body></request></charles-session>`,
  ],
  [
    'a HAR in base64',
    q({
      log: {
        entries: [
          {
            request: {
              url: 'https://x',
              postData: { encoding: 'base64', text: Buffer.from(xml).toString('base64') },
            },
          },
        ],
      },
    }),
  ],
  ['smart quotes', `curl ‘https://x.example/y’ -d ‘${xml.replaceAll("'", '')}’`],
  ['quoted-printable', xml.replaceAll('=', '=3D').replace('<', '=3C').replace('=3C', '<')],
  ['colours', xml.replaceAll('<m', '\x1b[32m<m').replaceAll('>', '>\x1b[0m')],
  ['a line of JSON with the envelope', `2026 INFO ${q({ time: other, xml })}`],
  ['a program', `var xml = ${q(xml)};`],
  [
    'a log of the wire',
    xml
      .split('\n')
      .map((line) => `>> "${line}[\\n]"`)
      .join('\n'),
  ],
  [
    'entities',
    `<pre>${xml.replaceAll('&', '&amp;').replaceAll('<', '&#x3C;').replaceAll('>', '&#x3E;')}</pre>`,
  ],
  [
    'SoapUI',
    `<con:soapui-project xmlns:con="http://eviware.com/soapui/config"><con:call name="x"><con:request><![CDATA[${xml}]]></con:request></con:call></con:soapui-project>`,
  ],
  [
    'an answer after the request',
    `POST /x HTTP/1.1\nHost: h\n\n${xml}\nHTTP/1.1 200 OK\nDate: Wed, 25 Nov 2026 17:15:33 GMT\n\n<a/>`,
  ],
];

describe('A right signature is verified in', () => {
  test.each(logs)('%s', async (_, text) => {
    const { verdict, found } = await diagnose(text, key);
    expect([found.values.requestTimestamp?.text, found.values.mktowsUserId?.text, verdict]).toEqual([
      t,
      u,
      'verified',
    ]);
  });
});

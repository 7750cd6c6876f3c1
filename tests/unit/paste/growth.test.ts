import { describe, expect, it } from 'vitest';
import { recognise } from '#src/paste/recognise';
import { extract } from '#src/signature/extract';
import { leastGrowth } from '../growth';

const times = (piece: string, count: number) => piece.repeat(count);
const each = (count: number, piece: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');
const header =
  '<ns1:AuthenticationHeader><mktowsUserId>u</mktowsUserId><requestSignature>0a</requestSignature><requestTimestamp>2013-01-01T00:00:00Z</requestTimestamp></ns1:AuthenticationHeader>';
const har = (entries: string) => `{"log":{"entries":[${entries}]}}`;
const entry = (at: number) =>
  `{"request":{"method":"POST","url":"http://a/${at}","headers":[{"name":"SOAPAction","value":"x"}],"postData":{"mimeType":"text/xml","text":"<a/>"}},"response":{"status":200,"headers":[],"content":{"text":"<b/>"}}}`;

/** What people paste, in sizes that nobody types. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  'cURL with many headers': (n) => `curl http://a/ ${each(n, (at) => `-H 'X-${at}: ${at}' `)} -d '<a/>'`,
  'cURL with many options that are none': (n) => `curl http://a/ ${each(n, (at) => `--option${at} x `)}`,
  'cURL with many pieces of data': (n) => `curl http://a/ ${times("-d 'a=b' ", n)}`,
  'cURL with many short options in one': (n) => `curl -${times('s', n)} http://a/ -d '<a/>'`,
  'cURL with many addresses': (n) => `curl ${each(n, (at) => `http://a/${at} `)}`,
  'many cURL commands': (n) => times("curl http://a/ -d '<a/>'\n", n),
  'cURL with many next': (n) => times("curl http://a/ -d '<a/>' --next ", n),
  'cURL on many lines': (n) => `curl http://a/ \\\n${times("  -H 'a: b' \\\n", n)}  -d '<a/>'`,
  'cURL for Windows': (n) => `curl "http://a/" ^\r\n${times('  -H "a: b" ^\r\n', n)}  -d "<a/>"`,
  'cURL with variables': (n) =>
    `${each(n, (at) => `A${at}=${at}\n`)}curl http://a/$A1 ${each(n, (at) => `-H "x: $A${at}" `)}`,
  'a shell’s variables one in another': (n) =>
    `A0=x\n${each(n, (at) => `A${at + 1}=$A${at}\n`)}curl $A${n} -d '<a/>'`,
  'quotes without an end': (n) => `curl ${times("'", n * 2 + 1)}`,
  'substitutions one in another': (n) => `curl http://a/ -d "${times('$(echo ', n)}`,
  'substitutions in a row': (n) => `curl http://a/ -d "${times('$(echo x)', n)}"`,
  'variables one in another': (n) => `curl http://a/ -d "${times('${a:-', n)}`,
  'variables with another value': (n) => `curl http://a/ -d "${times('${a:-b}', n)}"`,
  backticks: (n) => `curl http://a/ -d "${times('`', n)}"`,
  'here documents': (n) => times("curl http://a/ -d @- <<'E'\n<a/>\nE\n", n),
  'here documents without an end': (n) => times("curl http://a/ -d @- <<'E'\n<a/>\n", n),
  backslashes: (n) => `curl ${times('\\', n)}`,
  'HAR with many entries': (n) => har(Array.from({ length: n / 8 }, (_, at) => entry(at)).join(',')),
  'HAR with many headers': (n) =>
    har(entry(0).replace('"headers":[', `"headers":[${times('{"name":"a","value":"b"},', n)}`)),
  'JSON strings in a row': (n) => `[${times('"<a/>",', n)}"x"]`,
  'JSON lists one in another': (n) => times('[', n) + times(']', n),
  'JSON without an end': (n) => times('{"a":', n),
  'JSON with an envelope in each string': (n) =>
    `[${Array.from({ length: n / 8 }, () => JSON.stringify(`<e:Envelope xmlns:e="u"><e:Body><a/></e:Body></e:Envelope>`)).join(',')}]`,
  'JSON escapes': (n) => `{"a":"${times('\\u003c', n)}"}`,
  'many fields': (n) => `{${each(n, (at) => `"f${at}":1,`)}"x":1}`,
  'lines of a log': (n) => times('2013-08-01 12:00:00 INFO  [main] com.example.Client - calling\n', n),
  'lines of a log with headers in them': (n) => times(`2013-08-01 12:00:00 DEBUG ${header}\n`, n / 8),
  'lines of a wire log': (n) => times('DEBUG org.apache.http.wire - >> "POST / HTTP/1.1[\\r][\\n]"\n', n),
  'raw HTTP with many headers': (n) => `POST / HTTP/1.1\r\n${times('A: b\r\n', n)}\r\n<a/>`,
  'raw HTTP messages': (n) => times('POST / HTTP/1.1\r\nHost: a\r\n\r\n<a/>\r\n\r\n', n),
  chunks: (n) => `POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${times('1\r\nx\r\n', n)}0\r\n\r\n`,
  'requests of an .http file': (n) => times('### one\nPOST http://a/\n\n<a/>\n\n', n),
  'variables of an .http file': (n) => `${each(n, (at) => `@v${at} = ${at}\n`)}POST http://a/{{v1}}\n\n<a/>`,
  'variables that name each other': (n) =>
    `${each(n, (at) => `@v${at} = {{v${at + 1}}}\n`)}POST http://a/{{v0}}\n\n<a/>`,
  'many envelopes': (n) =>
    times(
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a/></e:Body></e:Envelope>\n`,
      n / 4,
    ),
  'many headers of authentication': (n) => times(`${header}\n`, n / 8),
  'starts of envelopes': (n) => times('<e:Envelope ', n),
  'starts of the header': (n) => times('<AuthenticationHeader>', n),
  'values without markup': (n) => times('mktowsUserId: u\nrequestSignature: 0a\n', n),
  'hexadecimal digits': (n) => times('0a', n * 4),
  dates: (n) => times('2013-08-01T12:00:00Z ', n),
  'escaped markup': (n) => times('&lt;a&gt;', n),
  'markup that is escaped again and again': (n) => `&${times('amp;', n)}lt;a`,
  'percent signs': (n) => times('%3C', n),
  base64: (n) => times('PGE+', n),
  'colours of a terminal': (n) => times('\u001b[31m<a/>\u001b[0m', n),
  'beginnings of colours': (n) => times('\u001b[', n),
  'strings of a program joined': (n) => `$xml = ${times("'<a>' . ", n)}'';`,
  'strings of a program without an end': (n) => times("$xml = '<a>\n", n),
  'assignments of a program': (n) => each(n, (at) => `$v${at} = "$v${at - 1}";\n`),
  'quotes of XML in a program': (n) => times('"<a b=\\"c\\">" +\n', n),
  'line numbers': (n) => each(n, (at) => `${at}: <a>\n`),
  'signs of quoting': (n) => times('> <a>\n', n),
  'SoapUI calls': (n) =>
    `<con:soapui-project xmlns:con="http://eviware.com/soapui/config">${times('<con:call name="a"><con:request>&lt;a/></con:request></con:call>', n / 4)}</con:soapui-project>`,
  'curly brackets': (n) => times('{{', n),
  'line ends': (n) => times('\r\n', n * 4),
  spaces: (n) => `${times(' ', n * 4)}x`,
};

describe('The time that a paste takes grows no faster than the paste', () => {
  it.each(Object.entries(SHAPES))('as an import: %s', (_, shape) => {
    expect(leastGrowth(shape, recognise)).toBeLessThan(11);
  });
  it.each(Object.entries(SHAPES))('as something with a signature: %s', (_, shape) => {
    expect(leastGrowth(shape, extract)).toBeLessThan(11);
  });
});

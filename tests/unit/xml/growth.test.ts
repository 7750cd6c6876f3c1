import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readWsdl } from '#src/contract/wsdl';
import { check } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { format } from '#src/language/format';
import { outline } from '#src/language/outline';
import { readResponse } from '#src/response/read';
import { parseXml } from '#src/xml/parse';
import { leastGrowth } from '../growth';

const times = (piece: string, count: number) => piece.repeat(count);
const each = (count: number, piece: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');
const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const body = (inside: string) =>
  `<e:Envelope xmlns:e="${soap}" xmlns:m="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>${inside}</e:Body></e:Envelope>`;

/** Texts that grow with a number, good ones and broken ones: what makes a careless reader look back again and again. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  'elements in a row': (n) => `<a>${times('<b>x</b>', n)}</a>`,
  'empty elements': (n) => `<a>${times('<b/>', n)}</a>`,
  'elements of many names': (n) => `<a>${each(n, (at) => `<b${at}/>`)}</a>`,
  'elements that are never closed': (n) => times('<a>', n),
  'elements with attributes that are never closed': (n) => times('<a b="c">', n),
  'nested elements': (n) => times('<a>', n) + times('</a>', n),
  'end tags of other names': (n) => times('<a>', n / 2) + times('</b>', n / 2),
  'end tags that close nothing': (n) => `<a>${times('</b>', n)}`,
  'end tags without >': (n) => times('</a ', n),
  'beginnings of end tags': (n) => times('</', n),
  'start tags without >': (n) => times('<a ', n),
  'start tags that begin to close': (n) => times('<a/', n),
  'many roots': (n) => times('<a/>', n),
  '< alone': (n) => times('<', n),
  '< and spaces': (n) => times('< ', n),
  '> alone': (n) => times('>', n),
  slashes: (n) => times('/', n),
  ampersands: (n) => times('&', n),
  'references without an end': (n) => `<a>${times('&a', n)}</a>`,
  'references that are none': (n) => `<a>${times('&b;', n)}</a>`,
  'good references': (n) => `<a>${times('&amp;', n)}</a>`,
  'quotes in a tag': (n) => `<a ${times('"', n)}`,
  'curly quotes in a tag': (n) => `<a b=${times('“', n)}`,
  attributes: (n) => `<a ${each(n, (at) => `b${at}="1" `)}/>`,
  'the same attribute': (n) => `<a ${times('b="1" ', n)}/>`,
  'attributes with a prefix': (n) => `<a xmlns:p="u" ${each(n, (at) => `p:b${at}="1" `)}/>`,
  'attributes without values': (n) => `<a ${times('b ', n)}`,
  'attributes without quotes': (n) => `<a ${times('b=', n)}`,
  'values without an end': (n) => times('<a b="x\n', n),
  'values with tags in them': (n) => times('<a b="><c d=\'>', n),
  'prefixes and children': (n) =>
    `<a ${each(n, (at) => `xmlns:b${at}="u" `)}>${times('<j xmlns="u"/>', n)}</a>`,
  'declarations one in another': (n) => each(n, (at) => `<a xmlns:b${at}="u">`),
  'prefixes bound to nothing': (n) => `<a>${times('<p:b/>', n)}</a>`,
  'a long name': (n) => `<${times('a', n)}/>`,
  'a name of many colons': (n) => `<${times('a:', n)}b/>`,
  comments: (n) => `<a>${times('<!--x-->', n)}</a>`,
  'comments without an end': (n) => `<a>${times('<!--x', n)}`,
  hyphens: (n) => `<!--${times('-', n)}-->`,
  'CDATA sections': (n) => `<a>${times('<![CDATA[x]]>', n)}</a>`,
  'CDATA without an end': (n) => `<a>${times('<![CDATA[x', n)}`,
  'ends of CDATA': (n) => `<a>${times(']]>', n)}</a>`,
  instructions: (n) => `<a>${times('<?x y?>', n)}</a>`,
  'instructions without an end': (n) => `<a>${times('<?x', n)}`,
  'document types': (n) => times('<!DOCTYPE a>', n),
  'document types without an end': (n) => times('<!DOCTYPE a[', n),
  spaces: (n) => `${times(' ', n)}x`,
  'spaces in a tag': (n) => `<a${times(' ', n)}x`,
  'line ends': (n) => `<a>${times('\r\n', n)}</a>`,
  'control characters': (n) => times('\u0001', n),
  'no-break spaces': (n) => `<a>${times('\u00a0', n)}</a>`,
  'lone surrogates': (n) => times('\ud800', n),
  'a request with many keys': (n) =>
    body(
      `<m:paramsGetMultipleLeads><leadSelector xsi:type="m:LeadKeySelector"><keyType>EMAIL</keyType><keyValues>${times('<stringItem>a</stringItem>', n)}</keyValues></leadSelector></m:paramsGetMultipleLeads>`,
    ),
  'a request with many unknown fields': (n) => body(`<m:paramsGetLead>${times('<x/>', n)}</m:paramsGetLead>`),
  'a request with many fields out of order': (n) =>
    body(
      `<m:paramsGetMultipleLeads>${times('<batchSize>1</batchSize><leadSelector/>', n)}</m:paramsGetMultipleLeads>`,
    ),
  'many requests': (n) => body(times('<m:paramsGetLead/>', n)),
};

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'the XML reader': parseXml,
  'the reader of WSDL': readWsdl,
  'the reader of answers': (text) => readResponse(text, marketo),
  'the check': (text) => check(text, marketo),
  'the formatter': (text) => format(text),
  'the outline': outline,
  completion: (text) => complete(text, Math.floor(text.length / 2), marketo),
};

describe('The time that a text takes grows no faster than the text', () => {
  for (const [reader, read] of Object.entries(READERS)) {
    it.each(Object.entries(SHAPES))(`${reader}: %s`, (_, shape) => {
      expect(leastGrowth(shape, read)).toBeLessThan(11);
    });
  }
});

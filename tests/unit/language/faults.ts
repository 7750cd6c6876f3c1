import fc from 'fast-check';
import { marketo } from '#src/contract/marketo';
import { writeRequest } from '#src/envelope/write';
import { validRequest } from '../valid-values';

/** A number below a limit. */
export type Draw = (below: number) => number;

/** A text with one mistake; the text itself where there is no place for it. */
export type Fault = (text: string, draw: Draw) => string;

/** One of the places that a pattern finds, changed. */
function at(pattern: RegExp, change: (found: string, draw: Draw, ...groups: string[]) => string): Fault {
  return (text, draw) => {
    const all = [...text.matchAll(pattern)];
    const one = all[draw(all.length || 1)];
    if (!one) return text;
    const [found, ...groups] = one;
    return text.slice(0, one.index) + change(found, draw, ...groups) + text.slice(one.index + found.length);
  };
}

const VALUE = /(?<=<(\w+)(?: [^<>]*)?>)[^<>]+(?=<\/\1>)/g;
const OPEN = /<[\w:-]+(?: [^<>]*)?>/g;
const LEAF = /<(\w+)[^<>]*>[^<>]*<\/\1>/g;
const NAMESPACES = /(?<=xmlns:(?!SOAP)\w+=")[^"]*/g;

/** Mistakes of every kind that people make, by what they are. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'an end of a tag is lost': at(/>/g, () => ''),
  'a beginning of a tag is lost': at(/<(?=\w)/g, () => ''),
  'the slash of an end tag is lost': at(/<\/(?=\w)/g, () => '<'),
  'a < is typed twice': at(/</g, () => '<<'),
  'a < stands at the end of a tag': at(OPEN, (tag) => tag.replace(/\/?>$/, '<$&')),
  'a > is typed twice': at(/>/g, () => '>>'),
  'a quote is lost': at(/"/g, () => ''),
  'quotes are curly': at(/"([^"]*)"/g, (_, __, value = '') => `“${value}”`),
  'quotes are missing': at(/="([^"]*)"/g, (_, __, value = '') => `=${value}`),
  'an end tag is lost': at(/<\/[\w:-]+>/g, () => ''),
  'a start tag is lost': at(OPEN, () => ''),
  'an end tag comes twice': at(/<\/[\w:-]+>/g, (tag) => tag + tag),
  'an end tag is misspelt': at(/<\/[\w:-]+>/g, (tag) => tag.replace(/(.)>$/, '>$1'.slice(0, 1))),
  'two letters of a start tag are swapped': at(OPEN, (tag) => tag.replace(/^<([\w-]+:)?(\w)(\w)/, '<$1$3$2')),
  'two letters of a name are swapped': at(LEAF, (leaf, _, name = '') =>
    leaf.replaceAll(name, name.replace(/^(\w)(\w)/, '$2$1')),
  ),
  'a name is in lower case': at(LEAF, (leaf, _, name = '') => leaf.replaceAll(name, name.toLowerCase())),
  'a name has a prefix': at(LEAF, (leaf, _, name = '') =>
    leaf.replace(`<${name}`, `<ns1:${name}`).replace(`</${name}`, `</ns1:${name}`),
  ),
  'a prefix is missing': at(/<ns1:(\w+)([^]*?)<\/ns1:\1>/g, (whole, _, name = '') =>
    whole.replace(/^<ns1:/, '<').replace(new RegExp(`</ns1:${name}>$`), `</${name}>`),
  ),
  'a prefix is another one': at(/<ns1:(\w+)([^]*?)<\/ns1:\1>/g, (whole) =>
    whole.replace(/(?<=^<|<\/)ns1:/g, 'tns:'),
  ),
  'a declaration is lost': at(/ xmlns:\w+="[^"]*"/g, () => ''),
  'a declaration is lost, SOAP’s perhaps': at(/ xmlns:[\w-]+="[^"]*"/g, () => ''),
  'a namespace lacks its slash': at(NAMESPACES, (uri) => uri.replace(/\/$/, '')),
  'a namespace has a slash too many': at(NAMESPACES, (uri) => `${uri}/`),
  'a namespace is in capitals': at(NAMESPACES, (uri) => uri.toUpperCase()),
  'a namespace begins with https': at(NAMESPACES, (uri) => uri.replace('http:', 'https:')),
  'a namespace has a space': at(NAMESPACES, (uri) => ` ${uri}`),
  'a namespace is the default': at(
    /<ns1:(params\w+)>/g,
    (_, __, name = '') => `<ns1:${name} xmlns="http://www.marketo.com/mktows/">`,
  ),
  'an ampersand is plain': at(VALUE, (value, draw) => insert(value, draw, ' & ')),
  'a < is plain': at(VALUE, (value, draw) => insert(value, draw, ' < ')),
  'a < stands before letters': at(VALUE, (value, draw) => insert(value, draw, '<b')),
  'a reference is HTML’s': at(VALUE, (value, draw) => insert(value, draw, '&eacute;')),
  'a reference lacks its semicolon': at(VALUE, (value, draw) => insert(value, draw, '&lt ')),
  'a character is two halves': at(VALUE, (value, draw) => insert(value, draw, '&#55357;&#56832;')),
  'a forbidden character': at(VALUE, (value, draw) => insert(value, draw, '\u0003')),
  'a forbidden reference': at(VALUE, (value, draw) => insert(value, draw, '&#x0B;')),
  ']]> in a value': at(VALUE, (value, draw) => insert(value, draw, ']]>')),
  'a value was escaped twice': at(VALUE, (value, draw) => insert(value, draw, '&amp;amp;')),
  'a CDATA section is open': at(VALUE, (value) => `<![CDATA[${value}`),
  'a CDATA section is half closed': at(VALUE, (value) => `<![CDATA[${value}]]`),
  'a CDATA section is open before another one': at(
    />([^<>]+)<([^]*?)>([^<>]+)</g,
    (_, __, first = '', between = '', last = '') => `><![CDATA[${first}<${between}><![CDATA[${last}]]><`,
  ),
  'a comment is open': at(/(?<=>)\s*\n/g, (gap) => `${gap}<!-- open `),
  'a comment is half closed': at(/(?<=>)\s*\n/g, (gap) => `${gap}<!-- open ->`),
  'a comment has two hyphens': at(/(?<=>)\s*\n/g, (gap) => `${gap}<!-- a -- b -->`),
  'CDATA is in small letters': at(VALUE, (value) => `<![cdata[${value}]]>`),
  'an instruction': at(/(?<=>)\s*\n/g, (gap) => `${gap}<?php echo 1 ?>`),
  'a document type': at(/(?<=\?>)\n/g, () => '\n<!DOCTYPE x>\n'),
  'text before the declaration': (text, draw) => [' ', '\n', 'POST /soap\n\n'][draw(3)] + text,
  'text after the end': (text, draw) => text + ['\u00a0', 'done', '<a/>', '</a>'][draw(4)],
  'text between elements': at(/(?<=>)\s*\n/g, (gap) => `${gap}loose`),
  'a no-break space indents': at(/(?<=>)\s*\n/g, (gap) => `${gap}\u00a0`),
  'a no-break space in a tag': at(/ (?=[\w:-]+=")/g, () => '\u00a0'),
  'no space in a tag': at(/" (?=[\w:-]+=")/g, () => '"'),
  'an attribute comes twice': at(/ xmlns:[\w-]+="[^"]*"/g, (one) => one + one),
  'an attribute is unknown': at(OPEN, (tag) => tag.replace(/\/?>$/, ' id="1"$&')),
  'an element is lost': at(LEAF, () => ''),
  'an element comes twice': at(LEAF, (leaf) => leaf + leaf),
  'an element is unknown': at(LEAF, (leaf) => `${leaf}<surprise/>`),
  'two elements are swapped': at(
    /(<(\w+)[^<>]*>[^<>]*<\/\2>)(\s*)(<(\w+)[^<>]*>[^<>]*<\/\5>)/g,
    (_, __, ...groups) => `${groups[3]}${groups[2]}${groups[0]}`,
  ),
  'an element is nil': at(LEAF, (leaf) => leaf.replace(/^<(\w+)/, '<$1 xsi:nil="true"')),
  'an element is empty': at(LEAF, (_, __, name = '') => `<${name}></${name}>`),
  'an element in a value': at(LEAF, (leaf, _, name = '') =>
    leaf.replace(/>([^<>]*)</, `><${name}x>$1</${name}x><`),
  ),
  'a value in small letters': at(VALUE, (value) => value.toLowerCase()),
  'a value has space around it': at(VALUE, (value) => ` ${value}\n`),
  'a value has a no-break space': at(VALUE, (value) => `${value}\u00a0`),
  'a value is another kind': at(
    VALUE,
    (value, draw) => ['yes', '1,000', '8/1/2013', 'x', '1.5', 'TRUE', '1375311600'][draw(7)] ?? value,
  ),
  'a type is lost': at(/ xsi:type="[^"]*"/g, () => ''),
  'a type is misspelt': at(/(?<=xsi:type="ns1:)\w+/g, (name) => name.replace(/^(\w)(\w)/, '$2$1')),
  'a type has no prefix': at(/(?<=xsi:type=")ns1:/g, () => ''),
  'a type has another prefix': at(/(?<=xsi:type=")ns1:/g, () => 'ns9:'),
  'a type is another one': at(/(?<=xsi:type="ns1:)\w+/g, () => 'LeadKey'),
  'type lacks xsi': at(/ xsi:type=/g, () => ' type='),
  'children are escaped': at(/(?<=<(\w+)>)\s*<\w[^]*?(?=<\/\1>)/g, (inside) =>
    inside.replaceAll('<', '&lt;'),
  ),
  'children are in CDATA': at(/(?<=<(\w+)>)\s*<\w[^]*?(?=<\/\1>)/g, (inside) => `<![CDATA[${inside}]]>`),
  'the request is named as its operation': at(/(?<=<\/?ns1:)params\w/g, (name) =>
    name.slice(6).toLowerCase(),
  ),
  'a header is named as its type': (text) =>
    text.replaceAll('AuthenticationHeader>', 'AuthenticationHeaderInfo>'),
  'Body is misspelt': (text) => text.replaceAll('SOAP-ENV:Body', 'SOAP-ENV:body'),
  'the Envelope is of SOAP 1.2': (text) =>
    text.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
  'the XML declaration has no version': (text) => text.replace(' version="1.0"', ''),
};

function insert(value: string, draw: Draw, piece: string): string {
  const place = draw(value.length + 1);
  return value.slice(0, place) + piece + value.slice(place);
}

/** Numbers that repeat after a while, from a few. */
export function drawing(numbers: readonly number[]): Draw {
  let next = 0;
  return (below) => (numbers[next++ % numbers.length] ?? 0) % below;
}

const numbers = fc.array(fc.nat({ max: 10_000 }), { minLength: 3, maxLength: 8 });

/** A valid request's text, which the page has written. */
export const validText: fc.Arbitrary<string> = fc
  .constantFrom(...marketo.operations)
  .chain((operation) => validRequest(marketo, operation))
  .map((data) => {
    const written = writeRequest(marketo, data);
    if (!written.ok) throw new Error(written.problems[0]?.message);
    return written.text;
  });

/** A valid request with that mistake in one place. */
export function withFault(fault: Fault): fc.Arbitrary<string> {
  return fc
    .tuple(validText, numbers)
    .map(([valid, draws]) => ({ valid, text: fault(valid, drawing(draws)) }))
    .filter(({ valid, text }) => text !== valid)
    .map(({ text }) => text);
}

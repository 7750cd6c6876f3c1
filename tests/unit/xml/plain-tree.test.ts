import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketoWsdl } from '#src/contract/marketo';
import { parseXml } from '#src/xml/parse';
import { plainTree } from '#src/xml/plain-tree';
import { largeWsdl } from '../../bench/large-wsdl';
import { FAULTS, validText, withFault } from '../language/faults';
import { mutated } from '../language/mutations';

/** What is read has to be what the strict reader reads; whether there is anything to read is said. */
function isRead(text: string): boolean {
  const plain = plainTree(text);
  if (plain === undefined) return false;
  const strict = parseXml(text);
  expect(strict.ok ? strict.root : strict.problem, text).toEqual(plain);
  return true;
}

describe('The reader of plain texts', () => {
  it('makes the tree of the strict reader', () => {
    expect(isRead(marketoWsdl)).toBe(true);
    expect(isRead(largeWsdl(100_000))).toBe(true);
    for (const text of [
      '<a/>',
      '\n<a b="1" c=\'x\ty\r\nz\'>\r\n&lt;&#10;</a>\n',
      '<a>1<!-- n -->2<![CDATA[<&]]>3</a>',
      '<p:a xmlns:p="urn:p" p:b="1"><b xmlns="urn:q"/><b/></p:a>',
      '<a xmlns="urn:a"><b xmlns=""/></a>',
      '<?xml version="1.0" encoding="UTF-8"?><!-- x --><a/><!-- y -->',
      `<a>${'<b>'.repeat(150)}${'</b>'.repeat(150)}</a>`,
    ])
      expect(isRead(text), text).toBe(true);
  });

  it.each([
    '',
    'words',
    '<a></b>',
    '<a/><b/>',
    '<a/>words',
    '<p:a/>',
    '<a p:b="1"/>',
    '<a b="1" b="2"/>',
    '<a xmlns:p="urn:p" xmlns:q="urn:p" p:b="1" q:b="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<a>&nbsp;</a>',
    '<a>]]></a>',
    '<a><!-- a -- b --></a>',
    '<a\u00a0b="1"/>',
    '<a>\u0001</a>',
    '<1/>',
    '<a:b:c xmlns:a="urn:a"/>',
    '<a xmlns:xml="urn:x"/>',
    '<a xmlns:p=""/>',
    '<!DOCTYPE a><a/>',
    ' <?xml version="1.0"?><a/>',
    '<?xml encoding="UTF-8"?><a/>',
    '<a><?x?></a>',
    '<a>',
    '<a',
    '<a b="1',
    '<a><!-- ',
    '<a><![CDATA[',
    `${'<a>'.repeat(250)}${'</a>'.repeat(250)}`,
    `<a ${Array.from({ length: 200 }, (_, index) => `b${index}=""`).join(' ')}/>`,
  ])('leaves to the strict reader what is wrong or unusual: %j', (text) => {
    expect(plainTree(text)).toBeUndefined();
  });

  it('reads requests, and never reads a broken text', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(validText, mutated, ...Object.values(FAULTS).map(withFault)), (text) => {
        if (isRead(text)) read += 1;
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(200);
  }, 60_000);

  const piece = fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<b/>',
      '<p:a xmlns:p="u">',
      '</p:a>',
      ' c="1"',
      ' p:c="2"',
      '>',
      '<',
      '/',
      '&amp;',
      '&',
      ']]>',
      ' ',
      '\r\n',
    ],
    ...[
      '<!--',
      '-->',
      '<![CDATA[',
      '<?xml version="1.0"?>',
      '\ufeff',
      'xmlns="v"',
      "'",
      '"',
      '-',
      'é',
      '\u2028',
      '<é/>',
    ],
  );
  it('agrees with the strict reader on any pieces of markup', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        isRead(pieces.join(''));
        isRead(`<a>${pieces.join('')}</a>`);
      }),
      { numRuns: 8000 },
    );
  }, 60_000);
});

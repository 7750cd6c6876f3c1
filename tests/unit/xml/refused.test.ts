import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTRIBUTES } from '#src/xml/limits';
import { parseXml, type XmlProblem } from '#src/xml/parse';

function problem(text: string): XmlProblem | undefined {
  const result = parseXml(text);
  return result.ok ? undefined : result.problem;
}

describe('XML is refused', () => {
  it.each([
    ['an element that is not closed', '\n <a>\n', 2, 2],
    ['an element that another one closes', '<a>\n <b></c>\n</a>', 2, 5],
    ['a closing tag without an opening one', '<a/></a>', 1, 5],
    ['text before the element', 'x<a/>', 1, 1],
    ['text after the element', '<a/>\n x', 2, 2],
    ['an attribute twice', '<a b="1" b="2"/>', 1, 10],
    ['a comment that never ends', '<a>\n<!-- b</a>', 2, 1],
    ['a comment with -- in it', '<a><!-- b -- c --></a>', 1, 11],
    ['a CDATA section that never ends', '<a>\n\n<![CDATA[</a>', 3, 1],
    ['a declaration in the content', '<a><!ENTITY b "c"></a>', 1, 4],
  ])('for %s, with line and column', (_, text, line, column) => {
    expect(problem(text)).toMatchObject({ code: 'malformed', line, column });
  });

  it.each([
    ['nothing but white space', '  \n'],
    ['two elements', '<a/><b/>'],
    ['text between two comments after the element', '<a/><!-- b -->c<!-- d -->'],
    ['a CDATA section after the element', '<a/><![CDATA[b]]>'],
    ['a tag that is not finished', '<a'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['attributes without white space between', '<a b="1"c="2"/>'],
    ['a < in an attribute', '<a b="<"/>'],
    ['a ]]> in text', '<a>]]></a>'],
    ['a name that begins with a digit', '<1a/>'],
    ['a name with two colons', '<p:a:b xmlns:p="u"/>'],
    ['a name that begins with a colon', '<:a/>'],
    ['a declaration that is not at the beginning', ' <?xml version="1.0"?><a/>'],
    ['the same attribute under two prefixes', '<a x:b="1" y:b="2" xmlns:x="u" xmlns:y="u"/>'],
    ['a prefix bound to nothing', '<a xmlns:p=""/>'],
    ['another meaning for xml', '<a xmlns:xml="u"/>'],
    ['another name for xml', '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>'],
    ['a declaration of xmlns', '<a xmlns:xmlns="u"/>'],
  ])('for %s', (_, text) => {
    expect(problem(text)).toMatchObject({
      code: 'malformed',
      message: expect.stringMatching(/^\S.*[.!?]$/) as string,
    });
  });

  it.each([
    '&nope;',
    '& b',
    '&amp',
    '&;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#99999999999999999999;',
    '&#X41;',
    '&toString;',
  ])('for the reference %s', (reference) => {
    expect(problem(`<a>${reference}</a>`)).toMatchObject({ code: 'malformed' });
    expect(problem(`<a b="${reference}"/>`)).toMatchObject({ code: 'malformed' });
  });

  it.each([
    ['\u0001', 'U+0001'],
    ['\0', 'U+0000'],
    ['\ufffe', 'U+FFFE'],
    ['\ud800', 'U+D800'],
    ['\udc00', 'U+DC00'],
  ])('for the character %j, by its number', (character, label) => {
    const found = problem(`<a>\n 🎉${character}</a>`);
    expect(found).toMatchObject({ code: 'forbidden-character', line: 2, column: 4 });
    expect(found?.message).toContain(label);
  });

  it.each([
    ['attributes', `<a ${Array.from({ length: MAX_ATTRIBUTES + 1 }, (_, at) => `b${at}="1"`).join(' ')}/>`],
    [
      'prefixes in scope',
      `<a ${Array.from({ length: 600 }, (_, at) => `xmlns:b${at}="u"`).join(' ')}><c ${Array.from({ length: 600 }, (_, at) => `xmlns:c${at}="u"`).join(' ')}/></a>`,
    ],
  ])('for more %s than any message has', (_, text) => {
    expect(problem(text)).toMatchObject({
      code: 'too-many-names',
      message: expect.stringMatching(/more than (1000|20000) /i) as string,
    });
  });
});

describe('A document type declaration is refused', () => {
  const lines = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`);
  const bomb = `<!DOCTYPE a [<!ENTITY e0 "lol">${lines.join('')}]><a>&e30;</a>`;

  it.each([
    ['at the beginning', '<!DOCTYPE a><a/>'],
    ['in lower case', '<!doctype html><html/>'],
    ['after a byte order mark', '\ufeff<!DOCTYPE a><a/>'],
    ['after a prolog', '<?xml version="1.0"?>\n<!-- <a> --> <?b?>\n<!DOCTYPE a><a/>'],
    ['inside the element', '<a><!DOCTYPE a></a>'],
    ['after the element', '<a/><!DOCTYPE a>'],
    ['with entities that grow', bomb],
    ['with an entity from elsewhere', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ])('%s', (_, text) => {
    expect(problem(text)).toMatchObject({ code: 'doctype' });
  });

  it.each(['<a><!-- <!DOCTYPE a> --></a>', '<a><![CDATA[<!DOCTYPE a>]]></a>', '<a><?b <!DOCTYPE a> ?></a>'])(
    'unless it is only mentioned: %s',
    (text) => {
      expect(problem(text)).toBeUndefined();
    },
  );
});

describe('Any text', () => {
  const pieces = [
    '<',
    '>',
    '/',
    '<a>',
    '</a>',
    '<a b="',
    '"',
    '=',
    '&',
    ';',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
  ];
  const more = ['<!', 'xmlns', ':', '__proto__', 'constructor', '#text', ':@', '\ufeff', '\0', '\r'];
  const anyText = fc
    .array(fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ unit: 'binary', maxLength: 3 })))
    .map((parts) => parts.join(''));

  it('is an element or a problem in words, and never an exception', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseXml(text);
        if (result.ok) expect(result.root.name).not.toBe('');
        else expect(result.problem.message).toMatch(/[.!?]$/);
      }),
      { numRuns: 2000 },
    );
  });
});

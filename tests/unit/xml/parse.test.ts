import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from '#src/xml/limits';
import { parseXml, type XmlElement, type XmlProblem } from '#src/xml/parse';
import { escapeAttribute, escapeText } from '#src/xml/escape';
import { attribute, elements, text as textOf } from '#src/xml/tree';
import { hostileText } from '../values';

function root(text: string): XmlElement {
  const result = parseXml(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.root;
}

function problem(text: string): XmlProblem | undefined {
  const result = parseXml(text);
  return result.ok ? undefined : result.problem;
}

describe('XML is read', () => {
  it.each([
    ['text', '<a>b</a>', 'b'],
    ['white space', '<a> b\t</a>', ' b\t'],
    ['references', '<a>&lt;&#65;&#x1F389;&amp;amp;</a>', '<A🎉&amp;'],
    ['a CDATA section', '<a>x<![CDATA[<b>&amp;]]>y</a>', 'x<b>&amp;y'],
    ['an empty CDATA section', '<a><![CDATA[]]></a>', ''],
    ['text around a comment', '<a>x<!-- y -->z</a>', 'xz'],
    ['text around a processing instruction', '<a>x<?y <z>?>w</a>', 'xw'],
    ['line ends of any kind', '<a>1\r\n2\r3\n4</a>', '1\n2\n3\n4'],
    ['a carriage return that is referred to', '<a>1&#13;2</a>', '1\r2'],
    ['what looks like a number', '<a>007.10</a>', '007.10'],
    ['nothing', '<a/>', ''],
  ])('with %s as it was meant', (_, text, expected) => {
    expect(textOf(root(text))).toBe(expected);
  });

  it('with comments in their places', () => {
    expect(root('<a>x<!-- y --><b/></a>').children).toEqual([
      'x',
      { kind: 'comment', text: ' y ' },
      expect.objectContaining({ kind: 'element', name: 'b' }),
    ]);
  });

  it('with white space in attributes folded, unless it is referred to', () => {
    expect(attribute(root('<a b="1\r\n2\t3\n&#10;&#9;&#13;"/>'), 'b')).toBe('1 2 3 \n\t\r');
  });

  it.each(['\ufeff<a/>', '\ufeff<?xml version="1.0"?>\n<a/>', '<!-- x --><a/>\n<?y?>', ' \n<a/>\r\n'])(
    'with what may stand around its element: %j',
    (text) => {
      expect(root(text).name).toBe('a');
    },
  );

  it('with names that mean something to JavaScript', () => {
    const { children, attributes } = root(
      '<a toString="1" __proto__="2"><hasOwnProperty/><valueOf>2</valueOf><constructor/><__proto__:__proto__ xmlns:__proto__="u"/></a>',
    );
    expect(attributes).toMatchObject([
      { name: 'toString', value: '1' },
      { name: '__proto__', value: '2' },
    ]);
    expect(children).toMatchObject([
      { name: 'hasOwnProperty' },
      { name: 'valueOf', children: ['2'] },
      { name: 'constructor' },
      { name: '__proto__', prefix: '__proto__', namespace: 'u' },
    ]);
  });

  it('with any text that was escaped, in an element and in an attribute', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (inside, value) => {
        const read = root(`<a b="${escapeAttribute(value)}">${escapeText(inside)}</a>`);
        expect(textOf(read)).toBe(inside);
        expect(attribute(read, 'b')).toBe(value);
      }),
    );
  });

  it(`up to ${MAX_DEPTH} elements deep, and no deeper`, () => {
    const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(problem(deep(MAX_DEPTH))).toBeUndefined();
    for (const depth of [MAX_DEPTH + 1, 20_000])
      expect(problem(deep(depth))).toMatchObject({ code: 'too-deep' });
  });
});

describe('Namespaces are resolved', () => {
  const names = (element: XmlElement): unknown => [
    `{${element.namespace}}${element.name}`,
    ...elements(element).map(names),
  ];

  it.each([
    ['a default', '<a xmlns="d"><b/></a>', ['{d}a', ['{d}b']]],
    ['a default that is taken back', '<a xmlns="d"><b xmlns=""><c/></b></a>', ['{d}a', ['{}b', ['{}c']]]],
    ['a default declared anew', '<a xmlns="d"><b xmlns="e"/><c/></a>', ['{d}a', ['{e}b'], ['{d}c']]],
    ['a prefix', '<p:a xmlns:p="u"><b/></p:a>', ['{u}a', ['{}b']]],
    [
      'a prefix declared anew',
      '<p:a xmlns:p="u"><p:b xmlns:p="v"/><p:c/></p:a>',
      ['{u}a', ['{v}b'], ['{u}c']],
    ],
    ['xml, which is never declared', '<xml:a/>', ['{http://www.w3.org/XML/1998/namespace}a']],
    ['a name with references', '<a xmlns="&amp;u&#x2f;"/>', ['{&u/}a']],
    ['a prefix that means something to JavaScript', '<constructor:a xmlns:constructor="u"/>', ['{u}a']],
  ])('from %s', (_, text, expected) => {
    expect(names(root(text))).toEqual(expected);
  });

  it('for an attribute only when it has a prefix', () => {
    expect(root('<a xmlns="d" xmlns:p="u" p:b="1" b="2"/>').attributes).toEqual([
      { name: 'b', prefix: 'p', namespace: 'u', value: '1' },
      { name: 'b', prefix: '', namespace: '', value: '2' },
    ]);
  });

  it.each(['<p:a/>', '<a p:b="1"/>', '<a><p:b xmlns:p="u"/><p:c/></a>', '<toString:a/>', '<xmlns:a/>'])(
    'or the prefix is named that is not bound: %s',
    (text) => {
      expect(problem(text)).toMatchObject({
        code: 'unbound-prefix',
        message: expect.stringMatching(/prefix "\w+"/) as string,
      });
    },
  );
});

describe('Processing instructions', () => {
  it.each(['<?keep "this?>', "<?it 's?>", '<?a b="1?>', '<?x <y> ?>'])(
    'may hold what they like: %s',
    (words) => {
      expect(parseXml(`<a>1${words}2</a>`)).toMatchObject({ ok: true, root: { children: ['12'] } });
    },
  );

  it('do not hide in the value of an attribute', () => {
    expect(parseXml('<a b="<?c?>"/>')).toMatchObject({ ok: false, problem: { code: 'malformed' } });
  });
});

import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { fixAll } from '#src/language/check';
import { xmlFlaws } from '#src/xml/flaws';
import { parseXml } from '#src/xml/parse';
import { placeXml } from '#src/xml/positions';
import { mutated } from './mutations';
import { codes, envelope, expectProblem } from './texts';

/** A getLead request with that key, in its shortest form. */
function key(value: string, type = 'EMAIL'): string {
  return envelope(
    `    <m:paramsGetLead><leadKey><keyType>${type}</keyType><keyValue>${value}</keyValue></leadKey></m:paramsGetLead>`,
  );
}

describe('Well-formedness is told in words, at the exact place', () => {
  it('finds nothing in a good request', () => {
    expect(codes(key('rufus@marketo.com'))).toEqual([]);
  });

  it('points at an ampersand', () => {
    expectProblem(key('a@b.c «&» d'), 'ampersand', { message: /&amp;/, fixed: 'a@b.c &amp; d' });
    expectProblem(key('a@b.c?x=1«&»y=2'), 'ampersand', { fixed: '?x=1&amp;y=2' });
    expectProblem(key('a@b.c «&»unknown;'), 'ampersand', { fixed: '&amp;unknown;' });
  });

  it('points at an ampersand in an attribute', () => {
    expectProblem(key('a@b').replace('<m:paramsGetLead>', '<m:paramsGetLead xmlns:x="a«&»b">'), 'ampersand', {
      fixed: 'xmlns:x="a&amp;b"',
    });
  });

  it('completes a reference without its semicolon', () => {
    expectProblem(key('a@b.c «&lt» d'), 'reference', { fixed: 'a@b.c &lt; d' });
  });

  it('replaces an entity that only HTML knows', () => {
    expectProblem(key('Zo@«&eacute;»'), 'reference', { fixed: 'Zo@&#233;' });
  });

  it('points at a reference to a character that XML forbids', () => {
    expectProblem(key('a@b«&#0;»'), 'reference');
  });

  it('points at a < that begins no tag', () => {
    expectProblem(key('a@b «<» c'), 'less-than', { fixed: 'a@b &lt; c' });
    expectProblem(key('a@b «<»1'), 'less-than', { fixed: 'a@b &lt;1' });
  });

  it('takes a < before letters in text for text', () => {
    expectProblem(key('a@b«<c»'), 'unfinished-tag', { fixed: 'a@b&lt;c' });
  });

  it('points at ]]> in text', () => {
    expectProblem(key('a@b«]]>»'), 'cdata-end', { fixed: 'a@b]]&gt;' });
  });

  it('points at a tag without its >', () => {
    const text = key('a@b').replace('<leadKey>', '\n      «<leadKey»\n');
    expectProblem(text, 'unfinished-tag', { fixed: '<leadKey>\n' });
  });

  it('points at a closing tag without its >', () => {
    expectProblem(key('a@b').replace('</leadKey>', '«</leadKey»\n'), 'unfinished-tag', {
      fixed: '</leadKey>\n',
    });
  });

  it('points at a closing tag whose name does not match, and names the line', () => {
    expectProblem(key('a@b').replace('</keyType>', '«</keyTyp>»'), 'mismatched-tag', {
      message: /<\/keyTyp> does not match <keyType>, which is open since line 11/,
      fixed: '<keyType>EMAIL</keyType>',
    });
  });

  it('tells tags apart by their whole names, digits and all', () => {
    const text = envelope('<ns1:a xmlns:ns1="urn:a"><ns1:b>«</ns1:c>»</ns1:a>');
    expectProblem(text, 'mismatched-tag', { message: /<\/ns1:c> does not match <ns1:b>/ });
  });

  it('points at an element that is never closed', () => {
    expectProblem(key('a@b').replace('<keyType>EMAIL</keyType>', '«<keyType>»EMAIL'), 'unclosed-element', {
      message: /<keyType> is never closed/,
      fixed: '<keyType>EMAIL</keyType><keyValue>',
    });
  });

  it('offers no end for an element that has swallowed its siblings', () => {
    const problem = expectProblem(
      key('a@b').replace('<leadKey>', '«<leadKey>»').replace('</leadKey>', ''),
      'unclosed-element',
    );
    expect(problem.fixes).toEqual([]);
  });

  it('points at a closing tag that closes nothing', () => {
    expectProblem(key('a@b').replace('</leadKey>', '</leadKey>«</leadKey>»'), 'stray-closing-tag', {
      fixed: '</leadKey></m:paramsGetLead>',
    });
  });

  it('points at attributes without a value, quotes, a closing quote or a blank', () => {
    const tag = (attributes: string) => key('a@b').replace('<leadKey>', `<leadKey ${attributes}>`);
    expectProblem(tag('«a»'), 'attribute-value', { message: /no value/ });
    expectProblem(tag('«a=1»'), 'attribute-value', { message: /between quotes/, fixed: '<leadKey a="1">' });
    expectProblem(tag('«a="1»'), 'attribute-value', { message: /closing quote/ });
    expectProblem('<a «b="1»', 'attribute-value', { message: /closing quote/ });
    expectProblem(tag('a="1"«b»="2"'), 'attribute-space', { fixed: '<leadKey a="1" b="2">' });
    expectProblem(tag('a="x «<» y"'), 'attribute-value', { fixed: 'a="x &lt; y"' });
    expectProblem(tag('a="1" «$»'), 'unfinished-tag', { message: /\$ can't stand/ });
  });

  it('points at the second of two attributes', () => {
    const tag = (attributes: string) => key('a@b').replace('<leadKey>', `<leadKey ${attributes}>`);
    expectProblem(tag('a="1" «a="1"»'), 'duplicate-attribute', { fixed: '<leadKey a="1">' });
    expect(expectProblem(tag('a="1" «a="2"»'), 'duplicate-attribute').fixes).toEqual([]);
    expectProblem(tag('xmlns:p="urn:p" xmlns:q="urn:p" p:a="1" «q:a="1"»'), 'duplicate-attribute');
  });

  it('points at a prefix that is bound to nothing, and declares the one that is meant', () => {
    const unbound = (text: string) => text.replace(' xmlns:m="http://www.marketo.com/mktows/"', '');
    expectProblem(unbound(key('a@b').replace('<m:paramsGetLead>', '<«m:paramsGetLead»>')), 'unbound-prefix', {
      message: /prefix "m"/,
      fixed: 'xmlns:m="http://www.marketo.com/mktows/"',
    });
    const nil = key('a@b').replace('<leadKey>', '<leadKey «xsi:nil»="false">');
    expectProblem(nil.replace(/ xmlns:xsi="[^"]*"/, ''), 'unbound-prefix', {
      fixed: 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    });
    expect(
      expectProblem(key('a@b').replace('<leadKey>', '<leadKey «q:z»="1">'), 'unbound-prefix').fixes,
    ).toEqual([]);
  });

  it('points at namespace declarations that are none', () => {
    const tag = (attributes: string) => key('a@b').replace('<leadKey>', `<leadKey ${attributes}>`);
    expectProblem(tag('«xmlns:p=""»'), 'namespace-declaration');
    expectProblem(tag('«xmlns:xml="urn:x"»'), 'namespace-declaration');
    expectProblem(tag('«xmlns:xmlns="urn:x"»'), 'namespace-declaration');
  });

  it('points at names that XML does not allow', () => {
    expectProblem(envelope('<«a:b:c» xmlns:a="urn:a"/>'), 'name');
  });

  it('has nothing against names that mean something to JavaScript', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString'])
      expect(codes(`<${name}:${name} xmlns:${name}="u" ${name}="1"/>`)).toEqual(['not-an-envelope']);
  });

  it('points at characters that XML forbids', () => {
    expectProblem(key('a@b«\u0001»'), 'forbidden-character', { message: /U\+0001/, fixed: '>a@b<' });
    expectProblem(key('a@b«\ud83c»'), 'forbidden-character', { message: /U\+D83C/ });
  });

  it('points at a document type declaration, whole', () => {
    const text = key('a@b').replace('?>\n', '?>\n«<!DOCTYPE a [ <!ENTITY b "c"> ]>»\n');
    expectProblem(text, 'doctype', { fixed: '?>\n\n<s:Envelope' });
  });

  it('points at text and elements outside the envelope', () => {
    expectProblem(`«HTTP/1.1 200 OK»\n${key('a@b').replace(/^<\?.*\n/, '')}`, 'text-outside');
    expectProblem(`${key('a@b')}«<b>»</b>`, 'several-roots');
    expectProblem('«just words»', 'text-outside');
    expectProblem('«<!-- nothing -->»', 'no-root');
  });

  it('points at comments, CDATA and instructions that are not closed or not allowed', () => {
    expectProblem(key('a@b').replace('<leadKey>', '«<!-- a -- b -->»<leadKey>'), 'comment', {
      fixed: '<!-- a - - b -->',
    });
    expectProblem(`${key('a@b')}«<!-- open»`, 'comment');
    expectProblem(`<a>«<![CDATA[open»`, 'cdata');
    expectProblem(key('«<![cdata[a@b]]>»'), 'cdata', {
      message: /capitals/,
      fixed: '<keyValue><![CDATA[a@b]]></keyValue>',
    });
    expectProblem(`<a>«<?open»`, 'instruction');
  });

  it('wants the declaration at the very beginning, and in its form', () => {
    expectProblem(`\n${key('a@b').replace(/^<\?.*\?>/, '«$&»')}`, 'declaration', { fixed: '<?xml version' });
    expectProblem('«<?xml version="1.0"\u00A0encoding="UTF-8"?>»<a/>', 'declaration');
    expectProblem('«<?xml encoding="UTF-8"?>»<a/>', 'declaration', {
      fixed: '<?xml version="1.0" encoding="UTF-8"?><a/>',
    });
  });

  it('refuses to follow elements that are nested too deeply', () => {
    expect(codes('<a>'.repeat(300) + '</a>'.repeat(300))).toContain('too-deep');
    expect(codes('<a>'.repeat(60_000))).toContain('too-deep');
  });

  it('says nothing about an empty text', () => {
    expect(codes('')).toEqual([]);
    expect(codes(' \n')).toEqual([]);
  });

  it('keeps quiet about the contract while the elements are not nested properly', () => {
    expect(codes(key('a@b').replace('</keyType>', ''))).toEqual(['unclosed-element']);
  });

  it('mends all that has one right answer together', () => {
    const text = key('Q&A & <1 &eacute;@x').replace('</leadKey>', '</leadKe>');
    const mended = fixAll(text, marketo);
    expect(mended.text).toBe(key('Q&amp;A &amp; &lt;1 &#233;@x'));
    expect(mended.fixed).toBe(5);
  });
});

/** What a widely used XML library says; undefined where it judges a namespace's URI, which is not our business. */
function accepted(text: string): boolean | undefined {
  try {
    XmlDocument.fromString(text).dispose();
    return true;
  } catch (error) {
    return /URI|encoding/i.test(String(error)) ? undefined : false;
  }
}

describe('The verdict on a text', () => {
  it('is that of another XML library, on requests with random mistakes', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const flaws = xmlFlaws(placeXml(text));
        const good = accepted(text);
        // A document type is XML all right, and no SOAP.
        fc.pre(good !== undefined && !/<!doctype/i.test(text));
        expect({ text, good: flaws.length === 0 }).toEqual({ text, good });
      }),
      { numRuns: 1500 },
    );
  });

  it('is never milder than that of the parser which reads the values', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const parsed = parseXml(text);
        if (!parsed.ok)
          expect({ text, flaws: xmlFlaws(placeXml(text)).length }).not.toEqual({ text, flaws: 0 });
      }),
      { numRuns: 500 },
    );
  });
});

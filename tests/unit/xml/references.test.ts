import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenCharacter } from '#src/xml/characters';
import { decodeReferences } from '#src/xml/decode-references';
import { escapeAllowed, escapeAttribute, escapeText } from '#src/xml/escape';
import { hostileText } from '../values';

/** Any code unit, those that mean something to XML more often: pairs come apart. */
const codeUnit = fc
  .oneof(
    fc.constantFrom(0, 9, 10, 13, 31, 38, 60, 62, 0xd83d, 0xde00, 0xffff),
    fc.integer({ max: 0xffff, min: 0 }),
  )
  .map((code) => String.fromCharCode(code));

describe('References', () => {
  it.each([
    ['no reference at all', 'no reference at all'],
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['&#9;&#xA;&#xd;', '\t\n\r'],
    ['&#128512;&#x1f600;', '😀😀'],
    ['&amp;lt;', '&lt;'],
    ['&#00065;', 'A'],
  ])('are resolved once: %j', (text, expected) => {
    expect(decodeReferences(text)).toEqual({ ok: true, text: expected });
  });

  it('that mean nothing are named, the first of them', () => {
    expect(decodeReferences('a &one; &two;')).toMatchObject({
      ok: false,
      message: expect.stringContaining('&one;') as string,
    });
  });

  it('carry any text through an element or an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(decodeReferences(escapeText(text))).toEqual({ ok: true, text });
        expect(decodeReferences(escapeAttribute(text))).toEqual({ ok: true, text });
        expect(escapeText(text)).not.toMatch(/[<>\r]/);
        expect(escapeAttribute(text)).not.toMatch(/[<>\r\n\t"]/);
      }),
    );
  });
});

describe('A text that is about to become an element’s content', () => {
  it('is written like any other unless XML forbids one of its characters', () => {
    const anything = fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.string({ unit: codeUnit }));
    fc.assert(
      fc.property(anything, (text) => {
        expect(escapeAllowed(text)).toBe(forbiddenCharacter(text) ? undefined : escapeText(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A character that XML forbids', () => {
  it.each([
    ['a\u0000', 1, 'U+0000'],
    ['\u001f', 0, 'U+001F'],
    ['🎉\ufffe', 2, 'U+FFFE'],
    ['\ud800x', 0, 'U+D800'],
    ['x\udc00', 1, 'U+DC00'],
  ])('in %j is found and numbered', (text, index, label) => {
    expect(forbiddenCharacter(text)).toEqual({ index, label });
  });

  it.each(['', '\t\r\n', '\u0020\ud7ff\ue000\ufffd', '\u{10000}\u{10ffff}', '\u007f\u0085'])(
    'is not in %j',
    (text) => {
      expect(forbiddenCharacter(text)).toBeUndefined();
    },
  );
});

import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { check, fixAll } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { snippetText } from '#src/language/snippet';
import { applyEdits } from '#src/xml/edits';
import { codes, envelope } from './texts';

const key = (inner: string) => envelope(`<m:paramsGetLead><leadKey>${inner}</leadKey></m:paramsGetLead>`);

/** What stands in leadKey once the first completion at the `|` is taken. */
function taken(inner: string): string | undefined {
  const source = key(inner);
  const text = source.replace('|', '');
  const [first] = complete(text, source.indexOf('|'), marketo);
  if (!first) return undefined;
  const done = applyEdits(text, [{ ...first.range, text: snippetText(first.insert) }, ...first.also]);
  return /<leadKey>([^]*)<\/leadKey>/.exec(done)?.[1];
}

describe('A completion takes the place of the word that the cursor is in', () => {
  it.each([
    ['<| keyType>', '<keyType>IDNUM</keyType>'],
    ['<|  keyType/>', '<keyType>IDNUM</keyType>'],
    ['<keyType&|>', '<keyType>IDNUM</keyType>'],
    ['<key|Type&>', '<keyType>IDNUM</keyType>'],
    ['<|keyType>', '<keyType>IDNUM</keyType>'],
  ])('%s becomes %s', (source, done) => {
    expect(taken(source)).toBe(done);
  });

  it.each([
    ['<| keyType>EMAIL</keyType>', '<keyType>EMAIL</keyType>'],
    ['<keyType&|>EMAIL</keyType&>', '<keyType>EMAIL</keyType>'],
    ['<keyType&|>EMAIL</keyType>', '<keyType>EMAIL</keyType>'],
    ['<key|Type>EMAIL</keyType>', '<keyType>EMAIL</keyType>'],
  ])('%s keeps its value', (source, done) => {
    expect(taken(source)).toBe(done);
  });
});

describe('What was escaped', () => {
  it.each([
    ['a&amp;amp;b', 'a&amp;b'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['caf&amp;#233;', 'caf&#233;'],
  ])('twice is advice, with a fix that escapes it once: %s', (value, once) => {
    const text = key(`<keyType>EMAIL</keyType><keyValue>${value}</keyValue>`);
    const found = check(text, marketo).filter(({ code }) => code === 'double-escaped');
    expect(found.map(({ severity }) => severity)).toEqual(['advice']);
    const mended = applyEdits(text, found[0]!.fixes[0]!.edits);
    expect(mended).toContain(`<keyValue>${once}</keyValue>`);
    expect(codes(mended)).not.toContain('double-escaped');
    // It may be meant.
    expect(fixAll(text, marketo).text).toBe(text);
  });

  it.each(['a&amp;b', 'AT&amp;T;', '&amp;', '<![CDATA[x & y]]>'])('once is right: %s', (value) => {
    expect(codes(key(`<keyType>EMAIL</keyType><keyValue>${value}</keyValue>`))).not.toContain(
      'double-escaped',
    );
  });

  const children = '<keyType>EMAIL</keyType><keyValue>a@b.c</keyValue>';
  it.each([
    ['as text', children.replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['as text with bare >', ` ${children.replaceAll('<', '&lt;')} `],
    ['into CDATA', `<![CDATA[${children}]]>`],
  ])('or put elements %s is named, and one fix makes elements of it', (_, inside) => {
    const text = key(inside);
    const [problem] = check(text, marketo).filter(({ code }) => code === 'escaped-elements');
    expect(problem?.message).toMatch(/leadKey holds its elements/);
    const mended = applyEdits(text, problem!.fixes[0]!.edits);
    expect(codes(mended)).toEqual(codes(key(children)));
  });

  it('is left alone where a field holds text', () => {
    const text = key('<keyType>EMAIL</keyType><keyValue>&lt;b&gt;</keyValue>');
    expect(codes(text)).not.toContain('escaped-elements');
  });
});

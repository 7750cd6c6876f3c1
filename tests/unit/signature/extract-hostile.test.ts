import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extract } from '#src/signature/extract';
import { envelopeOf, facts } from './facts';

const signature = 'd27074cb49414b3410fd7ab58b5945c3e86d28d4';

test('No text makes it throw', () => {
  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&#x',
      ';',
      '"',
      "'",
      '\\',
      '\\u00',
      '^',
      '%3',
      'curl ',
    ],
    ...[
      'mktowsUserId',
      '<mktowsUserId>',
      'requestSignature=',
      'POST / HTTP/1.1',
      '\n',
      ' ',
      '-d',
      "$'",
      'user id:',
      '\ud800',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const { form, missing } = extract(pieces.join(''));
      expect(form).toBeTypeOf('string');
      expect(missing.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['unfinished comments', '<!--'],
  ['unfinished CDATA', '<![CDATA['],
  ['unfinished tags', '<a '],
  ['quotes', '<a b="'],
  ['open elements', '<mktowsUserId>'],
  ['entities', '&amp;'],
  ['half entities', '&lt&'],
  ['backslashes', '\\'],
  ['carets', '^"'],
  ['single quotes', "'"],
  ['spaces', ' '],
  ['labels', 'user id'],
  ['labels with spaces', 'user      '],
  ['hex', 'ab'],
  ['percents', '%3C'],
])('Ten megabytes of %s are read to their end', (_, unit) => {
  const flood = unit.repeat(Math.ceil(10_000_000 / unit.length));
  for (const input of [
    flood,
    `curl ${flood}`,
    `mktowsUserId ${flood}`,
    `<mktowsUserId>${flood}`,
    `&lt;mktowsUserId${flood}`,
  ]) {
    expect(extract(input).missing.length).toBeGreaterThan(0);
  }
});

test('A header is found at the end of ten megabytes', () => {
  const found = extract(`${'<row>x</row>\n'.repeat(770_000)}${envelopeOf(facts, signature)}`);
  expect([found.values.requestSignature?.text, found.cut]).toEqual([signature, true]);
});

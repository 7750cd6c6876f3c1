import fc from 'fast-check';
import { marketo } from '#src/contract/marketo';
import { writeRequest } from '#src/envelope/write';
import { disguise, dress } from '../envelope/disguise';
import { anyRequest } from '../values';

const PIECES = [
  ...[
    '',
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    '</',
    ' ',
    '=',
    ':',
    'x',
    ']]>',
    '<!--',
    '-->',
    '<![CDATA[',
    '&amp;',
    '<?',
  ],
  ...[
    '\u0001',
    '\ud83c',
    '<b>',
    '</b>',
    'xmlns=""',
    'a="1"',
    'xsi:type="m:X"',
    'xsi:nil="true"',
    '<keyType>',
    '<!DOCTYPE a>',
  ],
];

/** Any request in any dress, with a few places overwritten by what breaks XML. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    anyRequest(marketo),
    disguise,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.constantFrom(...PIECES)), { maxLength: 3 }),
  )
  .map(([data, how, changes]) => {
    const written = writeRequest(marketo, data);
    if (!written.ok) throw new Error(written.problems[0]?.message);
    return changes.reduce(
      (text, [place, length, piece]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + piece + text.slice(at + length);
      },
      dress(written.text, how),
    );
  });

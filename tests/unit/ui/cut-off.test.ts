import { describe, expect, it } from 'vitest';
import { cutOffAt } from '#src/ui/answer/cut-off';

describe('An answer that was cut off', () => {
  it('is known by its missing end tag, and says where it ends', () => {
    const text = '<?xml version="1.0"?>\n<S:Envelope xmlns:S="urn:x">\n  <S:Bo';
    expect(cutOffAt(text)).toEqual({ line: 3, column: 8, offset: text.length - 7 });
    expect(cutOffAt('<Envelope a="b"><Body>')).toMatchObject({ line: 1 });
  });

  it.each(['', '<a><b></a>', '<S:Envelope></S:Envelope>', '<S:Envelope><b></S:Envelope >', 'S:Envelope <'])(
    'is nothing else: %j',
    (text) => expect(cutOffAt(text)).toBeUndefined(),
  );
});

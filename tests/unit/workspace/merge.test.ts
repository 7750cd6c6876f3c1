import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import type { Values } from '#src/envelope/values';
import { mergeValues, same } from '#src/workspace/merge';
import { requestOf } from '../values';

const anything = requestOf(marketo, operation(marketo, 'getMultipleLeads')!).map(({ values }) => values);

describe('Merging two sides that began the same', () => {
  it.each<[string, Values, Values, Values, Values]>([
    [
      'takes each side’s own change',
      { a: '1', b: '1' },
      { a: '2', b: '1' },
      { a: '1', b: '2' },
      { a: '2', b: '2' },
    ],
    ['prefers mine where both changed a text', { a: '1' }, { a: '2' }, { a: '3' }, { a: '2' }],
    ['takes a removal for a change', { a: '1', b: '1' }, { b: '1' }, { a: '1', b: '2' }, { b: '2' }],
    [
      'takes their removal of what I left alone',
      { a: '1', b: '1' },
      { a: '1', b: '2' },
      { b: '1' },
      { b: '2' },
    ],
    ['keeps what both added', {}, { a: '1' }, { b: '2' }, { a: '1', b: '2' }],
    [
      'goes into groups',
      { g: { a: '1', b: '1' } },
      { g: { a: '2', b: '1' } },
      { g: { a: '1', b: '2' } },
      { g: { a: '2', b: '2' } },
    ],
    ['takes a list as one', { l: ['1', '2'] }, { l: ['1', '3'] }, { l: ['0', '2'] }, { l: ['1', '3'] }],
    ['takes nil for a value', { g: { a: '1' } }, { g: null }, { g: { a: '1' } }, { g: null }],
    [
      'never mixes two types: mine, where I changed it',
      { s: { $type: 'A', a: '1' } },
      { s: { $type: 'B', b: '1' } },
      { s: { $type: 'A', a: '2' } },
      { s: { $type: 'B', b: '1' } },
    ],
    [
      'never mixes two types: theirs, where they changed it',
      { s: { $type: 'A', a: '1' } },
      { s: { $type: 'A', a: '2' } },
      { s: { $type: 'B', b: '1' } },
      { s: { $type: 'B', b: '1' } },
    ],
  ])('%s', (_, base, mine, theirs, merged) => {
    expect(mergeValues(base, mine, theirs)).toEqual(merged);
  });

  it('gives one side when the other changed nothing, for any request', () => {
    fc.assert(
      fc.property(anything, anything, (base, other) => {
        expect(mergeValues(base, other, base)).toEqual(other);
        expect(mergeValues(base, base, other)).toEqual(other);
        expect(mergeValues(base, other, other)).toEqual(other);
      }),
    );
  });
});

describe('Comparing values', () => {
  it.each<[boolean, Values, Values]>([
    [true, { a: '1', b: '2' }, { b: '2', a: '1' }],
    [true, { a: undefined }, {}],
    [true, { l: ['1', null] }, { l: ['1', null] }],
    [false, { l: ['1', '2'] }, { l: ['2', '1'] }],
    [false, { l: ['1'] }, { l: '1' }],
    [false, { g: {} }, {}],
    [false, { g: null }, { g: {} }],
    [false, { a: '' }, {}],
  ])('says %s', (expected, one, other) => {
    expect(same(one, other)).toBe(expected);
    expect(same(other, one)).toBe(expected);
  });
});

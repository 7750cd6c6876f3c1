import { expect, test } from 'vitest';
import { readGuidePlace, writeGuidePlace } from '#src/guide/guide-place';

test.each([
  ['getLead', { kind: 'operation', name: 'getLead' }],
  ['contents', { kind: 'contents' }],
  ['recipe/fast-leads', { kind: 'recipe', id: 'fast-leads' }],
  ['concept/signature', { kind: 'concept', id: 'signature' }],
  ['fault/20014', { kind: 'fault', code: '20014' }],
])('#guide/%s leads to its page, and is written again as it was', (page, place) => {
  expect(readGuidePlace(page)).toEqual(place);
  expect(writeGuidePlace(readGuidePlace(page))).toBe(page);
});

test('another kind of page is an operation’s, which the guide then does not know', () => {
  expect(readGuidePlace('story/one')).toEqual({ kind: 'operation', name: 'story/one' });
});

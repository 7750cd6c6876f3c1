import { expect, it } from 'vitest';
import { MORE_TEXT, shownLength } from '#src/ui/answer/beginning';

const lines = (characters: number) => `${'x'.repeat(99)}\n`.repeat(characters / 100);

it('shows an answer of a few megabytes whole', () => {
  expect(shownLength('', 0)).toBe(0);
  expect(shownLength(lines(5_000_000), 0)).toBe(5_000_000);
});

it('shows of a longer one whole lines from its beginning', () => {
  const text = `<a>\n${lines(20_000_000)}`;
  const length = shownLength(text, 0);
  expect(length).toBeGreaterThanOrEqual(MORE_TEXT);
  expect(length).toBeLessThan(MORE_TEXT + 200);
  expect(text[length - 1]).toBe('\n');
});

it('shows as much as somebody wants, up to the end', () => {
  const text = lines(20_000_000);
  expect(shownLength(text, 9_000_050)).toBe(9_000_100);
  expect(shownLength(text, 19_100_000)).toBe(20_000_000);
  expect(shownLength(text, 30_000_000)).toBe(20_000_000);
});

it('takes one line that is as long as the text in pieces too, and no character apart', () => {
  const text = 'a' + '😀'.repeat(5_000_000);
  const length = shownLength(text, 0);
  expect(Math.abs(length - MORE_TEXT)).toBeLessThanOrEqual(1);
  // Half of a character beyond U+FFFF.
  expect(text.slice(0, length)).not.toMatch(/\p{Surrogate}/u);
});

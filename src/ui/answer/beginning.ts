/** Up to so many characters a text is shown whole. */
const WHOLE = 6_000_000;
/** A longer one is shown from its beginning, in pieces of so many characters: more would hold up the page while an editor takes it. */
export const MORE_TEXT = 4_000_000;

/**
 * How much of a text is shown.
 *
 * @param wanted the number of characters that somebody wants to see; 0 when nobody has said.
 * @returns a number of characters: the text's own, or up to the end of a line, where there is one near.
 */
export function shownLength(text: string, wanted: number): number {
  const least = Math.max(wanted, text.length <= WHOLE ? WHOLE : MORE_TEXT);
  // A small rest is not worth a question.
  if (least + MORE_TEXT / 4 >= text.length) return text.length;
  const end = text.indexOf('\n', least);
  if (end !== -1 && end < least + MORE_TEXT / 4) return end + 1;
  const code = text.charCodeAt(least - 1);
  // Both halves of a surrogate pair are shown.
  return code >= 0xd800 && code <= 0xdbff ? least + 1 : least;
}

/** `4.2`: millions of characters. */
export function inMillions(characters: number): string {
  return (characters / 1e6).toFixed(1);
}

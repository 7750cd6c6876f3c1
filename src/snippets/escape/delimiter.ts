/**
 * A here-document's end mark: the wanted word, or the first of `WORD_2`, `WORD_3`, … that no line of the text starts with.
 * White space before it is passed over, since several languages allow the mark to be indented.
 */
export function endMark(text: string, wanted: string): string {
  const taken = (mark: string) => new RegExp(`^[ \\t]*${mark}`, 'm').test(text.replaceAll('\r', '\n'));
  let mark = wanted;
  for (let number = 2; taken(mark); number += 1) mark = `${wanted}_${number}_`;
  return mark;
}

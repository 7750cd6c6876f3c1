/** The longest text of ids that goes into a position. */
const LONGEST = 8_000;

/** Ascending ids as a short text: each as what it is more than the one before; undefined when it would be too long. */
export function packIds(ids: readonly number[]): string | undefined {
  let before = 0;
  let text = '';
  for (const id of ids) {
    text += `${text === '' ? '' : '.'}${(id - before).toString(36)}`;
    if (text.length > LONGEST) return undefined;
    before = id;
  }
  return text;
}

/** The ids of a text of `packIds`. */
export function unpackIds(text: string): number[] {
  let id = 0;
  return text === '' ? [] : text.split('.').map((step) => (id += parseInt(step, 36)));
}

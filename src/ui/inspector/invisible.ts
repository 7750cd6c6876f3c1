/** A stretch of text, or one character that can't be seen and the name it is shown by. */
export interface Stretch {
  readonly text: string;
  /** Short, for showing in the character's place; absent for text that can be seen. */
  readonly symbol?: string;
  /** In words. */
  readonly name?: string;
}

const NAMED: Readonly<Record<string, readonly [symbol: string, name: string]>> = {
  ' ': ['·', 'space'],
  '\t': ['→', 'tab'],
  '\n': ['↵', 'line feed'],
  '\r': ['␍', 'carriage return'],
  '\u00a0': ['⍽', 'no-break space'],
  '\u200b': ['ZWSP', 'zero width space'],
  '\u200e': ['LRM', 'left-to-right mark'],
  '\u200f': ['RLM', 'right-to-left mark'],
  '\u2028': ['LS', 'line separator'],
  '\ufeff': ['BOM', 'byte order mark'],
};

/** Splits a text so that white space, control and formatting characters can be shown. */
export function showInvisible(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let plain = '';
  for (const character of text) {
    const named =
      NAMED[character] ??
      (/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(character) ? codePoint(character) : undefined);
    if (!named) {
      plain += character;
      continue;
    }
    if (plain) stretches.push({ text: plain });
    plain = '';
    stretches.push({ text: character, symbol: named[0], name: named[1] });
  }
  if (plain) stretches.push({ text: plain });
  return stretches;
}

function codePoint(character: string): [string, string] {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return [code, code];
}

/** How many bytes a text has in UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

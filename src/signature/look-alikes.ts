/** A character that can't be seen, or that looks like one of ASCII. */
export interface LookAlike {
  /** `U+200B` */
  readonly code: string;
  /** Its name in Unicode, in lower case, for those that people meet; else empty. */
  readonly name: string;
  /** The character of ASCII that it looks like; empty for one that can't be seen. */
  readonly like: string;
  /** Where it stands in the value. */
  readonly side: 'before' | 'after' | 'in';
  /** Its place in the value, counted from 1 in characters. */
  readonly place: number;
}

const hidden: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u034f': 'combining grapheme joiner',
  '\u061c': 'Arabic letter mark',
  '\u180e': 'Mongolian vowel separator',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'byte order mark',
};

const alike: Readonly<Record<string, readonly [like: string, name: string]>> = {
  '\u00a0': [' ', 'no-break space'],
  '\u202f': [' ', 'narrow no-break space'],
  '\u2007': [' ', 'figure space'],
  '\u2009': [' ', 'thin space'],
  '\u3000': [' ', 'ideographic space'],
  '\u2010': ['-', 'hyphen'],
  '\u2011': ['-', 'non-breaking hyphen'],
  '\u2012': ['-', 'figure dash'],
  '\u2013': ['-', 'en dash'],
  '\u2014': ['-', 'em dash'],
  '\u2015': ['-', 'horizontal bar'],
  '\u2212': ['-', 'minus sign'],
  '\uff1a': [':', 'fullwidth colon'],
  '\u2236': [':', 'ratio'],
  '\ua789': [':', 'modifier letter colon'],
  '\u2018': ["'", 'left single quotation mark'],
  '\u2019': ["'", 'right single quotation mark'],
  '\u201c': ['"', 'left double quotation mark'],
  '\u201d': ['"', 'right double quotation mark'],
  '\u02cd': ['_', 'modifier letter low macron'],
};

/** Letters that are drawn as Latin ones are, in pairs: theirs, and the Latin one. */
const letters: readonly (readonly [script: string, theirs: string, latin: string])[] = [
  ['Cyrillic', 'АВЕЅІЈКМНОРСТУХЗаеѕіјорсухһԁԛԝ', 'ABESIJKMHOPCTYX3aesijopcyxhdqw'],
  ['Greek', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ', 'ABEZHIKMNOPTYXovp'],
];

/** What a character looks like, and its name; undefined for one that is what it looks like. */
function resembles(character: string): readonly [like: string, name: string] | undefined {
  if (character <= '\x7f') return undefined;
  const name = hidden[character];
  if (name !== undefined) return ['', name];
  const known = alike[character];
  if (known) return known;
  for (const [script, theirs, latin] of letters) {
    const at = theirs.indexOf(character);
    if (at >= 0) return [latin.charAt(at), `${script} letter`];
  }
  if (/\p{Zs}/u.test(character)) return [' ', ''];
  if (/\p{Cf}/u.test(character)) return ['', ''];
  if (/\p{Pd}/u.test(character)) return ['-', ''];
  // Full-width and mathematical letters and digits have a compatible form in ASCII.
  const compatible = character.normalize('NFKC');
  return /^[\x21-\x7e]$/.test(compatible) ? [compatible, ''] : undefined;
}

/** The text with ASCII in the place of what looks like it, without what can't be seen, and without white space around. */
export function plainLookAlikes(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  let plain = '';
  for (const character of text) plain += resembles(character)?.[0] ?? character;
  return plain === text ? text : plain.trim();
}

/** Names each character of a value that can't be seen or that looks like another, in their order. */
export function lookAlikesIn(text: string): LookAlike[] {
  if (!/[^\0-\x7f]/.test(text)) return [];
  const characters = [...text];
  const isAround = (character: string) => {
    const like = resembles(character)?.[0];
    return like === '' || like === ' ' || /\s/.test(character);
  };
  const first = characters.findIndex((character) => !isAround(character));
  const last = characters.findLastIndex((character) => !isAround(character));
  return characters.flatMap((character, index): LookAlike[] => {
    const [like, name] = resembles(character) ?? [];
    if (like === undefined || name === undefined) return [];
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    const side = index < first ? 'before' : index > last ? 'after' : 'in';
    return [{ code, name, like, side, place: index + 1 }];
  });
}

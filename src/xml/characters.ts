// Outside XML 1.0's Char (section 2.2); a lone surrogate is no character either.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

// The same as far as single code units can tell: whatever it does not match is allowed.
const SUSPECT = /[\0-\x08\x0B\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** The first character that XML 1.0 forbids, or undefined. `index` counts UTF-16 code units. */
export function forbiddenCharacter(
  text: string,
): { readonly index: number; readonly label: string } | undefined {
  if (!SUSPECT.test(text)) return undefined;
  const match = FORBIDDEN.exec(text);
  if (!match) return undefined;
  const code = (text.codePointAt(match.index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { index: match.index, label: `U+${code}` };
}

// Everything that either a reference or a refusal is needed for, in one look.
const NOTABLE = /[&<>\0-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Where the first character stands that is forbidden or has to be written as a reference; -1 for none. In UTF-16 code units. */
export function notableIndex(text: string): number {
  return text.search(NOTABLE);
}

/** Characters that look like white space or like nothing at all, and are text like any other to XML. */
const LOOKALIKE = /^(?:[^\S \t\r\n]|[\u200B\u2060])+/;

/** The run of other white space that a text begins with: no-break spaces, byte order marks and the like; empty without one. */
export function otherSpace(text: string): string {
  return LOOKALIKE.exec(text)?.[0] ?? '';
}

/** A character by its number, `U+00A0`. */
export function characterLabel(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Deeper than any real SOAP message; deeper input is refused. */
export const MAX_DEPTH = 200;

/** More attributes than any real element has; namespace declarations count. */
export const MAX_ATTRIBUTES = 20_000;

/** More prefixes than are bound at one place of any real message. */
export const MAX_PREFIXES = 1000;

/** A piece of the input in a message: longer ones are cut, so that a message stays one to read. */
const MAX_QUOTED = 300;

/** A piece of the input as it may stand in a message: no longer than 300 characters. */
export function quoted(text: string): string {
  return text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

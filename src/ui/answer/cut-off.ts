/** Where a text ends. */
export interface TextEnd {
  /** Where its last line begins, in UTF-16 units. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Where an envelope ends that lacks its end tag; undefined for one that has it, and for any other text. */
export function cutOffAt(text: string): TextEnd | undefined {
  const [, prefix] = /^\s*(?:<\?xml[^>]*>\s*)?<((?:[\w.-]+:)?)Envelope[\s>]/.exec(text) ?? [];
  if (prefix === undefined || text.includes(`</${prefix}Envelope`)) return undefined;
  const offset = text.lastIndexOf('\n') + 1;
  return { offset, line: text.split('\n').length, column: text.length - offset + 1 };
}

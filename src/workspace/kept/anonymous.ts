/** The header's values by which a request says who sends it, and proves it. */
const IDENTITY = ['mktowsUserId', 'requestSignature', 'requestTimestamp'] as const;

/** Shorter values may stand in a text for other reasons. */
const SHORTEST = 6;

/**
 * The same request without user id, signature and timestamp; everything else of the text stays. User id and signature are
 * taken out wherever they stand, a comment for one.
 */
export function withoutIdentity(text: string): string {
  const values = new Set<string>();
  const emptied = IDENTITY.reduce((rest, name) => {
    // What is broken has no end tag: its value then goes up to the next tag.
    const element = new RegExp(
      `(<(?:[\\w.-]+:)?${name}(?:\\s(?:[^>"']|"[^"]*"|'[^']*')*)?(?<!/)>)(?:([\\s\\S]*?)(</(?:[\\w.-]+:)?${name}\\s*>)|([^<]*))`,
      'g',
    );
    return rest.replace(element, (_, open: string, value?: string, close?: string, broken?: string) => {
      const own = (value ?? broken ?? '').replace(/^<!\[CDATA\[|\]\]>$/g, '').trim();
      if (own.length >= SHORTEST && name !== 'requestTimestamp') values.add(own);
      return open + (close ?? '');
    });
  }, text);
  return [...values].reduce((rest, value) => rest.replaceAll(alone(value), ''), emptied);
}

/** A value that is no part of a longer word, such as an address. */
function alone(value: string): RegExp {
  const literal = value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![\\w@.-])${literal}(?![\\w@-])`, 'g');
}

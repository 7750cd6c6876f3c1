/** The header's values by which a request says who sends it, and proves it. */
const IDENTITY = ['mktowsUserId', 'requestSignature', 'requestTimestamp'] as const;

/** The same request without user id, signature and timestamp; everything else of the text stays. */
export function withoutIdentity(text: string): string {
  return IDENTITY.reduce(
    (rest, name) =>
      rest.replace(
        new RegExp(`(<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>)[^<]*(</(?:[\\w.-]+:)?${name}\\s*>)`, 'g'),
        '$1$2',
      ),
    text,
  );
}

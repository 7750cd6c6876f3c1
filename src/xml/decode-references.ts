const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const NUMERIC = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/;

export type DecodedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * Replaces character references and the five entities that XML 1.0 predefines (sections 4.1 and 4.6). Any other entity
 * would need a DTD, which a SOAP message can't have, so it is an error here.
 */
export function decodeReferences(text: string): DecodedText {
  if (!text.includes('&')) return { ok: true, text };
  let message = '';
  const decoded = text.replace(/&([^;&\s]{0,64});?/g, (whole: string, name: string) => {
    const character = whole.endsWith(';') ? lookUp(name) : undefined;
    if (character === undefined)
      message ||= NUMERIC.test(name)
        ? `${whole} names a character that XML forbids.`
        : `${whole} is no character reference; a plain & is written &amp;.`;
    return character ?? whole;
  });
  return message ? { ok: false, message } : { ok: true, text: decoded };
}

function lookUp(name: string): string | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const match = NUMERIC.exec(name);
  if (!match) return undefined;
  const code = match[1] ? parseInt(match[1], 16) : Number(match[2]);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, section 2.2: a reference may not name a character that could not stand there itself. */
function isCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

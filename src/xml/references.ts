const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

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
      message ||= `${whole} is no character reference; a plain & is written &amp;.`;
    return character ?? whole;
  });
  return message ? { ok: false, message } : { ok: true, text: decoded };
}

function lookUp(name: string): string | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
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

const SPECIAL = /[&<>\r]/;

/** Text as element content. A carriage return is written as a reference, since a parser would fold it (XML 1.0, 2.11). */
export function escapeText(text: string): string {
  const first = text.search(SPECIAL);
  if (first < 0) return text;
  // One pass over the rest: large messages are mostly this.
  let escaped = '';
  let from = 0;
  for (let at = first; at < text.length; at += 1) {
    const reference = REFERENCES[text.charCodeAt(at)];
    if (reference === undefined) continue;
    escaped += text.slice(from, at) + reference;
    from = at + 1;
  }
  return escaped + text.slice(from);
}

const REFERENCES: Readonly<Record<number, string>> = { 13: '&#13;', 38: '&amp;', 60: '&lt;', 62: '&gt;' };

/** Text as an attribute value between double quotes; white space other than a blank as references (XML 1.0, 3.3.3). */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

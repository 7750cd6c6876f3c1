import { forbiddenCharacter, notableIndex } from './characters';

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
  return first < 0 ? text : (escapeFrom(text, first, false) ?? text);
}

/** The same, but undefined when XML can't carry one of the characters; `forbiddenCharacter` then says which. */
export function escapeAllowed(text: string): string | undefined {
  const first = notableIndex(text);
  return first < 0 ? text : escapeFrom(text, first, true);
}

/** One pass, since large messages are mostly this; the exact look is taken once, and only at texts that need it. */
function escapeFrom(text: string, first: number, isChecked: boolean): string | undefined {
  let escaped = text.slice(0, first);
  let from = first;
  let isUnsure = isChecked;
  for (let at = first; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= GREATER_THAN && IS_SPECIAL[code]) {
      if (from < at) escaped += text.slice(from, at);
      escaped += REFERENCES[code] ?? '';
      from = at + 1;
    } else if (isUnsure && (code < BLANK || code >= SURROGATES)) {
      if (forbiddenCharacter(text)) return undefined;
      isUnsure = false;
    }
  }
  return from < text.length ? escaped + text.slice(from) : escaped;
}

const REFERENCES: Readonly<Record<number, string>> = { 13: '&#13;', 38: '&amp;', 60: '&lt;', 62: '&gt;' };

const BLANK = 0x20;
const GREATER_THAN = 0x3e;
const SURROGATES = 0xd800;

/** 1 for the code units in `REFERENCES`: far faster to ask than an object. */
const IS_SPECIAL = Uint8Array.from({ length: GREATER_THAN + 1 }, (_, code) => (code in REFERENCES ? 1 : 0));

/** Text as an attribute value between double quotes; white space other than a blank as references (XML 1.0, 3.3.3). */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

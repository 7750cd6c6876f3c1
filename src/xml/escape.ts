import { forbiddenCharacter, notableIndex } from './characters';

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

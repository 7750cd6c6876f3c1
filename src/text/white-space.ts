/*
 * White space as XML has it: space, tab, carriage return and line feed, and nothing else (XML 1.0, section 2.3). What
 * JavaScript trims beyond that, such as a no-break space or a byte order mark, is text like any other.
 */

const LEADING = /^[ \t\r\n]+/;
const ONLY = /^[ \t\r\n]*$/;
const RUN = /[ \t\r\n]+/g;

/** True for a text of nothing but XML white space, and for an empty one. */
export function isXmlSpace(text: string): boolean {
  return ONLY.test(text);
}

/** A text without the XML white space at its beginning. */
export function trimXmlStart(text: string): string {
  return text.replace(LEADING, '');
}

/** A text without the XML white space at its end. */
export function trimXmlEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpaceCode(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without the XML white space around it. */
export function trimXml(text: string): string {
  return trimXmlStart(trimXmlEnd(text));
}

/** A text as `xs:token` has it: trimmed, and each run of XML white space inside one space (XML Schema Part 2, 4.3.6). */
export function collapseXml(text: string): string {
  return trimXml(text).replace(RUN, ' ');
}

/** The words of a list: what stands between runs of XML white space. */
export function xmlWords(text: string): string[] {
  const collapsed = collapseXml(text);
  return collapsed === '' ? [] : collapsed.split(' ');
}

function isSpaceCode(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

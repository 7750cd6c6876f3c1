import { fix, type XmlFlaw } from './flaw';
import type { TextRange } from './placed';
import { trimXml } from '../text/white-space';
import { decodeReferences } from './decode-references';

// Outside XML 1.0's Char (section 2.2); a lone surrogate is no character either.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const REFERENCE = /&(#?[^\s&;<>"']{0,32})(;?)/g;
const PREDEFINED: ReadonlySet<string> = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);

/** Entities of HTML that people paste into XML, as the character references that say the same. */
const HTML: Readonly<Record<string, string>> = {
  nbsp: '&#160;',
  copy: '&#169;',
  reg: '&#174;',
  euro: '&#8364;',
  ndash: '&#8211;',
  mdash: '&#8212;',
  hellip: '&#8230;',
  lsquo: '&#8216;',
  rsquo: '&#8217;',
  ldquo: '&#8220;',
  rdquo: '&#8221;',
  eacute: '&#233;',
  egrave: '&#232;',
  agrave: '&#224;',
  ccedil: '&#231;',
  uuml: '&#252;',
  ouml: '&#246;',
  auml: '&#228;',
  szlig: '&#223;',
};

/** Characters that XML forbids, anywhere in the text. */
export function characterFlaws(text: string): XmlFlaw[] {
  const flaws: XmlFlaw[] = [];
  for (const match of text.matchAll(FORBIDDEN)) {
    const label = (text.codePointAt(match.index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const end = match.index + match[0].length;
    flaws.push({
      code: 'forbidden-character',
      start: match.index,
      end,
      message: `The character U+${label} is not allowed in XML, in no form.`,
      fix: fix('Remove the character', match.index, end, ''),
    });
    if (flaws.length >= 100) break;
  }
  return flaws;
}

/**
 * What is wrong in text between tags.
 *
 * @param beside whether elements stand beside it.
 */
export function textFlaws(text: string, { start, end }: TextRange, beside: boolean, flaws: XmlFlaw[]) {
  const raw = text.slice(start, end);
  if (beside && trimXml(raw) === '<') {
    const at = start + raw.indexOf('<');
    flaws.push({
      ...lessThan(at),
      message: 'This < begins no tag.',
      fix: fix('Remove the second <', at, at + 1, ''),
    });
    return;
  }
  referenceFlaws(raw, start, flaws);
  for (const match of raw.matchAll(/<|\]\]>/g)) {
    const at = start + match.index;
    if (match[0] === '<') flaws.push(lessThan(at));
    else {
      flaws.push({
        code: 'cdata-end',
        start: at,
        end: at + 3,
        message: 'Text may not contain ]]>; it is written ]]&gt;.',
        fix: fix('Write ]]&gt;', at, at + 3, ']]&gt;'),
      });
    }
  }
}

/** A `<` that begins no tag. */
export function lessThan(at: number): XmlFlaw {
  return {
    code: 'less-than',
    start: at,
    end: at + 1,
    message: 'A < in text must be written &lt;.',
    fix: fix('Write &lt;', at, at + 1, '&lt;'),
  };
}

/** Ampersands that begin no reference, and references that XML does not know. */
export function referenceFlaws(raw: string, offset: number, flaws: XmlFlaw[]) {
  if (!raw.includes('&')) return;
  let pairEnd = 0;
  for (const match of raw.matchAll(REFERENCE)) {
    const [whole, name = '', semicolon] = match;
    if (match.index < pairEnd || (semicolon && decodeReferences(whole).ok)) continue;
    const pair = surrogatePair(raw.slice(match.index, match.index + 40), offset + match.index);
    if (pair) {
      flaws.push(pair);
      pairEnd = pair.end - offset;
      continue;
    }
    const start = offset + match.index;
    flaws.push(badReference(start, whole, name, semicolon === ';'));
  }
}

/** A character beyond U+FFFF that was written as its two halves in UTF-16, as programs do that count so. */
function surrogatePair(raw: string, start: number): XmlFlaw | undefined {
  const match = /^&#(x[\da-f]+|\d+);&#(x[\da-f]+|\d+);/i.exec(raw);
  const [high, low] = [match?.[1], match?.[2]].map((digits = '') => Number(digits.replace(/^x/i, '0x')));
  if (!match || high === undefined || low === undefined) return undefined;
  if (high < 0xd800 || high > 0xdbff || low < 0xdc00 || low > 0xdfff) return undefined;
  const written = `&#${0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)};`;
  const end = start + match[0].length;
  const message = `${match[0]} are the two halves of one character; in XML it is written ${written}.`;
  return { code: 'reference', start, end, message, fix: fix(`Write ${written}`, start, end, written) };
}

function badReference(start: number, whole: string, name: string, closed: boolean): XmlFlaw {
  const end = start + whole.length;
  if (!closed && PREDEFINED.has(name)) {
    return {
      code: 'reference',
      start,
      end,
      message: `&${name} has no semicolon.`,
      fix: fix(`Write &${name};`, start, end, `&${name};`),
    };
  }
  if (closed && name.startsWith('#')) {
    const message = /^#(x[\da-fA-F]+|\d+)$/.test(name)
      ? `${whole} names a character that XML forbids.`
      : `${whole} names no character that XML allows.`;
    return { code: 'reference', start, end, message };
  }
  const html = closed && Object.hasOwn(HTML, name) ? HTML[name] : undefined;
  if (html) {
    const message = `${whole} is known in HTML only; in XML it is written ${html}.`;
    return { code: 'reference', start, end, message, fix: fix(`Write ${html}`, start, end, html) };
  }
  return {
    code: 'ampersand',
    start,
    end: start + 1,
    message: 'A & in a value must be written &amp;.',
    fix: fix('Write &amp;', start, start + 1, '&amp;'),
  };
}

import { fix, type XmlFlaw } from './flaw';
import type { PlacedElement, PlacedNode, PlacedOther } from './placed';
import { closingName } from './tags';
import { isXmlSpace } from '../text/white-space';

const SPACE = String.raw`[ \t\r\n]`;
const EQUALS = `${SPACE}*=${SPACE}*`;
// XML 1.0, section 2.8.
const DECLARATION = new RegExp(
  String.raw`^<\?xml${SPACE}+version${EQUALS}(["'])1\.\d+\1(${SPACE}+encoding${EQUALS}(["'])[A-Za-z][\w.-]*\3)?` +
    String.raw`(${SPACE}+standalone${EQUALS}(["'])(yes|no)\5)?${SPACE}*\?>$`,
);

/**
 * What is wrong with a closing tag that closes nothing, a comment, a CDATA section or a processing instruction.
 *
 * @param parent the element that it stands in, if any.
 */
export function otherFlaws(text: string, node: PlacedOther, flaws: XmlFlaw[], parent?: PlacedElement) {
  const { start, end } = node;
  const raw = text.slice(start, end);
  const flaw = (code: XmlFlaw['code'], message: string, mend?: XmlFlaw['fix']) =>
    flaws.push({ code, start, end, message, fix: mend });
  if (node.kind === 'stray') {
    const name = closingName(text, start, end);
    flaw(
      'stray-closing-tag',
      name ? `</${name}> closes nothing: no <${name}> is open here.` : 'This closing tag has no name.',
      fix('Remove this closing tag', start, end, ''),
    );
  } else if (node.kind === 'comment') {
    if (!raw.endsWith('-->') || raw.length < 7)
      flaw('comment', 'This comment is never closed: --> is missing.', commentEnd(raw, start));
    else if (/--/.test(raw.slice(4, -3)) || raw.slice(4, -3).endsWith('-')) {
      const calm = raw
        .slice(4, -3)
        .replace(/-(?=-)/g, '- ')
        .replace(/-$/, '- ');
      flaw(
        'comment',
        'Two hyphens may not stand inside a comment.',
        fix('Part the hyphens', start + 4, end - 3, calm),
      );
    }
  } else if (node.kind === 'cdata') {
    if (!raw.endsWith(']]>') || raw.length < 12) {
      const mend = parent && cdataEnd(raw, start, parent.qname);
      flaw('cdata', 'This CDATA section is never closed: ]]> is missing.', mend);
    } else if (!raw.startsWith('<![CDATA['))
      flaw('cdata', 'CDATA is written in capitals.', fix('Write <![CDATA[', start, start + 9, '<![CDATA['));
  } else if (node.kind === 'instruction') {
    instructionFlaws(text, node, raw, flaws);
  }
}

/** A comment's end that was begun, `->` or `-- >`, where nothing but a tag or a line end follows. */
function commentEnd(raw: string, offset: number): XmlFlaw['fix'] {
  const begun = /-+[ \t]*>(?=[ \t]*(?:[\r\n<]|$))/.exec(raw.slice(4));
  if (!begun) return undefined;
  const start = offset + 4 + begun.index;
  return fix('End the comment with -->', start, start + begun[0].length, '-->');
}

/** A section ends before the end tag of the element that it begins in, at the latest; what was begun of its end counts. */
function cdataEnd(raw: string, offset: number, qname: string): XmlFlaw['fix'] {
  const tag = endTagIn(raw, qname);
  if (tag < 0) return undefined;
  const begun = /(?:\]\]|\]>)?$/.exec(raw.slice(9, tag))?.[0] ?? '';
  return fix('End the CDATA section with ]]>', offset + tag - begun.length, offset + tag, ']]>');
}

function endTagIn(raw: string, qname: string): number {
  for (let at = raw.indexOf(`</${qname}`, 9); at >= 0; at = raw.indexOf(`</${qname}`, at + 1))
    if (/[ \t\r\n>]/.test(raw[at + 2 + qname.length] ?? '')) return at;
  return -1;
}

/**
 * True for a CDATA section without its end that goes on to the end of the next section, and has swallowed the end tag of its
 * element on the way. With `flaws` this is told there.
 */
export function lateCdata(
  text: string,
  parent: PlacedElement,
  { kind, start, end }: PlacedNode,
  flaws?: XmlFlaw[],
): boolean {
  if (kind !== 'cdata' || parent.close || end - start < 12) return false;
  const raw = text.slice(start, end);
  const tag = raw.endsWith(']]>') ? endTagIn(raw, parent.qname) : -1;
  if (tag < 0 || !raw.includes('<![CDATA[', tag)) return false;
  const message = `This CDATA section has swallowed </${parent.qname}>: ]]> is missing before it.`;
  flaws?.push({ code: 'cdata', start, end, message, fix: cdataEnd(raw, start, parent.qname) });
  return true;
}

function instructionFlaws(text: string, { start, end }: PlacedOther, raw: string, flaws: XmlFlaw[]) {
  const target = /^<\?([^ \t\r\n?]*)/.exec(raw)?.[1] ?? '';
  const flaw = (code: XmlFlaw['code'], message: string, mend?: XmlFlaw['fix']) =>
    flaws.push({ code, start, end, message, fix: mend });
  const before = text.slice(0, start).replace(/^\uFEFF/, '');
  if (!raw.endsWith('?>')) flaw('instruction', 'This is never closed: ?> is missing.');
  else if (target.toLowerCase() !== 'xml') {
    if (!/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(target))
      flaw('instruction', 'A processing instruction begins with <? and a name.');
  } else if (before !== '') {
    const mend = isXmlSpace(before)
      ? fix('Remove what stands before it', 0, start, '')
      : fix('Remove this declaration', start, end, '');
    flaw('declaration', 'The XML declaration must be the very first thing in the text.', mend);
  } else if (!DECLARATION.test(raw)) {
    const plain = '<?xml version="1.0" encoding="UTF-8"?>';
    flaw(
      'declaration',
      'The XML declaration is not written as it must be.',
      fix(`Write ${plain}`, start, end, plain),
    );
  }
}

import { fix, type XmlFlaw } from './flaw';
import type { PlacedOther } from './placed';
import { closingName } from './tags';
import { isXmlSpace } from '../text/white-space';

const SPACE = String.raw`[ \t\r\n]`;
const EQUALS = `${SPACE}*=${SPACE}*`;
// XML 1.0, section 2.8.
const DECLARATION = new RegExp(
  String.raw`^<\?xml${SPACE}+version${EQUALS}(["'])1\.\d+\1(${SPACE}+encoding${EQUALS}(["'])[A-Za-z][\w.-]*\3)?` +
    String.raw`(${SPACE}+standalone${EQUALS}(["'])(yes|no)\5)?${SPACE}*\?>$`,
);

/** What is wrong with a closing tag that closes nothing, a comment, a CDATA section or a processing instruction. */
export function otherFlaws(text: string, node: PlacedOther, flaws: XmlFlaw[]) {
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
      flaw('comment', 'This comment is never closed: --> is missing.');
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
    if (!raw.endsWith(']]>')) flaw('cdata', 'This CDATA section is never closed: ]]> is missing.');
    else if (!raw.startsWith('<![CDATA['))
      flaw('cdata', 'CDATA is written in capitals.', fix('Write <![CDATA[', start, start + 9, '<![CDATA['));
  } else if (node.kind === 'instruction') {
    instructionFlaws(text, node, raw, flaws);
  }
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

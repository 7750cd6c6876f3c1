import type { Hover } from '../../language/hover';
import { writeRoute } from '../../workspace/route';

/**
 * Help as Markdown, with a link to the guide at its end. Everything that comes from a contract is escaped, whatever it
 * may contain: no WSDL can put a link, a picture or a command of its own into the editor.
 */
export function hoverText(help: Hover): { value: string }[] {
  const facts = [help.type, help.occurrence, help.nillable ? 'nillable' : '']
    .filter(Boolean)
    .map(plain)
    .join(' · ');
  const about = [help.documentation, help.typeDocumentation, ...help.limits]
    .filter(Boolean)
    .map(plain)
    .join('\n\n');
  const values = help.values.length > 0 ? `Values: ${help.values.map(plain).join(', ')}` : '';
  return [`**${plain(help.title)}**${facts ? `  \n${facts}` : ''}`, about, values, guideLink(help.operation)]
    .filter(Boolean)
    .map((value) => ({ value }));
}

function guideLink(operation: string | undefined): string {
  if (operation === undefined) return '';
  return `[${plain(operation)} in the guide](<${writeRoute({ kind: 'guide', page: operation })}>)`;
}

/** Markdown that shows a text as it is: every ASCII punctuation mark may be escaped (CommonMark, section 2.4). */
function plain(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');
}

import type { Path } from '../../envelope/values';
import { isXmlSpace, trimXml, trimXmlStart } from '../../text/white-space';
import type { PlacedElement } from '../../xml/placed';
import { characterLabel, otherSpace } from '../../xml/white-space-flaws';
import { fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';

/** Text in an element that holds elements only. What looks like white space and is none for XML can go. */
export function strayText(reading: TextReading, element: PlacedElement, report: Report, path?: Path) {
  for (const node of element.children) {
    if (node.kind !== 'text' && node.kind !== 'cdata') continue;
    const raw = reading.text.slice(node.start, node.end);
    if (isXmlSpace(raw)) continue;
    if (isXmlSpace(raw.replace(ANY_SPACE, ''))) otherSpaces(raw, node.start, element, report, path);
    else {
      const start = node.start + raw.length - trimXmlStart(raw).length;
      const message = `${element.name} holds elements; this text is in none of them.`;
      report.error('stray-text', { start, end: start + trimXml(raw).length }, message, { path });
    }
  }
}

/** White space of every kind, what has no width at all among it. */
const ANY_SPACE = /[\s\u200B\u2060]/g;

function otherSpaces(raw: string, offset: number, element: PlacedElement, report: Report, path?: Path) {
  for (let at = 0; at < raw.length;) {
    const run = otherSpace(raw.slice(at, at + 1000));
    if (run) {
      const start = offset + at;
      const end = start + run.length;
      const message = `${characterLabel(run)} is no white space in XML: here it is text, and ${element.name} holds elements only.`;
      report.error('stray-text', { start, end }, message, {
        path,
        fixes: [fix('Write spaces', start, end, ' '.repeat(run.length))],
      });
    }
    at += run.length || 1;
  }
}

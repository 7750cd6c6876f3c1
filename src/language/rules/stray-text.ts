import type { Path } from '../../envelope/values';
import { isXmlSpace, trimXml, trimXmlStart } from '../../text/white-space';
import { decodeReferences } from '../../xml/decode-references';
import { xmlFlaws } from '../../xml/flaws';
import type { PlacedElement, PlacedNode } from '../../xml/placed';
import { placeXml } from '../../xml/positions';
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
    else if (!escapedElements(reading, element, node, report, path)) {
      const start = node.start + raw.length - trimXmlStart(raw).length;
      const message = `${element.name} holds elements; this text is in none of them.`;
      report.error('stray-text', { start, end: start + trimXml(raw).length }, message, { path });
    }
  }
}

/** Elements that were escaped as if they were a value, or put into CDATA. */
function escapedElements(
  reading: TextReading,
  element: PlacedElement,
  { kind, start, end }: PlacedNode,
  report: Report,
  path: Path | undefined,
): boolean {
  const raw = reading.text.slice(start, end);
  const decoded = kind === 'cdata' ? raw.slice(9, -3) : decodedText(raw);
  if (decoded === undefined || !/^[ \t\r\n]*<[^]*>[ \t\r\n]*$/.test(decoded)) return false;
  const inside = placeXml(`<x>${decoded}</x>`);
  const broken = xmlFlaws(inside).some(({ code }) => code !== 'unbound-prefix');
  const how = kind === 'cdata' ? 'in a CDATA section' : 'escaped, as if they were text';
  const message = `${element.name} holds its elements ${how}: nobody reads them so.`;
  report.error('escaped-elements', { start, end }, message, {
    path,
    fixes: broken ? [] : [fix('Make elements of it', start, end, decoded)],
  });
  return true;
}

function decodedText(raw: string): string | undefined {
  const decoded = decodeReferences(raw);
  return decoded.ok && decoded.text !== raw ? decoded.text : undefined;
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

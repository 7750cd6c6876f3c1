import { isXmlSpace } from '../text/white-space';

/** Something about an answer as a whole that is told beside what it says. */
export interface AnswerRemark {
  readonly title: string;
  /** A sentence or two, for the user. */
  readonly message: string;
  /** Where it stands, from 1. */
  readonly line: number;
  readonly column: number;
}

/** An answer's text with blanks for what is not its XML: as long as before, so that every place stays what it is. */
export interface Cleared {
  readonly text: string;
  readonly remarks: readonly AnswerRemark[];
}

/** Where an answer's XML begins: at its declaration, or at an Envelope. */
const BEGIN = /<\?xml[ \t\r\n]|<(?:[\w.-]+:)?Envelope[\s/>]/;
const END = /<\/(?:[\w.-]+:)?Envelope[ \t\r\n]*>/g;

/**
 * Finds the XML of an answer in what stands around it: blank lines, a byte order mark, the notices of a script, or the
 * parts of a MIME message (RFC 2387). A text without anything around its XML comes back as it is.
 */
export function clearSurroundings(source: string): Cleared {
  const parts = multipart(source);
  if (parts) return parts;
  const begin = BEGIN.exec(source)?.index ?? 0;
  // A web page, or XML of another kind, may hold an Envelope somewhere.
  const before = source.slice(0, begin);
  if (begin === 0 || /^\s*<(?:!doctype|html|\?xml)\b/i.test(before)) return { text: source, remarks: [] };
  const end = lastEnd(source);
  const after = end < 0 ? '' : source.slice(end);
  const remarks: AnswerRemark[] = [];
  const first = /\S/.exec(before.replaceAll('\ufeff', 'x'))?.index;
  if (first === undefined)
    remarks.push({
      title: 'Blank lines before the XML',
      message: `${before.split('\n').length - 1} blank lines stand before the XML. Strict clients refuse such an answer.`,
      ...lineAndColumn(source, 0),
    });
  else
    remarks.push({
      title: 'Text before the XML',
      message: `Text stands before the XML: ${shown(before)}. It is passed over here; strict clients refuse such an answer.`,
      ...lineAndColumn(source, first),
    });
  const trailing = !isXmlSpace(after);
  if (trailing)
    remarks.push({
      title: 'Text after the XML',
      message: `Text stands after the XML: ${shown(after)}. It is passed over here.`,
      ...lineAndColumn(source, end + (/\S/.exec(after)?.index ?? 0)),
    });
  const declaration = /^<\?xml[^]*?\?>/.exec(source.slice(begin, begin + 500))?.[0] ?? '';
  const from = begin + declaration.length;
  const to = trailing ? end : source.length;
  return { text: blank(source.slice(0, from)) + source.slice(from, to) + blank(source.slice(to)), remarks };
}

function lastEnd(source: string): number {
  let end = -1;
  for (const match of source.matchAll(END)) end = match.index + match[0].length;
  return end;
}

/** The root part of a MIME message; the others are listed. */
function multipart(source: string): Cleared | undefined {
  const opening = /^\s*--([^\s-][^\r\n]*?)[ \t]*\r?\n/.exec(source);
  if (!opening) return undefined;
  const boundary = `--${opening[1]}`;
  const parts: { head: string; start: number; end: number }[] = [];
  for (let at = source.indexOf(boundary); at >= 0;) {
    const next = source.indexOf(boundary, at + boundary.length);
    const end = next < 0 ? source.length : next;
    const gap = /\r?\n\r?\n/.exec(source.slice(at, end));
    if (gap)
      parts.push({
        head: source.slice(at + boundary.length, at + gap.index),
        start: at + gap.index + gap[0].length,
        end,
      });
    at = next;
  }
  const root = parts.find(({ head }) => /content-type:[^]*?xml/i.test(head)) ?? parts[0];
  if (!root || !BEGIN.test(source.slice(root.start, root.end))) return undefined;
  const others = parts
    .filter((part) => part !== root)
    .map(({ head, start, end }) => {
      const field = (name: string) =>
        new RegExp(`^${name}:[ \\t]*([^\\r\\n;]+)`, 'im').exec(head)?.[1]?.trim();
      return `${field('content-id') ?? 'without a name'} (${field('content-type') ?? 'of no type'}, ${end - start} characters)`;
    });
  const list = others.length === 0 ? 'It has no attachments.' : `Attachments: ${others.join(', ')}.`;
  const inside = source.slice(root.start, root.end);
  const declaration = /^\s*<\?xml[^]*?\?>/.exec(inside.slice(0, 500))?.[0] ?? '';
  const from = root.start + declaration.length;
  return {
    text: blank(source.slice(0, from)) + source.slice(from, root.end) + blank(source.slice(root.end)),
    remarks: [
      {
        title: 'A message with parts',
        message: `The answer is a MIME message, of which the root part is read. ${list}`,
        ...lineAndColumn(source, root.start),
      },
    ],
  };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function shown(text: string): string {
  const words = text.replaceAll('\ufeff', '\\uFEFF').replace(/\s+/g, ' ').trim();
  return `“${words.length > 80 ? `${words.slice(0, 80)}…` : words}”`;
}

/** The line and column of an offset, from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

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
const END = /<\/(?:[\w.-]+:)?Envelope[ \t\r\n]*>/y;
/** Longer prefixes than this nobody has. */
const LONGEST_PREFIX = 100;
const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s/>]/;
/** What XML allows behind its one element, as far as so many characters are looked at. */
const MOST_COMMENTS = 10_000;
const COMMENTS = /<!--[^]*?-->|<\?[^]*?\?>/g;
/** A MIME boundary's first line, with the head of a part after it. */
const BOUNDARY = /(?:^|\n)--([^\s-][^\r\n]{0,69}?)[ \t]*\r?\n(?=[\w-]+:|\r?\n)/;

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
  if (/^\s*<(?:!doctype|html|\?xml)\b/i.test(before)) return { text: source, remarks: [] };
  const end = lastEnd(source);
  const after = end < 0 ? '' : source.slice(end);
  const trailing = !isXmlSpace(after.length < MOST_COMMENTS ? after.replace(COMMENTS, '') : after);
  // A second document is no remark on the first one.
  if (BEGIN.test(after) || (begin === 0 && !trailing)) return { text: source, remarks: [] };
  const remarks: AnswerRemark[] = begin === 0 ? [] : [remarkBefore(source, before)];
  if (trailing)
    remarks.push({
      title: 'Text after the XML',
      message: `Text stands after the XML: ${shown(after)}. It is passed over here; strict clients refuse such an answer.`,
      ...lineAndColumn(source, end + (/[^ \t\r\n]/.exec(after)?.index ?? 0)),
    });
  const declaration = /^<\?xml[^]*?\?>/.exec(source.slice(begin, begin + 500))?.[0] ?? '';
  // Where nothing is passed over before the XML, its declaration stays where it is.
  const from = begin === 0 ? 0 : begin + declaration.length;
  const to = trailing ? end : source.length;
  return { text: blank(source.slice(0, from)) + source.slice(from, to) + blank(source.slice(to)), remarks };
}

function remarkBefore(source: string, before: string): AnswerRemark {
  const first = /[^ \t\r\n]/.exec(before)?.index;
  if (first !== undefined)
    return {
      title: 'Text before the XML',
      message: `Text stands before the XML: ${shown(before)}. It is passed over here; strict clients refuse such an answer.`,
      ...lineAndColumn(source, first),
    };
  const lines = before.split('\n').length - 1;
  const [what, stand] =
    lines === 0
      ? ['White space', 'stands']
      : lines === 1
        ? ['A blank line', 'stands']
        : [`${lines} blank lines`, 'stand'];
  // XML forbids it before a declaration only (XML 1.0, section 2.8).
  const refused = source.startsWith('<?xml', before.length)
    ? 'Strict clients refuse such an answer.'
    : 'XML allows it here.';
  return {
    title: lines === 0 ? 'White space before the XML' : 'Blank lines before the XML',
    message: `${what} ${stand} before the XML. ${refused}`,
    ...lineAndColumn(source, 0),
  };
}

/** The offset behind the last end tag of an Envelope; -1 without one. */
function lastEnd(source: string): number {
  for (let at = source.lastIndexOf('Envelope'); at > 0; at = source.lastIndexOf('Envelope', at - 1)) {
    const from = Math.max(0, at - LONGEST_PREFIX);
    const begin = from + source.slice(from, at).lastIndexOf('<');
    END.lastIndex = begin;
    const match = END.exec(source);
    if (match) return begin + match[0].length;
  }
  return -1;
}

/** The root part of a MIME message; the others are listed. */
function multipart(source: string): Cleared | undefined {
  // Before the first part there may be the message's own head, or words for programs that know nothing of parts.
  const opening = BOUNDARY.exec(source.slice(0, 4000));
  if (!opening || source.slice(0, opening.index).includes('<')) return undefined;
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
  // The root part may be any of them (RFC 2387, 3.2): it is the one with the Envelope.
  const root = parts.find(({ start, end }) => ENVELOPE.test(source.slice(start, end)));
  if (!root) return undefined;
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
  const words = text
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[\ufeff\u00a0\u200b\u2028\u2029\u3000]/g, unicodeName);
  return `“${words.length > 80 ? `${words.slice(0, 80)}…` : words}”`;
}

function unicodeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The line and column of an offset, from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

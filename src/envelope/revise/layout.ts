import type { PlacedElement, TextRange } from '../../xml/placed';
import { trimXmlStart } from '../../text/white-space';

/** How a text is laid out, so that what is added looks like what is there. */
export interface Layout {
  /** What one level of nesting adds to a line. */
  readonly unit: string;
  readonly lineEnd: string;
}

/** The layout that a text shows. */
export function layoutOf(text: string, root: PlacedElement): Layout {
  const first = root.children.find((node) => node.kind === 'element');
  const outer = lineIndent(text, root.start);
  const inner = first && lineIndent(text, first.start);
  const unit =
    outer !== undefined && inner !== undefined && inner.length > outer.length && inner.startsWith(outer)
      ? inner.slice(outer.length)
      : '  ';
  return { unit, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The blanks that begin the line, when nothing else stands before the offset; undefined when something does. */
export function lineIndent(text: string, offset: number): string | undefined {
  let at = offset;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  const atLineStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
  return atLineStart ? text.slice(at, offset) : undefined;
}

/** An element with the line that it has to itself; the element alone when it shares the line. */
export function withLine(text: string, { start, end }: TextRange): TextRange {
  const indent = lineIndent(text, start);
  const alone = matchAt(LINE_END_AHEAD, text, end) !== undefined;
  if (indent === undefined || !alone) return { start, end };
  let from = start - indent.length;
  if (text[from - 1] === '\n') from -= 1;
  if (text[from - 1] === '\r') from -= 1;
  return { start: from, end };
}

/** Where something new goes after an element: past the comments that follow it on its line. */
export function afterLine(text: string, end: number): number {
  return end + (matchAt(COMMENTS, text, end)?.length ?? 0);
}

/** Lines of an `ElementWriter` in the text's layout; on one line when there is no indentation. */
export function indentLines(lines: readonly string[], indent: string | undefined, layout: Layout): string {
  const bare = lines.map((line) => trimXmlStart(line));
  if (indent === undefined) return bare.join('');
  return lines
    .map((line, index) => {
      const rest = bare[index] ?? '';
      return indent + layout.unit.repeat((line.length - rest.length) / 2) + rest;
    })
    .join(layout.lineEnd);
}

/** Lines of an `ElementWriter` that begin elements of no namespace, where a default namespace would draw them in. */
export function withoutNamespace(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^<[^ />]+/, '$& xmlns=""'));
}

const LINE_END_AHEAD = /[ \t]*(?:[\r\n]|$)/y;
/** Comments up to the end of their line. */
const COMMENTS = /(?:[ \t]*<!--(?:(?!-->).)*-->)+(?=[ \t]*(?:[\r\n]|$))/y;

/** What a pattern finds right at an offset: whoever looks for the end of the line may have to read the whole text. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

import { isXmlSpace } from '../text/white-space';
import { layoutOf } from '../envelope/revise/layout';
import { breaksTree } from '../xml/flaw';
import { xmlFlaws } from '../xml/flaws';
import { placedAttribute, type Edit, type PlacedElement, type PlacedNode } from '../xml/placed';
import { placeXml } from '../xml/positions';

const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * The edits that indent a text by its nesting. White space is touched only where it stands between elements: never in a
 * value, in mixed content, or under `xml:space="preserve"`. A broken text is left alone.
 *
 * @param unit what one level adds; without it, what the text does already, or else two blanks.
 */
export function format(text: string, unit?: string): Edit[] {
  const document = placeXml(text);
  if (!document.root || xmlFlaws(document).some(breaksTree)) return [];
  const layout = layoutOf(text, document.root);
  const formatter = new Formatter(text, unit ?? layout.unit, layout.lineEnd);
  formatter.nodes(document.nodes, 0, 0, text.length, '');
  return formatter.edits;
}

class Formatter {
  readonly edits: Edit[] = [];
  readonly #text: string;
  readonly #unit: string;
  readonly #lineEnd: string;

  constructor(text: string, unit: string, lineEnd: string) {
    this.#text = text;
    this.#unit = unit;
    this.#lineEnd = lineEnd;
  }

  /** Sets the gaps around the nodes between two offsets. `closing` is what the last gap's line begins with, if any. */
  nodes(nodes: readonly PlacedNode[], depth: number, start: number, end: number, closing: string) {
    const indent = this.#unit.repeat(depth);
    const solid = nodes.filter((node) => node.kind !== 'text');
    let at = start;
    for (const node of solid) {
      const first = at === 0 && start === 0;
      const gap = this.#text.slice(at, node.start);
      // A comment behind something stays on its line.
      const trailing = node.kind === 'comment' && !first && !/[\r\n]/.test(gap);
      if (first) this.#gap(at, node.start, gap.startsWith('\uFEFF') ? '\uFEFF' : '');
      else if (!trailing) this.#gap(at, node.start, this.#lines(gap) + indent);
      if (node.kind === 'element') this.#element(node, depth);
      at = node.end;
    }
    if (depth > 0) this.#gap(at, end, this.#lineEnd + closing);
  }

  #element(element: PlacedElement, depth: number) {
    if (!element.close || !this.#isStructure(element)) return;
    const { start, end } = element.content;
    this.nodes(element.children, depth + 1, start, end, this.#unit.repeat(depth));
  }

  /** Elements inside, and nothing but white space between them. */
  #isStructure(element: PlacedElement): boolean {
    if (placedAttribute(element, 'space', XML)?.value === 'preserve') return false;
    let elements = 0;
    for (const node of element.children) {
      if (node.kind === 'element') elements += 1;
      else if (node.kind === 'cdata') return false;
      else if (node.kind === 'text' && !isXmlSpace(this.#text.slice(node.start, node.end))) return false;
    }
    return elements > 0;
  }

  /** One line end, or two where the author left a blank line. */
  #lines(gap: string): string {
    return (gap.match(/\n|\r(?!\n)/g)?.length ?? 0) > 1 ? this.#lineEnd.repeat(2) : this.#lineEnd;
  }

  /** Sets the white space between two offsets; what holds anything else is its author's, and stays. */
  #gap(start: number, end: number, text: string) {
    const gap = this.#text.slice(start, end);
    if (gap !== text && isXmlSpace(start === 0 ? gap.replace(/^\uFEFF/, '') : gap))
      this.edits.push({ start, end, text });
  }
}

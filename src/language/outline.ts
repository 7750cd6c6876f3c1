import { ownText, placedElements, type PlacedElement, type TextRange } from '../xml/placed';
import { placeXml } from '../xml/positions';
import { collapseXml } from '../text/white-space';

/** An element in an outline. */
export interface OutlineSymbol {
  readonly name: string;
  /** Its text, or what tells it from its siblings; cut to 60 characters. */
  readonly detail: string;
  readonly range: TextRange;
  /** Its name in the start tag. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** A text's elements as a tree, however broken it is. */
export function outline(text: string): OutlineSymbol[] {
  const { nodes } = placeXml(text);
  return nodes.filter((node) => node.kind === 'element').map((element) => symbol(text, element, 0));
}

function symbol(text: string, element: PlacedElement, depth: number): OutlineSymbol {
  const children = depth > 200 ? [] : placedElements(element);
  return {
    name: element.qname,
    detail: detail(text, element, children),
    range: { start: element.start, end: element.end },
    selection: element.nameRange,
    children: children.map((child) => symbol(text, child, depth + 1)),
  };
}

/** For a group of fields the text of its first one: the key of a lead, the name of an attribute. */
function detail(text: string, element: PlacedElement, children: readonly PlacedElement[]): string {
  const [first] = children;
  const source = first ? (placedElements(first).length === 0 ? first : undefined) : element;
  const words = source ? collapseXml(ownText(text, source)) : '';
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

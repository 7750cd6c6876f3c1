import { placeXml } from '../../xml/positions';
import { applyEdits } from '../../xml/edits';
import { isDeclaration, placedElements, type PlacedElement } from '../../xml/placed';
import type { Edit } from '../../xml/placed';

/** What a comparison passes over. */
export interface Ignored {
  readonly timestamp: boolean;
  readonly signature: boolean;
  /** The order of XML attributes in a tag. */
  readonly attributeOrder: boolean;
}

/** A message as it is compared: what is passed over is made alike, the rest of the text stays as it is. */
export function comparable(text: string, ignored: Ignored): string {
  const { root, read } = placeXml(text);
  if (!root || !read) return text;
  const edits: Edit[] = [];
  const visit = (element: PlacedElement) => {
    const isIgnored =
      (ignored.timestamp && element.name === 'requestTimestamp') ||
      (ignored.signature && element.name === 'requestSignature');
    if (isIgnored && element.close) edits.push({ ...element.content, text: '…' });
    if (ignored.attributeOrder) edits.push(...sorted(text, element));
    placedElements(element).forEach(visit);
  };
  visit(root);
  return applyEdits(text, edits);
}

/** Puts an element's attributes into the order of their names, namespace declarations first. */
function sorted(text: string, { attributes }: PlacedElement): Edit[] {
  const rank = (attribute: (typeof attributes)[number]) =>
    `${isDeclaration(attribute) ? 0 : 1}${attribute.qname}`;
  const inOrder = [...attributes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return attributes.flatMap(({ start, end }, index) => {
    const other = inOrder[index];
    return other && other.start !== start ? [{ start, end, text: text.slice(other.start, other.end) }] : [];
  });
}

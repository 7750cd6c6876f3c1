import type { PlacedDocument, PlacedElement, PlacedNode } from './placed';

const ENDS = { comment: '-->', cdata: ']]>', instruction: '?>' } as const;

/** True for a comment, a CDATA section or an instruction without its end: the whole rest of the text is in it. */
export function isEndless(text: string, node: PlacedNode): boolean {
  if (node.kind !== 'comment' && node.kind !== 'cdata' && node.kind !== 'instruction') return false;
  if (node.end < text.length) return false;
  const raw = text.slice(node.start);
  return !raw.endsWith(ENDS[node.kind]) || (node.kind === 'comment' && raw.length < 7);
}

/** The elements whose end tags such a node has swallowed: those that are open where it begins. */
export function swallowed({ text, nodes }: PlacedDocument): ReadonlySet<PlacedElement> {
  const open = new Set<PlacedElement>();
  for (let last: PlacedNode | undefined = nodes.at(-1); last; last = last.children.at(-1)) {
    if (last.kind !== 'element') return isEndless(text, last) ? open : new Set();
    open.add(last);
  }
  return new Set();
}

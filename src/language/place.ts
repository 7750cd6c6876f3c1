import { placedElements, type PlacedDocument, type PlacedElement, type PlacedNode } from '../xml/placed';

/** What is being typed at an offset. */
export type Place =
  | { readonly kind: 'nothing' }
  /** After `<`: a name. `start` is where the `<` is. */
  | { readonly kind: 'tag-name'; readonly start: number; readonly typed: string }
  /** After `</`. */
  | { readonly kind: 'closing'; readonly start: number; readonly typed: string }
  | { readonly kind: 'attribute-name'; readonly start: number; readonly typed: string; readonly tag: number }
  | {
      readonly kind: 'attribute-value';
      readonly start: number;
      readonly name: string;
      readonly tag: number;
    }
  | { readonly kind: 'content' };

const NAME = String.raw`[^\s<>"'=/]*`;
const TAG_NAME = new RegExp(`^<(${NAME})$`);
const CLOSING = new RegExp(`^</(${NAME})$`);
const WHOLE_NAME = String.raw`[^\s<>"'=/]+`;
const ATTRIBUTES = String.raw`^<${NAME}(?:\s+${WHOLE_NAME}\s*=\s*(?:"[^"]*"|'[^']*'))*`;
const ATTRIBUTE_NAME = new RegExp(String.raw`${ATTRIBUTES}\s+(${NAME})$`);
const ATTRIBUTE_VALUE = new RegExp(String.raw`${ATTRIBUTES}\s+(${NAME})\s*=\s*(?:"([^"]*)|'([^']*))$`);

/** What is being typed at an offset, judged by the text before it: what follows may not be written yet. */
export function placeAt(document: PlacedDocument, offset: number): Place {
  const { text } = document;
  if (nodeAround(document.nodes, offset)) return { kind: 'nothing' };
  const tag = text.lastIndexOf('<', offset - 1);
  const typed = tag < 0 ? '' : text.slice(tag, offset);
  if (tag < 0 || !typed.startsWith('<') || isClosed(typed)) return { kind: 'content' };
  const closing = CLOSING.exec(typed);
  if (closing) return { kind: 'closing', start: tag, typed: closing[1] ?? '' };
  const name = TAG_NAME.exec(typed);
  if (name) return { kind: 'tag-name', start: tag, typed: name[1] ?? '' };
  const attribute = ATTRIBUTE_NAME.exec(typed);
  if (attribute) {
    const word = attribute[1] ?? '';
    return { kind: 'attribute-name', start: offset - word.length, typed: word, tag };
  }
  const value = ATTRIBUTE_VALUE.exec(typed);
  if (!value) return { kind: 'nothing' };
  const inner = value[2] ?? value[3] ?? '';
  return { kind: 'attribute-value', start: offset - inner.length, name: value[1] ?? '', tag };
}

/** True when the tag that begins the text ends in it; a `>` between quotes ends nothing. */
function isClosed(typed: string): boolean {
  return /^<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>/.test(typed);
}

/** A comment, CDATA section, instruction or document type around an offset. */
function nodeAround(nodes: readonly PlacedNode[], offset: number): boolean {
  return nodes.some((node) => {
    if (node.start >= offset || offset > node.end) return false;
    if (node.kind === 'element') return nodeAround(node.children, offset);
    return node.kind !== 'text' && node.kind !== 'stray' && offset < node.end;
  });
}

/** The innermost element whose content an offset lies in; an element whose start tag is unfinished has none. */
export function elementAround(document: PlacedDocument, offset: number): PlacedElement | undefined {
  const inside = (element: PlacedElement) =>
    !element.selfClosing && element.content.start <= offset && offset <= element.content.end;
  let found: PlacedElement | undefined;
  let level = document.nodes.filter((node) => node.kind === 'element');
  for (;;) {
    const next = level.find(inside);
    if (!next) return found;
    if (next.complete) found = next;
    level = placedElements(next);
  }
}

/** The element whose start tag begins at an offset. */
export function elementStartingAt(document: PlacedDocument, start: number): PlacedElement | undefined {
  let level = document.nodes.filter((node) => node.kind === 'element');
  for (;;) {
    const next = level.find(
      (element) => element.start <= start && start < Math.max(element.end, element.open.end),
    );
    if (!next || next.start === start) return next;
    level = placedElements(next);
  }
}

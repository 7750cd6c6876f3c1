import type { XmlComment, XmlElement } from './parse';
import { decoded, isDeclaration, rawCdata, type PlacedElement } from './placed';
import type { Scope } from './scope';

/** An element of either tree, as far as both say the same of it. */
export interface NamedElement {
  readonly kind: 'element';
  /** Local name. */
  readonly name: string;
  /** Empty for none; undefined when the prefix is bound to nothing. */
  readonly namespace: string | undefined;
  readonly scope: Scope;
}

/** An attribute of either tree. */
export interface NamedAttribute {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly value: string;
}

/** What the content of an element is to somebody who reads its values: XML's own tree, or the one with positions. */
export interface ElementView<E extends NamedElement> {
  /** Child elements, comments, and text with its references decoded, in order. */
  nodes(element: E): readonly (E | XmlComment | string)[];
  /** Namespace declarations are left out. */
  attributes(element: E): readonly NamedAttribute[];
}

/** The tree that `parseXml` gives. */
export const parsedView: ElementView<XmlElement> = {
  nodes: (element) => element.children,
  attributes: (element) => element.attributes,
};

/** The tree that `placeXml` gives for a text. */
export function placedView(source: string): ElementView<PlacedElement> {
  return {
    nodes(element) {
      const found: (PlacedElement | XmlComment | string)[] = [];
      const addText = (words: string) => {
        const last = found.length - 1;
        const before = found[last];
        if (typeof before === 'string') found[last] = before + words;
        else if (words !== '') found.push(words);
      };
      for (const node of element.children) {
        if (node.kind === 'element') found.push(node);
        else if (node.kind === 'text') addText(decoded(source, node));
        else if (node.kind === 'cdata') addText(rawCdata(source, node));
        else if (node.kind === 'comment')
          found.push({ kind: 'comment', text: source.slice(node.start + 4, node.end - 3) });
      }
      return found;
    },
    attributes: (element) => element.attributes.filter((attribute) => !isDeclaration(attribute)),
  };
}

/** The child elements, in order. */
export function viewedElements<E extends NamedElement>(view: ElementView<E>, element: E): E[] {
  return view.nodes(element).filter((node): node is E => typeof node !== 'string' && node.kind === 'element');
}

/** The element's own text, comments and child elements left out. */
export function viewedText<E extends NamedElement>(view: ElementView<E>, element: E): string {
  return view
    .nodes(element)
    .filter((node) => typeof node === 'string')
    .join('');
}

/** An attribute's value; `namespace` is empty for attributes without a prefix. */
export function viewedAttribute<E extends NamedElement>(
  view: ElementView<E>,
  element: E,
  name: string,
  namespace = '',
): string | undefined {
  return view
    .attributes(element)
    .find((candidate) => candidate.name === name && candidate.namespace === namespace)?.value;
}

import type { XmlElement, XmlNode } from './parse';

/** The element children, in order. */
export function elements(parent: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of parent.children)
    if (typeof node !== 'string' && node.kind === 'element') found.push(node);
  return found;
}

/** The first child element with that local name (and namespace, when one is given). */
export function child(parent: XmlElement, name: string, namespace?: string): XmlElement | undefined {
  for (const node of parent.children)
    if (isNamed(node, name) && (namespace === undefined || node.namespace === namespace)) return node;
  return undefined;
}

/** All child elements with that local name (and namespace, when one is given). */
export function childrenNamed(parent: XmlElement, name: string, namespace?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of parent.children)
    if (isNamed(node, name) && (namespace === undefined || node.namespace === namespace)) found.push(node);
  return found;
}

function isNamed(node: XmlNode, name: string): node is XmlElement {
  return typeof node !== 'string' && node.kind === 'element' && node.name === name;
}

/** An attribute's value; `namespace` is empty for attributes without a prefix. */
export function attribute(element: XmlElement, name: string, namespace = ''): string | undefined {
  for (const candidate of element.attributes)
    if (candidate.name === name && candidate.namespace === namespace) return candidate.value;
  return undefined;
}

/** The element's own text, comments and child elements left out. */
export function text(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

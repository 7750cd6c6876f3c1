import type { XmlElement } from './parse';

/** The element children, in order. */
export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter(
    (child) => typeof child !== 'string' && child.kind === 'element',
  ) as XmlElement[];
}

/** The first child element with that local name (and namespace, when one is given). */
export function child(parent: XmlElement, name: string, namespace?: string): XmlElement | undefined {
  return elements(parent).find(
    (element) => element.name === name && (namespace === undefined || element.namespace === namespace),
  );
}

/** All child elements with that local name (and namespace, when one is given). */
export function childrenNamed(parent: XmlElement, name: string, namespace?: string): XmlElement[] {
  return elements(parent).filter(
    (element) => element.name === name && (namespace === undefined || element.namespace === namespace),
  );
}

/** An attribute's value; `namespace` is empty for attributes without a prefix. */
export function attribute(element: XmlElement, name: string, namespace = ''): string | undefined {
  return element.attributes.find((candidate) => candidate.name === name && candidate.namespace === namespace)
    ?.value;
}

/** The element's own text, comments and child elements left out. */
export function text(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

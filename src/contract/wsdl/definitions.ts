import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, childrenNamed } from '../../xml/tree';
import { childrenByName, localName, WSDL } from './names';

/** The `definitions` of one or more files, which import each other and are read as one. */
export class Definitions {
  /** The one that was asked for comes first. */
  readonly roots: readonly XmlElement[];

  constructor(roots: readonly XmlElement[]) {
    this.roots = roots;
  }

  get targetNamespace(): string {
    return namespaceOf(this.roots[0]);
  }

  /** What the `definitions` are called; empty without a name. */
  get name(): string {
    return (this.roots[0] && attribute(this.roots[0], 'name')) ?? '';
  }

  /** All children of that name in WSDL's namespace. */
  children(name: string): XmlElement[] {
    return this.roots.flatMap((root) => childrenNamed(root, name, WSDL));
  }

  /**
   * The child that a QName refers to: in the files of its namespace, or else in any, since its local name is enough for
   * what is meant.
   */
  referred(kind: string, from: XmlElement, qname: string): XmlElement | undefined {
    const namespace = resolveQName(from, qname)?.namespace;
    const own = this.roots.filter((root) => namespaceOf(root) === namespace);
    const key = `${kind} ${localName(from, qname)}`;
    for (const root of [...own, ...this.roots]) {
      const found = childrenByName(root).get(key)?.[0];
      if (found) return found;
    }
    return undefined;
  }
}

function namespaceOf(root: XmlElement | undefined): string {
  return (root && attribute(root, 'targetNamespace')) ?? '';
}

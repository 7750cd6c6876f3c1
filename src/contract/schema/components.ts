import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, childrenNamed, elements } from '../../xml/tree';
import { XSD } from '../contract';
import type { Gaps } from '../gaps';
import { trimXml } from '../../text/white-space';

/** The schema that a component stands in decides how its local elements and attributes are qualified. */
export interface Home {
  readonly namespace: string;
  readonly qualified: boolean;
  readonly qualifiedAttributes: boolean;
}

/** A declaration with the schema that it stands in. */
export interface Component {
  readonly node: XmlElement;
  readonly home: Home;
}

/** What a schema may declare globally. Complex and simple types share their names, the others have their own. */
export type ComponentKind =
  'element' | 'attribute' | 'complexType' | 'simpleType' | 'group' | 'attributeGroup';

function homeOf(schema: XmlElement): Home {
  return {
    namespace: attribute(schema, 'targetNamespace') ?? '',
    qualified: attribute(schema, 'elementFormDefault') === 'qualified',
    qualifiedAttributes: attribute(schema, 'attributeFormDefault') === 'qualified',
  };
}

/** `{namespace}local`. */
export function clark(namespace: string, local: string): string {
  return namespace ? `{${namespace}}${local}` : local;
}

/** A value of XML Schema's own boolean type. */
export function isTrue(node: XmlElement, name: string): boolean {
  const value = trimXml(attribute(node, name) ?? '');
  return value === 'true' || value === '1';
}

/** The global declarations of all schemas, and the names that the contract has for them. */
export class Components {
  readonly #gaps: Gaps;
  readonly #byKind = new Map<string, Map<string, Component>>();
  readonly #typeNames = new Names('');
  readonly #elementNames = new Names('/');
  /** The elements that name one as the head of their substitution group. */
  readonly #substitutes = new Map<string, string[]>();

  constructor(schemas: readonly XmlElement[], gaps: Gaps) {
    this.#gaps = gaps;
    for (const schema of schemas) this.#collect(schema);
    for (const schema of schemas)
      for (const node of childrenNamed(schema, 'redefine', XSD)) this.#redefine(node, homeOf(schema));
  }

  /** The Clark names of one kind, in the order of the schemas. */
  names(kind: ComponentKind): string[] {
    return [...(this.#byKind.get(kind)?.keys() ?? [])];
  }

  find(kind: ComponentKind, name: string): Component | undefined {
    return this.#byKind.get(kind)?.get(name);
  }

  /** The global elements that may stand in for one, by any depth, whether they are abstract or not (XML Schema Part 1, 3.3.6). */
  substitutes(name: string): Component[] {
    const found = new Map<string, Component>();
    const visit = (head: string) => {
      for (const other of this.#substitutes.get(head) ?? []) {
        const component = this.find('element', other);
        if (!component || found.has(other) || other === name) continue;
        found.set(other, component);
        visit(other);
      }
    };
    visit(name);
    return [...found.values()];
  }

  /** The name by which the contract knows a global type: the local one unless another namespace has it already. */
  typeName(name: string): string {
    return this.#typeNames.of(name);
  }

  /** The name for the type of a global element that has none of its own. */
  elementTypeName(name: string): string {
    return this.#elementNames.of(name);
  }

  #collect(schema: XmlElement) {
    const home = homeOf(schema);
    for (const node of elements(schema)) {
      if (node.namespace !== XSD) continue;
      const local = attribute(node, 'name');
      if (!local) continue;
      let named = this.#byKind.get(node.name);
      if (!named) this.#byKind.set(node.name, (named = new Map<string, Component>()));
      const name = clark(home.namespace, local);
      named.set(name, { node, home });
      if (node.name === 'complexType' || node.name === 'simpleType') this.#typeNames.add(name, local);
      if (node.name === 'element') this.#elementNames.add(name, local);
      const head = node.name === 'element' ? attribute(node, 'substitutionGroup') : undefined;
      if (head) {
        const headName = referredName(node, head);
        const known = this.#substitutes.get(headName);
        if (known) known.push(name);
        else this.#substitutes.set(headName, [name]);
        this.#gaps.add(
          'substitution',
          `The element ${local} can stand in for another one; that is not offered here.`,
        );
      }
    }
  }

  /** What a schema redefines is neither what it was nor what it says anew, since that builds on the former. */
  #redefine(redefine: XmlElement, { namespace }: Home) {
    for (const node of elements(redefine)) {
      const local = node.namespace === XSD ? attribute(node, 'name') : undefined;
      if (local && this.#byKind.get(node.name)?.delete(clark(namespace, local)))
        this.#gaps.add(
          'unknown-type',
          `${local} is redefined, which is not done here: any content is accepted for it.`,
        );
    }
  }
}

/** The Clark name that a QName means where it stands; the name itself when its prefix is bound to nothing. */
export function referredName(node: XmlElement, qname: string): string {
  const resolved = resolveQName(node, qname);
  return resolved ? clark(resolved.namespace, resolved.local) : qname;
}

/** Short names for Clark names: the local one for the first that has it. */
class Names {
  readonly #prefix: string;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  add(name: string, local: string) {
    if (this.#names.has(name)) return;
    this.#names.set(name, this.#prefix + (this.#taken.has(local) ? name : local));
    this.#taken.add(local);
  }

  of(name: string): string {
    return this.#names.get(name) ?? this.#prefix + name;
  }
}

import { attribute, child, childrenNamed, elements, resolveQName } from '../xml/tree';
import type { XmlElement } from '../xml/parse';
import { readAnnotation } from './annotation';
import {
  XSD,
  type Attribute,
  type ComplexType,
  type ContractGap,
  type Enumeration,
  type Field,
  type GlobalElement,
  type TypeRef,
} from './contract';

/** What the schemas of one WSDL declare. */
export interface SchemaSet {
  readonly types: Record<string, ComplexType>;
  readonly enumerations: Record<string, Enumeration>;
  /** By Clark name. */
  readonly elements: Record<string, GlobalElement>;
  readonly gaps: ContractGap[];
}

/** Reads the `xs:schema` elements of one file together, so that they may refer to each other. */
export function readSchemas(schemas: readonly XmlElement[]): SchemaSet {
  return new SchemaReader(schemas).read();
}

/** `{namespace}local`. */
export function clark(namespace: string, local: string): string {
  return namespace ? `{${namespace}}${local}` : local;
}

/** The schema that a component stands in decides how its local elements are qualified. */
interface Home {
  readonly namespace: string;
  readonly qualified: boolean;
}

interface Component {
  readonly node: XmlElement;
  readonly home: Home;
}

interface Occurrence {
  readonly min: number;
  readonly max: number;
  readonly choice?: number;
}

interface Content {
  fields: Field[];
  attributes: Attribute[];
  text?: TypeRef;
  open: boolean;
}

const ONCE: Occurrence = { min: 1, max: 1 };
const ANY_TYPE: TypeRef = { kind: 'builtin', name: 'anyType' };
const STRING: TypeRef = { kind: 'builtin', name: 'string' };

class SchemaReader {
  readonly #schemas: readonly XmlElement[];
  readonly #set: SchemaSet = { types: {}, enumerations: {}, elements: {}, gaps: [] };
  /** Global components by kind and Clark name. */
  readonly #globals = new Map<string, Component>();
  /** Clark name to the name that the contract uses. */
  readonly #names = new Map<string, string>();
  readonly #reading = new Set<string>();
  #choices = 0;

  constructor(schemas: readonly XmlElement[]) {
    this.#schemas = schemas;
  }

  read(): SchemaSet {
    for (const schema of this.#schemas) this.#collect(schema);
    for (const [key, component] of this.#globals) {
      const name = key.slice(key.indexOf(' ') + 1);
      if (key.startsWith('complexType ')) this.#complex(name, component);
      else if (key.startsWith('simpleType ')) this.#simpleType(name);
      else if (key.startsWith('element ')) this.#globalElement(name);
    }
    return this.#set;
  }

  #collect(schema: XmlElement) {
    const home: Home = {
      namespace: attribute(schema, 'targetNamespace') ?? '',
      qualified: attribute(schema, 'elementFormDefault') === 'qualified',
    };
    for (const node of elements(schema)) {
      if (node.namespace !== XSD) continue;
      if (node.name === 'import' || node.name === 'include' || node.name === 'redefine') this.#import(node);
      const local = attribute(node, 'name');
      if (!local) continue;
      const name = clark(home.namespace, local);
      this.#globals.set(`${node.name} ${name}`, { node, home });
      if (node.name === 'complexType' || node.name === 'simpleType') this.#nameOf(name, local);
      if (node.name === 'element' && attribute(node, 'substitutionGroup')) {
        this.#gap(
          'substitution',
          `The element ${local} can stand in for another one; that is not offered here.`,
        );
      }
    }
  }

  #import(node: XmlElement) {
    const namespace = attribute(node, 'namespace');
    const location = attribute(node, 'schemaLocation');
    const inside =
      node.name === 'import' &&
      this.#schemas.some((schema) => (attribute(schema, 'targetNamespace') ?? '') === (namespace ?? ''));
    if (inside || !location) return;
    this.#gap(
      'external-import',
      `The schema ${location} is in another file, which is not fetched: its types are missing here.`,
    );
  }

  #nameOf(name: string, local: string): string {
    const known = this.#names.get(name);
    if (known) return known;
    const taken = [...this.#names.values()].includes(local);
    this.#names.set(name, taken ? name : local);
    return taken ? name : local;
  }

  #globalElement(name: string): GlobalElement | undefined {
    const known = this.#set.elements[name];
    if (known) return known;
    const component = this.#globals.get(`element ${name}`);
    if (!component) return undefined;
    const { node, home } = component;
    const { documentation, info, example } = readAnnotation(node);
    const local = attribute(node, 'name') ?? '';
    const element: GlobalElement = {
      name: local,
      namespace: home.namespace,
      type: this.#typeOf(node, home, `/${local}`),
      nillable: attribute(node, 'nillable') === 'true',
      documentation,
      info,
      example,
    };
    this.#set.elements[name] = element;
    return element;
  }

  /** The type of an element or attribute: named, inline, or none at all. */
  #typeOf(node: XmlElement, home: Home, path: string): TypeRef {
    const named = attribute(node, 'type');
    if (named !== undefined) return this.#named(node, named);
    const complex = child(node, 'complexType', XSD);
    if (complex) {
      this.#names.set(path, path);
      this.#complex(path, { node: complex, home }, path);
      return { kind: 'complex', name: path };
    }
    const simple = child(node, 'simpleType', XSD);
    if (simple) return this.#simple(simple, home, path, path);
    return ANY_TYPE;
  }

  #named(node: XmlElement, qname: string): TypeRef {
    const resolved = resolveQName(node, qname);
    if (resolved?.namespace === XSD) return { kind: 'builtin', name: resolved.local };
    const name = resolved ? clark(resolved.namespace, resolved.local) : qname;
    if (this.#globals.has(`complexType ${name}`))
      return { kind: 'complex', name: this.#names.get(name) ?? name };
    if (this.#globals.has(`simpleType ${name}`)) return this.#simpleType(name);
    this.#gap(
      'unknown-type',
      `The type ${qname} is not declared in this file; any content is accepted for it.`,
    );
    return ANY_TYPE;
  }

  #simpleType(name: string): TypeRef {
    const component = this.#globals.get(`simpleType ${name}`);
    if (!component || this.#reading.has(`simple ${name}`)) return STRING;
    this.#reading.add(`simple ${name}`);
    const local = attribute(component.node, 'name') ?? name;
    const type = this.#simple(component.node, component.home, this.#names.get(name) ?? name, local);
    this.#reading.delete(`simple ${name}`);
    return type;
  }

  #simple(node: XmlElement, home: Home, name: string, localName: string): TypeRef {
    const restriction = child(node, 'restriction', XSD);
    if (!restriction) {
      this.#gap(
        'list-or-union',
        `${localName} is a list or a union of simple types; its values are plain text here.`,
      );
      return STRING;
    }
    const listed = childrenNamed(restriction, 'enumeration', XSD);
    const base = attribute(restriction, 'base');
    if (listed.length === 0) return base ? this.#named(restriction, base) : STRING;
    this.#set.enumerations[name] ??= {
      name,
      namespace: home.namespace,
      localName,
      values: listed.map((value) => ({
        value: attribute(value, 'value') ?? '',
        documentation: readAnnotation(value).documentation,
      })),
      documentation: readAnnotation(node).documentation,
    };
    return { kind: 'enumeration', name };
  }

  #complex(name: string, { node, home }: Component, path?: string) {
    const key = this.#names.get(name) ?? name;
    if (this.#set.types[key]) return;
    const localName = attribute(node, 'name') ?? key;
    const content: Content = { fields: [], attributes: [], open: attribute(node, 'mixed') === 'true' };
    const base = this.#content(name, node, home, path ?? localName, content, new Set([name]));
    this.#set.types[key] = {
      name: key,
      namespace: home.namespace,
      localName,
      abstract: attribute(node, 'abstract') === 'true',
      extends: base,
      fields: content.fields,
      attributes: content.attributes,
      text: content.text,
      open: content.open,
      documentation: readAnnotation(node).documentation,
    };
  }

  /** Adds what a complexType (or an extension in it) declares; returns the name of the type it extends. */
  #content(
    name: string,
    node: XmlElement,
    home: Home,
    path: string,
    into: Content,
    seen: Set<string>,
  ): string | undefined {
    let base: string | undefined;
    for (const part of elements(node)) {
      if (part.namespace !== XSD) continue;
      if (part.name === 'complexContent' || part.name === 'simpleContent') {
        const derivation = child(part, 'extension', XSD) ?? child(part, 'restriction', XSD);
        if (derivation) base = this.#derive(part, derivation, name, home, path, into, seen);
      } else if (
        part.name === 'attribute' ||
        part.name === 'attributeGroup' ||
        part.name === 'anyAttribute'
      ) {
        this.#attribute(part, home, path, into);
      } else {
        this.#particle(part, home, path, ONCE, into);
      }
    }
    return base;
  }

  #derive(
    part: XmlElement,
    derivation: XmlElement,
    name: string,
    home: Home,
    path: string,
    into: Content,
    seen: Set<string>,
  ) {
    const qname = attribute(derivation, 'base') ?? '';
    const resolved = resolveQName(derivation, qname);
    const baseName = resolved ? clark(resolved.namespace, resolved.local) : qname;
    const base = this.#globals.get(`complexType ${baseName}`);
    let extended: string | undefined;
    if (base && !seen.has(baseName)) {
      seen.add(baseName);
      extended = this.#names.get(baseName);
      // A restriction lists its whole content anew; only an extension adds to what it inherits.
      const inherits = derivation.name === 'extension' || part.name === 'simpleContent';
      if (inherits) this.#content(baseName, base.node, base.home, extended ?? baseName, into, seen);
    } else if (part.name === 'simpleContent') {
      into.text = this.#named(derivation, qname);
    } else if (resolved?.namespace !== XSD && !base) {
      this.#named(derivation, qname);
    }
    this.#content(name, derivation, home, path, into, seen);
    return extended;
  }

  #attribute(node: XmlElement, home: Home, path: string, into: Content) {
    const name = attribute(node, 'name');
    if (node.name === 'attributeGroup') {
      const group = this.#reference('attributeGroup', node);
      if (group) for (const part of elements(group.node)) this.#attribute(part, group.home, path, into);
    } else if (node.name === 'attribute' && name && attribute(node, 'use') !== 'prohibited') {
      const type =
        attribute(node, 'type') || child(node, 'simpleType', XSD)
          ? this.#typeOf(node, home, `${path}/@${name}`)
          : STRING;
      const required = attribute(node, 'use') === 'required';
      into.attributes.push({ name, type, required, documentation: readAnnotation(node).documentation });
    }
  }

  #particle(node: XmlElement, home: Home, path: string, outer: Occurrence, into: Content) {
    const own = occurrence(node, outer);
    switch (node.name) {
      case 'sequence':
      case 'all':
        for (const part of elements(node)) this.#particle(part, home, path, own, into);
        break;
      case 'choice': {
        const choice = {
          min: 0,
          max: own.max,
          choice: own.max > 1 ? undefined : (own.choice ?? ++this.#choices),
        };
        for (const part of elements(node)) this.#particle(part, home, path, choice, into);
        break;
      }
      case 'group': {
        const group = this.#reference('group', node);
        const key = `group ${attribute(node, 'ref')}`;
        if (!group || this.#reading.has(key)) break;
        this.#reading.add(key);
        for (const part of elements(group.node)) this.#particle(part, group.home, path, own, into);
        this.#reading.delete(key);
        break;
      }
      case 'any':
        into.open = true;
        this.#gap(
          'wildcard',
          `${path} accepts elements of any kind (xs:any); they can be written by hand only.`,
        );
        break;
      case 'element':
        this.#field(node, home, path, own, into);
        break;
    }
  }

  #field(node: XmlElement, home: Home, path: string, own: Occurrence, into: Content) {
    const common = { minOccurs: own.min, maxOccurs: own.max, choice: own.choice };
    const reference = attribute(node, 'ref');
    if (reference !== undefined) {
      const resolved = resolveQName(node, reference);
      const target = resolved && this.#globals.get(`element ${clark(resolved.namespace, resolved.local)}`);
      if (!target) {
        this.#gap(
          'unknown-type',
          `The element ${reference} is not declared in this file; any content is accepted for it.`,
        );
      }
      const { documentation, info } = readAnnotation(target?.node ?? node);
      into.fields.push({
        ...common,
        name: resolved?.local ?? reference,
        namespace: resolved?.namespace ?? '',
        type: target ? this.#typeOf(target.node, target.home, `/${resolved?.local}`) : ANY_TYPE,
        nillable: attribute(target?.node ?? node, 'nillable') === 'true',
        documentation,
        info,
      });
      return;
    }
    const name = attribute(node, 'name');
    if (!name) return;
    const { documentation, info } = readAnnotation(node);
    const form = attribute(node, 'form');
    const qualified = form ? form === 'qualified' : home.qualified;
    if (into.fields.some((field) => field.name === name)) {
      this.#gap('name-clash', `${path} has the element ${name} more than once; only the first is offered.`);
      return;
    }
    into.fields.push({
      ...common,
      name,
      namespace: qualified ? home.namespace : '',
      type: this.#typeOf(node, home, `${path}/${name}`),
      nillable: attribute(node, 'nillable') === 'true',
      default: attribute(node, 'default') ?? attribute(node, 'fixed'),
      documentation,
      info,
    });
  }

  #reference(kind: 'group' | 'attributeGroup', node: XmlElement): Component | undefined {
    const resolved = resolveQName(node, attribute(node, 'ref') ?? '');
    return resolved && this.#globals.get(`${kind} ${clark(resolved.namespace, resolved.local)}`);
  }

  #gap(code: ContractGap['code'], message: string) {
    if (!this.#set.gaps.some((gap) => gap.message === message)) this.#set.gaps.push({ code, message });
  }
}

function occurrence(node: XmlElement, outer: Occurrence): Occurrence {
  const min = Number(attribute(node, 'minOccurs') ?? 1);
  const max =
    attribute(node, 'maxOccurs') === 'unbounded' ? Infinity : Number(attribute(node, 'maxOccurs') ?? 1);
  return {
    min: Math.min(outer.min, 1) * (Number.isFinite(min) ? min : 1),
    max:
      outer.max === 1
        ? Number.isNaN(max)
          ? 1
          : max
        : max === 0
          ? 0
          : Math.max(outer.max, Number.isNaN(max) ? 1 : max),
    choice: outer.choice,
  };
}

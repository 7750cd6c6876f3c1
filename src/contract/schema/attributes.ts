import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, child, elements } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import { XSD } from '../contract';
import type { Gaps } from '../gaps';
import { referredName, type Components, type Home } from './components';
import type { TypeContent, TypeOf } from './content';
import { STRING } from './simple-types';

/** Reads the attributes of complex types. */
export class AttributeReader {
  readonly #components: Components;
  readonly #gaps: Gaps;
  readonly #typeOf: TypeOf;

  constructor(components: Components, gaps: Gaps, typeOf: TypeOf) {
    this.#components = components;
    this.#gaps = gaps;
    this.#typeOf = typeOf;
  }

  /** Adds what an `attribute`, `attributeGroup` or `anyAttribute` declares. */
  read(node: XmlElement, home: Home, path: string, into: TypeContent) {
    if (node.name === 'attributeGroup') this.#group(node, path, into);
    else if (node.name === 'attribute') this.#attribute(node, home, path, into);
    else {
      into.anyAttribute = true;
      this.#gaps.add(
        'wildcard',
        `${path} accepts attributes of any kind (xs:anyAttribute); they can be written by hand only.`,
      );
    }
  }

  #group(node: XmlElement, path: string, into: TypeContent) {
    const name = referredName(node, attribute(node, 'ref') ?? '');
    const group = this.#components.find('attributeGroup', name);
    // What is not known is not held against a text.
    if (!group) into.anyAttribute = true;
    // What a group says twice is said already; and a group may contain itself, which no schema should.
    if (!group || into.attributeGroups.has(name)) return;
    into.attributeGroups.add(name);
    for (const part of elements(group.node))
      if (part.namespace === XSD && part.name !== 'annotation') this.read(part, group.home, path, into);
  }

  #attribute(node: XmlElement, home: Home, path: string, into: TypeContent) {
    const reference = attribute(node, 'ref');
    const target =
      reference === undefined
        ? { node, home }
        : this.#components.find('attribute', referredName(node, reference));
    const name = target ? attribute(target.node, 'name') : resolveQName(node, reference ?? '')?.local;
    if (!name) return;
    const known = into.attributes.findIndex((other) => other.name === name);
    if (attribute(node, 'use') === 'prohibited') {
      if (known >= 0) into.attributes.splice(known, 1);
      return;
    }
    if (this.#isQualified(node, home, reference)) {
      this.#gaps.add(
        'qualified-attribute',
        `${path} takes the attribute ${reference ?? name}, which is in a namespace; it can be written by hand only.`,
      );
      return;
    }
    const declared = target?.node ?? node;
    const isTyped = attribute(declared, 'type') ?? child(declared, 'simpleType', XSD);
    const found = {
      name,
      type: isTyped ? this.#typeOf(declared, target?.home ?? home, `${path}/@${name}`) : STRING,
      required: attribute(node, 'use') === 'required',
      default:
        attribute(node, 'fixed') ??
        attribute(node, 'default') ??
        attribute(declared, 'fixed') ??
        attribute(declared, 'default'),
      fixed: attribute(node, 'fixed') ?? attribute(declared, 'fixed'),
      documentation: readAnnotation(declared).documentation,
    };
    // A type that restricts another one says some of its attributes again.
    if (known >= 0) into.attributes[known] = found;
    else into.attributes.push(found);
  }

  #isQualified(node: XmlElement, home: Home, reference: string | undefined): boolean {
    if (reference !== undefined) return resolveQName(node, reference)?.namespace !== '';
    const form = attribute(node, 'form');
    const isQualified = form ? form === 'qualified' : home.qualifiedAttributes;
    return isQualified && home.namespace !== '';
  }
}

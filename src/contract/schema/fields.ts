import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import { excludes, type Field } from '../contract';
import type { Gaps } from '../gaps';
import { isTrue, referredName, type Components, type Home } from './components';
import type { TypeContent, TypeOf } from './content';
import type { Occurrence } from './occurrence';
import { ANY_TYPE } from './simple-types';

/** Reads the single elements of complex types. */
export class FieldReader {
  readonly #components: Components;
  readonly #gaps: Gaps;
  readonly #typeOf: TypeOf;

  constructor(components: Components, gaps: Gaps, typeOf: TypeOf) {
    this.#components = components;
    this.#gaps = gaps;
    this.#typeOf = typeOf;
  }

  /** Adds the field that a local element is, or that it refers to. */
  read(node: XmlElement, home: Home, path: string, own: Occurrence, into: TypeContent) {
    const reference = attribute(node, 'ref');
    const field =
      reference === undefined ? this.#local(node, home, path, own) : this.#referred(node, reference, own);
    if (!field) return;
    const index = into.fields.findIndex(({ name }) => name === field.name);
    const first = into.fields[index];
    if (!first) {
      into.fields.push(field);
      return;
    }
    this.#gaps.add(
      'name-clash',
      `${path} has the element ${field.name} more than once; only the first is offered.`,
    );
    // In another branch of a choice it stands beside other fields than the first one: neither is held against it.
    if (excludes(first, field)) into.fields[index] = { ...first, branches: undefined, minOccurs: 0 };
  }

  #local(node: XmlElement, home: Home, path: string, own: Occurrence): Field | undefined {
    const name = attribute(node, 'name');
    if (!name) return undefined;
    const { documentation, info, example } = readAnnotation(node);
    const form = attribute(node, 'form');
    const isQualified = form ? form === 'qualified' : home.qualified;
    return {
      name,
      namespace: isQualified ? home.namespace : '',
      type: this.#typeOf(node, home, `${path}/${name}`),
      ...common(own),
      nillable: isTrue(node, 'nillable'),
      default: attribute(node, 'default') ?? attribute(node, 'fixed'),
      documentation,
      info,
      example,
    };
  }

  #referred(node: XmlElement, reference: string, own: Occurrence): Field {
    const resolved = resolveQName(node, reference);
    const name = referredName(node, reference);
    const target = this.#components.find('element', name);
    if (!target)
      this.#gaps.add(
        'unknown-type',
        `The element ${reference} is not declared in this file; any content is accepted for it.`,
      );
    else if (isTrue(target.node, 'abstract'))
      this.#gaps.add(
        'substitution',
        `The element ${reference} is abstract: another one has to stand in for it, which is not offered here.`,
      );
    const { documentation, info } = readAnnotation(target?.node ?? node);
    return {
      name: resolved?.local ?? reference,
      namespace: resolved?.namespace ?? '',
      type: target
        ? this.#typeOf(target.node, target.home, this.#components.elementTypeName(name))
        : ANY_TYPE,
      ...common(own),
      nillable: isTrue(target?.node ?? node, 'nillable'),
      default: target && (attribute(target.node, 'default') ?? attribute(target.node, 'fixed')),
      documentation,
      info,
    };
  }
}

function common({ min, max, branches, anyOrder }: Occurrence) {
  return {
    minOccurs: min,
    maxOccurs: max,
    branches: branches.length > 0 ? branches : undefined,
    anyOrder,
  };
}

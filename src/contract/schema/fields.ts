import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import { excludes, type Field } from '../contract';
import type { Gaps } from '../gaps';
import { clark, isTrue, referredName, type Components, type Home } from './components';
import type { TypeContent, TypeOf } from './content';
import type { Occurrence } from './occurrence';
import { ANY_TYPE } from './simple-types';

/** No schema that is meant well has its substitution groups in more places. */
const MOST_SUBSTITUTES = 20_000;

/** Reads the single elements of complex types. */
export class FieldReader {
  readonly #components: Components;
  readonly #gaps: Gaps;
  readonly #typeOf: TypeOf;
  #substituted = 0;

  constructor(components: Components, gaps: Gaps, typeOf: TypeOf) {
    this.#components = components;
    this.#gaps = gaps;
    this.#typeOf = typeOf;
  }

  /** Adds the field that a local element is, or that it refers to, and those that may stand in for it. */
  read(
    node: XmlElement,
    home: Home,
    path: string,
    own: Occurrence,
    into: TypeContent,
  ): { readonly field: Field; readonly other?: number }[] {
    const reference = attribute(node, 'ref');
    if (reference !== undefined) return this.#referred(node, reference, path, own, into);
    const field = this.#local(node, home, path, own);
    return field ? [{ field, other: this.#add(field, path, into) }] : [];
  }

  /** Adds a field; its number among the other ones of its name, unless it is a field like another or the first. */
  #add(field: Field, path: string, into: TypeContent): number | undefined {
    const index = into.places.get(field.name);
    const first = index === undefined ? undefined : into.fields[index];
    if (index === undefined || !first) {
      into.places.set(field.name, into.fields.length);
      into.fields.push(field);
      return undefined;
    }
    this.#gaps.add(
      'name-clash',
      `${path} has the element ${field.name} more than once; only the first is offered.`,
    );
    // In another branch of a choice it stands beside other fields than the first one: neither is held against it.
    if (excludes(first, field)) into.fields[index] = { ...first, branches: undefined, minOccurs: 0 };
    return isAlike(first, field) ? undefined : other(field, into.otherFields);
  }

  #local(node: XmlElement, home: Home, path: string, own: Occurrence): Field | undefined {
    const name = attribute(node, 'name');
    if (!name) return undefined;
    const { documentation, info } = readAnnotation(node);
    const form = attribute(node, 'form');
    const isQualified = form ? form === 'qualified' : home.qualified;
    return {
      name,
      namespace: isQualified ? home.namespace : '',
      type: this.#typeOf(node, home, `${path}/${name}`),
      ...common(own),
      nillable: isTrue(node, 'nillable'),
      default: attribute(node, 'default') ?? attribute(node, 'fixed'),
      fixed: attribute(node, 'fixed'),
      documentation,
      info,
    };
  }

  #referred(node: XmlElement, reference: string, path: string, own: Occurrence, into: TypeContent) {
    const name = referredName(node, reference);
    const target = this.#components.find('element', name);
    const field = this.#global(node, reference, own);
    const found: { field: Field; other?: number }[] = [];
    const substitutes = this.#components.substitutes(name);
    // An abstract element stands for others and never itself; where none is known, nothing can be held against it.
    const itself = !target || !isTrue(target.node, 'abstract') || substitutes.length === 0;
    const place = this.#add(field, path, into);
    if (itself) found.push({ field, other: place });
    for (const { node: substitute, home } of substitutes) {
      if (isTrue(substitute, 'abstract') || ++this.#substituted > MOST_SUBSTITUTES) continue;
      const local = attribute(substitute, 'name') ?? '';
      const path = this.#components.elementTypeName(clark(home.namespace, local));
      const own: Field = {
        ...field,
        name: local,
        namespace: home.namespace,
        type: this.#typeOf(substitute, home, path),
        nillable: isTrue(substitute, 'nillable'),
        default: attribute(substitute, 'default') ?? attribute(substitute, 'fixed'),
        fixed: attribute(substitute, 'fixed'),
        documentation: readAnnotation(substitute).documentation,
        info: {},
      };
      found.push({ field: own, other: other(own, into.otherFields) });
    }
    return found;
  }

  #global(node: XmlElement, reference: string, own: Occurrence): Field {
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
      fixed: target && attribute(target.node, 'fixed'),
      documentation,
      info,
    };
  }
}

/** True when a declaration says the same of an element as another one. */
function isAlike(a: Field, b: Field): boolean {
  return (
    a.namespace === b.namespace &&
    a.type.kind === b.type.kind &&
    a.type.name === b.type.name &&
    a.nillable === b.nillable &&
    a.fixed === b.fixed
  );
}

/** The place of a declaration among those that are no fields of their own. */
function other(field: Field, others: Field[]): number {
  const known = others.findIndex((one) => one.name === field.name && isAlike(one, field));
  return known < 0 ? others.push(field) - 1 : known;
}

function common({ min, max, branches, anyOrder }: Occurrence) {
  return {
    minOccurs: min,
    maxOccurs: max,
    branches: branches.length > 0 ? branches : undefined,
    anyOrder,
  };
}

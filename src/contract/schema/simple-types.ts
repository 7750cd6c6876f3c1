import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, child, childrenNamed, elements } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import { XSD, type Enumeration, type EnumerationValue, type TypeRef } from '../contract';
import type { Gaps } from '../gaps';
import { referredName, type Components, type Home } from './components';

/** Any content at all. */
export const ANY_TYPE: TypeRef = { kind: 'builtin', name: 'anyType' };
/** Any text. */
export const STRING: TypeRef = { kind: 'builtin', name: 'string' };

/** The facets that no check here knows (XML Schema Part 2, section 4.3); white space is no matter of theirs. */
const LIMITS = [
  'pattern',
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
  'totalDigits',
  'fractionDigits',
];

/** Longer chains of types are no work of human hands. */
const LONGEST_CHAIN = 100;

/** Reads simple types: down to a built-in type, or to the values that they list. */
export class SimpleTypes {
  readonly found: Record<string, Enumeration> = Object.create(null) as Record<string, Enumeration>;
  readonly #components: Components;
  readonly #gaps: Gaps;
  readonly #reading = new Set<string>();
  readonly #facets = new Set<string>();

  constructor(components: Components, gaps: Gaps) {
    this.#components = components;
    this.#gaps = gaps;
  }

  /** A global simple type by its Clark name. */
  global(name: string): TypeRef {
    const component = this.#components.find('simpleType', name);
    if (!component || this.#reading.has(name)) return STRING;
    const local = attribute(component.node, 'name') ?? name;
    if (this.#reading.size > LONGEST_CHAIN) {
      this.#gaps.add('too-deep', `The type ${local} is derived over too many others; any text is accepted.`);
      return STRING;
    }
    this.#reading.add(name);
    const type = this.inline(component.node, component.home, this.#components.typeName(name), local);
    this.#reading.delete(name);
    return type;
  }

  /** The built-in or simple type that a QName means; undefined when it is neither. */
  referred(node: XmlElement, qname: string): TypeRef | undefined {
    const resolved = resolveQName(node, qname);
    if (resolved?.namespace === XSD) return { kind: 'builtin', name: resolved.local };
    const name = referredName(node, qname);
    return this.#components.find('simpleType', name) ? this.global(name) : undefined;
  }

  /** A `simpleType` where it stands. */
  inline(node: XmlElement, home: Home, name: string, localName: string): TypeRef {
    const restriction = child(node, 'restriction', XSD);
    if (!restriction) {
      this.#gaps.add(
        'list-or-union',
        `${localName} is a list or a union of simple types; its values are plain text here.`,
      );
      return STRING;
    }
    this.noteFacets(restriction);
    const listed = childrenNamed(restriction, 'enumeration', XSD);
    if (listed.length === 0) return this.#base(restriction, home, name, localName);
    this.found[name] ??= {
      name,
      namespace: home.namespace,
      localName,
      base: this.#baseOf(restriction, home, `${name}/`),
      values: distinctValues(listed),
      documentation: readAnnotation(node).documentation,
    };
    return { kind: 'enumeration', name };
  }

  /** Remembers the limits that a restriction sets to its values. */
  noteFacets(restriction: XmlElement) {
    for (const { name, namespace } of elements(restriction))
      if (namespace === XSD && LIMITS.includes(name)) this.#facets.add(name);
  }

  /** Says, once for the whole WSDL, which limits of values nobody checks. */
  reportFacets() {
    if (this.#facets.size === 0) return;
    const used = LIMITS.filter((name) => this.#facets.has(name)).join(', ');
    this.#gaps.add('facet', `Some values are limited by ${used}; that is not checked here.`);
  }

  #base(restriction: XmlElement, home: Home, name: string, localName: string): TypeRef {
    const base = attribute(restriction, 'base');
    const nested = child(restriction, 'simpleType', XSD);
    if (base !== undefined) return this.referred(restriction, base) ?? this.#unknown(base);
    return nested ? this.inline(nested, home, name, localName) : STRING;
  }

  /** The built-in type below the values of an enumeration; undefined for `string`. */
  #baseOf(restriction: XmlElement, home: Home, name: string): string | undefined {
    const type = this.#base(restriction, home, name, name);
    const base = type.kind === 'enumeration' ? this.found[type.name]?.base : type.name;
    return base === 'string' ? undefined : base;
  }

  #unknown(base: string): TypeRef {
    this.#gaps.add('unknown-type', `The type ${base} is not declared in this file; any text is accepted.`);
    return STRING;
  }
}

/** The values of an enumeration; one that is listed twice counts once. */
function distinctValues(listed: readonly XmlElement[]): EnumerationValue[] {
  const found = new Map<string, EnumerationValue>();
  for (const node of listed) {
    const value = attribute(node, 'value') ?? '';
    if (!found.has(value)) found.set(value, { value, documentation: readAnnotation(node).documentation });
  }
  return [...found.values()];
}

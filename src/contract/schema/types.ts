import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, child, elements } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import { XSD, type ComplexType, type GroupParticle, type Particle, type TypeRef } from '../contract';
import type { Gaps } from '../gaps';
import { AttributeReader } from './attributes';
import { isTrue, referredName, type Component, type Components, type Home } from './components';
import { emptyContent, type TypeContent } from './content';
import { FieldReader } from './fields';
import { ONCE } from './occurrence';
import { ParticleReader } from './particles';
import { ANY_TYPE, type SimpleTypes } from './simple-types';
import { xmlWords } from '../../text/white-space';

/** Longer chains of types are no work of human hands. */
const LONGEST_CHAIN = 100;

/** Reads complex types, with what they inherit. */
export class TypeReader {
  readonly found: Record<string, ComplexType> = Object.create(null) as Record<string, ComplexType>;
  readonly #components: Components;
  readonly #simple: SimpleTypes;
  readonly #gaps: Gaps;
  readonly #attributes: AttributeReader;
  readonly #particles: ParticleReader;
  /** A type may be met again while it is being read: an element may contain itself. */
  readonly #begun = new Set<string>();

  constructor(components: Components, simple: SimpleTypes, gaps: Gaps) {
    this.#components = components;
    this.#simple = simple;
    this.#gaps = gaps;
    this.#attributes = new AttributeReader(components, gaps, this.of);
    const fields = new FieldReader(components, gaps, this.of);
    this.#particles = new ParticleReader(components, gaps, fields);
  }

  /** Reads the global complex type of that Clark name. */
  global(name: string) {
    const component = this.#components.find('complexType', name);
    if (component) this.#complex(this.#components.typeName(name), name, component);
  }

  /** The type of an element or attribute: named, inline, or none at all. */
  readonly of = (node: XmlElement, home: Home, path: string): TypeRef => {
    const named = attribute(node, 'type');
    if (named !== undefined) return this.#referred(node, named);
    const complex = child(node, 'complexType', XSD);
    if (complex) {
      this.#complex(path, path, { node: complex, home });
      return { kind: 'complex', name: path };
    }
    const simple = child(node, 'simpleType', XSD);
    return simple ? this.#simple.inline(simple, home, path, path) : this.#ofHead(node, new Set());
  };

  /** An element without a type has that of the element that it stands in for (XML Schema Part 1, 3.3.2). */
  #ofHead(node: XmlElement, seen: Set<XmlElement>): TypeRef {
    const head = attribute(node, 'substitutionGroup');
    const name = head === undefined ? '' : referredName(node, head);
    const component = this.#components.find('element', name);
    if (!component || seen.has(node)) return ANY_TYPE;
    const { node: target, home } = component;
    if (attribute(target, 'type') !== undefined || elements(target).some(isType))
      return this.of(target, home, this.#components.elementTypeName(name));
    return this.#ofHead(target, seen.add(node));
  }

  #referred(node: XmlElement, qname: string): TypeRef {
    const name = referredName(node, qname);
    if (this.#components.find('complexType', name))
      return { kind: 'complex', name: this.#components.typeName(name) };
    const simple = this.#simple.referred(node, qname);
    if (simple) return simple;
    this.#gaps.add(
      'unknown-type',
      `The type ${qname} is not declared in this file; any content is accepted for it.`,
    );
    return ANY_TYPE;
  }

  #complex(key: string, name: string, { node, home }: Component) {
    if (this.#begun.has(key)) return;
    this.#begun.add(key);
    const content = emptyContent();
    const base = this.#content(node, home, key, content, new Set([name]));
    const { documentation, example, info } = readAnnotation(node);
    this.found[key] = {
      name: key,
      namespace: home.namespace,
      localName: attribute(node, 'name') ?? key,
      anonymous: attribute(node, 'name') === undefined || undefined,
      abstract: isTrue(node, 'abstract'),
      extends: base,
      fields: content.fields,
      ...modelOf(content),
      attributes: content.attributes,
      text: content.text,
      open: content.open,
      mixed: content.mixed || undefined,
      anyAttribute: content.anyAttribute || undefined,
      documentation,
      example,
      oneOf: info.oneOf === undefined ? undefined : alternatives(info.oneOf),
    };
  }

  /** Adds what a `complexType` (or an extension in it) declares; returns the name of the type that it extends. */
  #content(
    node: XmlElement,
    home: Home,
    path: string,
    into: TypeContent,
    seen: Set<string>,
  ): string | undefined {
    let base: string | undefined;
    if (isTrue(node, 'mixed')) into.open = into.mixed = true;
    for (const part of elements(node)) {
      if (part.namespace !== XSD) continue;
      if (part.name === 'complexContent' || part.name === 'simpleContent') {
        if (isTrue(part, 'mixed')) into.open = into.mixed = true;
        const derivation = child(part, 'extension', XSD) ?? child(part, 'restriction', XSD);
        if (derivation) base = this.#derive(part.name, derivation, home, path, into, seen);
      } else if (part.name === 'extension' || part.name === 'restriction') {
        // Its complexContent was forgotten; what is meant is plain.
        base = this.#derive('complexContent', part, home, path, into, seen);
      } else if (['attribute', 'attributeGroup', 'anyAttribute'].includes(part.name)) {
        this.#attributes.read(part, home, path, into);
      } else {
        const particle = this.#particles.read(part, home, path, ONCE, into);
        if (particle) into.particles.push(particle);
      }
    }
    return base;
  }

  #derive(
    kind: 'complexContent' | 'simpleContent',
    derivation: XmlElement,
    home: Home,
    path: string,
    into: TypeContent,
    seen: Set<string>,
  ): string | undefined {
    const qname = attribute(derivation, 'base') ?? '';
    const baseName = referredName(derivation, qname);
    const base = this.#components.find('complexType', baseName);
    let extended: string | undefined;
    if (base && seen.size > LONGEST_CHAIN) {
      this.#gaps.add('too-deep', `${path} is derived over too many types; what ${qname} has is left out.`);
    } else if (base && !seen.has(baseName)) {
      seen.add(baseName);
      extended = this.#components.typeName(baseName);
      this.#inherit(kind, derivation, base, extended, into, seen);
    } else if (!base && kind === 'simpleContent') {
      into.text = this.#referred(derivation, qname);
    } else if (!base && resolveQName(derivation, qname)?.namespace !== XSD) {
      this.#referred(derivation, qname);
      this.#unknownBase(derivation, into);
    } else if (!base && derivation.name === 'extension') {
      // What extends xs:anyType adds to anything at all.
      this.#unknownBase(derivation, into);
    }
    if (kind === 'simpleContent') this.#simple.noteFacets(derivation);
    this.#content(derivation, home, path, into, seen);
    return extended;
  }

  /** What a base that nobody knows has is not held against a text. */
  #unknownBase(derivation: XmlElement, into: TypeContent) {
    into.anyAttribute = true;
    const listsAnew = derivation.name === 'restriction' && elements(derivation).some(isGroup);
    if (listsAnew) return;
    into.particles.push(this.#particles.anything(into));
    into.mixed = true;
  }

  /** A restriction lists its whole content anew, but for the attributes; only an extension adds to what it inherits. */
  #inherit(
    kind: 'complexContent' | 'simpleContent',
    derivation: XmlElement,
    base: Component,
    path: string,
    into: TypeContent,
    seen: Set<string>,
  ) {
    if (derivation.name === 'extension' || kind === 'simpleContent') {
      this.#content(base.node, base.home, path, into, seen);
      return;
    }
    const inherited = emptyContent();
    this.#content(base.node, base.home, path, inherited, seen);
    into.attributes.push(...inherited.attributes);
  }
}

/** `campaignId | programName campaignName`: one name, or two that go together. */
function alternatives(words: string): string[][] {
  return words.split('|').map((names) => xmlWords(names));
}

function isType({ name, namespace }: XmlElement): boolean {
  return namespace === XSD && (name === 'complexType' || name === 'simpleType');
}

function isGroup({ name, namespace }: XmlElement): boolean {
  return namespace === XSD && ['sequence', 'choice', 'all', 'group'].includes(name);
}

/** The content model of a type, where its fields don't say it all. */
function modelOf({
  fields,
  otherFields,
  particles,
}: TypeContent): Pick<ComplexType, 'content' | 'otherFields'> {
  const flat = particles.flatMap(flattened);
  const isAll = particles.length === 1 && flat[0]?.kind === 'all' && flat[0].max === 1 && flat[0].min === 1;
  const members = isAll ? (flat[0] as GroupParticle).parts : flat;
  if (members.length === fields.length && members.every(({ kind }) => kind === 'element')) return {};
  return {
    content: flat.length === 1 && flat[0] ? flat[0] : { kind: 'sequence', parts: flat, min: 1, max: 1 },
    otherFields: otherFields.length > 0 ? otherFields : undefined,
  };
}

/** A sequence that stands once is nothing but its parts. */
function flattened(particle: Particle): readonly Particle[] {
  const { kind, min, max } = particle;
  return kind === 'sequence' && min === 1 && max === 1 ? particle.parts.flatMap(flattened) : [particle];
}

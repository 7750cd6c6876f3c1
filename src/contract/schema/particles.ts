import type { XmlElement } from '../../xml/parse';
import { attribute, elements } from '../../xml/tree';
import { XSD, type Particle, type WildcardParticle } from '../contract';
import type { Gaps } from '../gaps';
import { referredName, type Components, type Home } from './components';
import type { TypeContent } from './content';
import type { FieldReader } from './fields';
import { occurrenceIn, ownOccurrence, type Occurrence, type Times } from './occurrence';
import { xmlWords } from '../../text/white-space';

const PARTICLES = new Set(['sequence', 'choice', 'all', 'group', 'element', 'any']);

/** How often one of several that may stand for each other stands: the group that they are in says how often. */
const IN_GROUP: Times = { min: 1, max: 1 };

const ANYTHING: Particle = { kind: 'any', namespaces: { not: [] }, min: 0, max: Infinity };

/** Groups may be used in groups; beyond so many uses a schema is taken for one that would never end. */
const MOST_GROUPS = 20_000;

/** Reads what stands in a complex type: sequences, choices, groups and wildcards, down to the single elements. */
export class ParticleReader {
  readonly #components: Components;
  readonly #gaps: Gaps;
  readonly #fields: FieldReader;
  /** The groups that are being read, one inside the other. */
  readonly #groups = new Set<string>();
  /** How many groups were read, all in all. */
  #used = 0;
  /** Numbers for choices and for sets without an order. */
  #count = 0;

  constructor(components: Components, gaps: Gaps, fields: FieldReader) {
    this.#components = components;
    this.#gaps = gaps;
    this.#fields = fields;
  }

  /**
   * Adds the fields of one particle; returns it, undefined for anything that is none and for what may never stand.
   *
   * @param outer how often its fields may stand, all in all, for whoever fills them in one by one.
   */
  read(
    node: XmlElement,
    home: Home,
    path: string,
    outer: Occurrence,
    into: TypeContent,
  ): Particle | undefined {
    if (node.namespace !== XSD || !PARTICLES.has(node.name)) return undefined;
    const own = ownOccurrence(node);
    // What may stand no times is not there (XML Schema Part 1, 3.9.1).
    if (own.max === 0) return undefined;
    const inner = occurrenceIn(outer, own);
    switch (node.name) {
      case 'sequence':
        return this.#sequence(node, home, path, inner, own, into);
      case 'all': {
        const parts = this.#members(node, home, path, { ...inner, anyOrder: ++this.#count }, into);
        return { kind: 'all', parts, ...own };
      }
      case 'choice':
        return this.#choice(node, home, path, inner, own, into);
      case 'group':
        return this.#group(node, path, inner, own, into);
      case 'element':
        return this.#element(node, home, path, inner, own, into);
      default:
        into.open = true;
        this.#gaps.add(
          'wildcard',
          `${path} accepts elements of any kind (xs:any); they can be written by hand only.`,
        );
        return { kind: 'any', namespaces: admitted(node, home), ...own };
    }
  }

  /** What accepts anything, for what is not known. */
  anything(into: TypeContent): Particle {
    into.open = true;
    return ANYTHING;
  }

  #element(
    node: XmlElement,
    home: Home,
    path: string,
    inner: Occurrence,
    own: Times,
    into: TypeContent,
  ): Particle | undefined {
    const parts = this.#fields.read(node, home, path, inner, into);
    const particles = parts.map(({ field: { name, namespace }, other }): Particle => {
      const named = { kind: 'element', name, namespace, ...(parts.length === 1 ? own : IN_GROUP) } as const;
      return other === undefined ? named : { ...named, other };
    });
    return particles.length > 1 ? { kind: 'choice', parts: particles, ...own } : particles[0];
  }

  #members(node: XmlElement, home: Home, path: string, inner: Occurrence, into: TypeContent): Particle[] {
    return elements(node).flatMap((part) => this.read(part, home, path, inner, into) ?? []);
  }

  #sequence(
    node: XmlElement,
    home: Home,
    path: string,
    inner: Occurrence,
    own: Times,
    into: TypeContent,
  ): Particle {
    if (own.max <= 1)
      return { kind: 'sequence', parts: this.#members(node, home, path, inner, into), ...own };
    return this.#repeated(node, home, path, inner, into, (parts) => ({ kind: 'sequence', parts, ...own }));
  }

  /** A group whose members come again, by turns. */
  #repeated(
    node: XmlElement,
    home: Home,
    path: string,
    inner: Occurrence,
    into: TypeContent,
    particle: (parts: Particle[]) => Particle,
  ): Particle {
    const first = into.fields.length;
    const parts = this.#members(node, home, path, { ...inner, anyOrder: ++this.#count }, into);
    const names = into.fields.slice(first).map((field) => field.name);
    if (names.length > 1)
      this.#gaps.add(
        'repeated-group',
        `${path} repeats ${names.join(', ')} as a group; here each is a list of its own, and their turns are written by hand only.`,
      );
    return particle(parts);
  }

  #choice(
    node: XmlElement,
    home: Home,
    path: string,
    outer: Occurrence,
    times: Times,
    into: TypeContent,
  ): Particle {
    const inner = { ...outer, min: 0 };
    // Where the choice is made again and again, nothing rules out anything.
    if (outer.max > 1) {
      const free = { ...inner, anyOrder: inner.anyOrder ?? ++this.#count };
      return { kind: 'choice', parts: this.#members(node, home, path, free, into), ...times };
    }
    const choice = ++this.#count;
    const parts = elements(node).flatMap((part, branch) => {
      const own = { ...inner, branches: [...inner.branches, { choice, branch }] };
      return this.read(part, home, path, own, into) ?? [];
    });
    return { kind: 'choice', parts, ...times };
  }

  #group(
    node: XmlElement,
    path: string,
    inner: Occurrence,
    own: Times,
    into: TypeContent,
  ): Particle | undefined {
    const name = referredName(node, attribute(node, 'ref') ?? '');
    const group = this.#components.find('group', name);
    if (!group) {
      this.#gaps.add('unknown-type', `The group ${attribute(node, 'ref')} is not declared in this file.`);
      return this.anything(into);
    }
    if (this.#groups.has(name)) {
      this.#gaps.add('too-deep', `The group ${attribute(node, 'ref')} contains itself; ${path} ends there.`);
      return this.anything(into);
    }
    // Groups that hold groups twice each grow beyond all bounds in a few lines.
    if (++this.#used > MOST_GROUPS) {
      this.#gaps.add(
        'too-deep',
        'The groups hold each other too often to be read; some types are left without them.',
      );
      return this.anything(into);
    }
    this.#groups.add(name);
    const read = () => this.#members(group.node, group.home, path, inner, into);
    const particle: Particle =
      own.max > 1
        ? this.#repeated(group.node, group.home, path, inner, into, (parts) => ({
            kind: 'sequence',
            parts,
            ...own,
          }))
        : { kind: 'sequence', parts: read(), ...own };
    this.#groups.delete(name);
    return particle;
  }
}

/** The namespaces that a wildcard admits (XML Schema Part 1, 3.10.2). */
function admitted(node: XmlElement, home: Home): WildcardParticle['namespaces'] {
  const words = xmlWords(attribute(node, 'namespace') ?? '##any');
  if (words.includes('##any')) return { not: [] };
  if (words.includes('##other')) return { not: [home.namespace, ''] };
  return {
    only: words.map((word) =>
      word === '##targetNamespace' ? home.namespace : word === '##local' ? '' : word,
    ),
  };
}

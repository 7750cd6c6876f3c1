import type { XmlElement } from '../../xml/parse';
import { attribute, elements } from '../../xml/tree';
import { XSD } from '../contract';
import type { Gaps } from '../gaps';
import { referredName, type Components, type Home } from './components';
import type { TypeContent } from './content';
import type { FieldReader } from './fields';
import { occurrenceIn, ownOccurrence, type Occurrence } from './occurrence';

/** No schema that is meant well uses its groups more often. */
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

  /** Adds the fields of one particle; anything that is none is passed over. */
  read(node: XmlElement, home: Home, path: string, outer: Occurrence, into: TypeContent) {
    if (node.namespace !== XSD) return;
    switch (node.name) {
      case 'sequence':
        return this.#sequence(node, home, path, outer, into);
      case 'all':
        return this.#members(
          node,
          home,
          path,
          { ...occurrenceIn(outer, node), anyOrder: ++this.#count },
          into,
        );
      case 'choice':
        return this.#choice(node, home, path, outer, into);
      case 'group':
        return this.#group(node, path, outer, into);
      case 'element':
        return this.#fields.read(node, home, path, occurrenceIn(outer, node), into);
      case 'any':
        into.open = true;
        this.#gaps.add(
          'wildcard',
          `${path} accepts elements of any kind (xs:any); they can be written by hand only.`,
        );
    }
  }

  #members(node: XmlElement, home: Home, path: string, own: Occurrence, into: TypeContent) {
    for (const part of elements(node)) this.read(part, home, path, own, into);
  }

  #sequence(node: XmlElement, home: Home, path: string, outer: Occurrence, into: TypeContent) {
    const own = occurrenceIn(outer, node);
    if (ownOccurrence(node).max <= 1) return this.#members(node, home, path, own, into);
    const first = into.fields.length;
    this.#members(node, home, path, { ...own, anyOrder: ++this.#count }, into);
    const names = into.fields.slice(first).map((field) => field.name);
    if (names.length > 1)
      this.#gaps.add(
        'repeated-group',
        `${path} repeats ${names.join(', ')} as a group; here each is a list of its own, and their turns are written by hand only.`,
      );
  }

  #choice(node: XmlElement, home: Home, path: string, outer: Occurrence, into: TypeContent) {
    const own = { ...occurrenceIn(outer, node), min: 0 };
    if (ownOccurrence(node).max > 1)
      return this.#members(node, home, path, { ...own, anyOrder: ++this.#count }, into);
    const choice = ++this.#count;
    for (const [branch, part] of elements(node).entries())
      this.read(part, home, path, { ...own, branches: [...own.branches, { choice, branch }] }, into);
  }

  #group(node: XmlElement, path: string, outer: Occurrence, into: TypeContent) {
    const name = referredName(node, attribute(node, 'ref') ?? '');
    const group = this.#components.find('group', name);
    if (!group) {
      this.#gaps.add('unknown-type', `The group ${attribute(node, 'ref')} is not declared in this file.`);
      return;
    }
    if (this.#groups.has(name)) {
      this.#gaps.add('too-deep', `The group ${attribute(node, 'ref')} contains itself; ${path} ends there.`);
      return;
    }
    // Groups that hold groups twice each grow beyond all bounds in a few lines.
    if (++this.#used > MOST_GROUPS) {
      this.#gaps.add(
        'too-deep',
        'The groups hold each other too often to be read; some types are left without them.',
      );
      return;
    }
    this.#groups.add(name);
    this.#members(group.node, group.home, path, occurrenceIn(outer, node), into);
    this.#groups.delete(name);
  }
}

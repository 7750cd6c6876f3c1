import { XSI, type ComplexType, type Contract, type Field, type GlobalElement } from '../contract/contract';
import { forbiddenCharacter } from '../xml/characters';
import { escapeAllowed, escapeAttribute } from '../xml/escape';
import type { Fragments } from './fragments';
import { LineSink, type Sink } from './sink';
import { EMPTIED, LINE_END, OPENED, Tags } from './tags';
import { fieldValue, formatPath, isList, isValues, type Path, type Value, type Values } from './values';
import { isXmlSpace } from '../text/white-space';

/** Why a value can't be written as XML. */
export interface ValueProblem {
  readonly code: 'forbidden-character' | 'unknown-field' | 'unknown-type' | 'wrong-shape';
  readonly path: Path;
  /** A sentence that names the field. */
  readonly message: string;
}

/** Names for namespaces in a text that exists already. */
export interface BoundPrefixes {
  /** The prefix of a namespace where the element will stand. */
  prefix(namespace: string): string;
}

/** What an element is called and what may stand in it; its tags are made when they are first needed. */
interface Spot {
  readonly name: string;
  readonly namespace: string;
  readonly type: Field['type'];
  /** It holds a text. */
  readonly isSimple: boolean;
  /** By depth. */
  readonly tags: Tags[];
}

/** A complex type, made ready for being written many times. */
interface Plan {
  readonly type: ComplexType;
  readonly spots: readonly Spot[];
}

/** A problem on its way out: each element that it leaves puts its own step in front. */
interface Found {
  readonly code: ValueProblem['code'];
  readonly predicate: string;
  readonly path: (string | number)[];
}

/** Writes elements, two blanks a level, and remembers which prefixes they need. */
export class ElementWriter {
  readonly problems: ValueProblem[] = [];
  usesXsi = false;
  readonly #contract: Contract;
  readonly #prefixes = new Map<string, string>();
  readonly #bound: BoundPrefixes | undefined;
  readonly #fragments: Fragments | undefined;
  readonly #sink: Sink;
  readonly #plans = new Map<string, Plan>();
  readonly #found: Found[] = [];
  /** How often a prefix was written: a text with one is good only where the prefix is bound. */
  #qualified = 0;

  /** @param bound the names that a text uses already; without it, prefixes are `ns1`, `ns2`, … and `xsi`. */
  constructor(contract: Contract, bound?: BoundPrefixes, fragments?: Fragments, sink: Sink = new LineSink()) {
    this.#contract = contract;
    this.#bound = bound;
    this.#fragments = fragments;
    this.#sink = sink;
  }

  /** What was written, an element's start, its end or a simple element to each line. */
  get lines(): string[] {
    return this.#sink instanceof LineSink ? this.#sink.lines : [];
  }

  /** The namespaces that were needed, with their prefixes, in order of use. */
  get prefixes(): [namespace: string, prefix: string][] {
    return [...this.#prefixes];
  }

  /** A child of Header or Body. */
  global(element: GlobalElement, values: Values, depth: number) {
    this.#element(spotOf(element), values, depth);
    this.#report();
  }

  /** One field with its value; a list writes the element once for each item. */
  field(field: Field, value: Value, depth: number) {
    this.#field(spotOf(field), value, depth);
    this.#report();
  }

  #field(spot: Spot, value: Value, depth: number) {
    const before = this.#found.length;
    if (isList(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const inItem = this.#found.length;
        this.#element(spot, value[index] ?? null, depth);
        if (this.#found.length > inItem) this.#locate(inItem, index);
      }
    } else {
      this.#element(spot, value, depth);
    }
    if (this.#found.length > before) this.#locate(before, spot.name);
  }

  /** A text where one belongs: what most of a long message is. */
  #simple(spot: Spot, value: string, depth: number) {
    const tags = this.#tags(spot, depth);
    const content = escapeAllowed(value);
    if (content === undefined) this.#forbidden(spot, value);
    else if (content === '') this.#sink.tag(tags.empty);
    else this.#sink.element(tags, content);
  }

  #forbidden(spot: Spot, value: string) {
    const before = this.#found.length;
    this.#checkCharacters(value);
    this.#locate(before, spot.name);
  }

  #element(spot: Spot, value: Value, depth: number) {
    const tags = this.#tags(spot, depth);
    const { type } = spot;
    if (typeof value === 'string') {
      // A complex type without fields has an empty text as well as an empty object.
      if (type.kind === 'complex' && !isXmlSpace(value))
        this.#problem('wrong-shape', 'is a group of fields, not a text.');
      if (value === '') this.#sink.tag(tags.empty);
      else this.#sink.element(tags, this.#text(value));
    } else if (value === null) {
      this.#sink.tag(tags.start);
      this.#sink.text(` ${this.#xsi()}:nil="true"`);
      this.#sink.tag(EMPTIED);
    } else if (isValues(value) && type.kind === 'complex') {
      if (this.#fragments?.has(value)) this.#repeated(this.#fragments, tags, type.name, value);
      else this.#complex(tags, type.name, value);
    } else {
      this.#problem(
        'wrong-shape',
        type.kind === 'complex' ? 'is not a list.' : 'is a text, not a group of fields.',
      );
    }
  }

  #complex(tags: Tags, declared: string, values: Values) {
    const chosen = typeof values.$type === 'string' ? values.$type : declared;
    const plan = this.#plan(chosen);
    if (!plan)
      return this.#problem('unknown-type', `has the type ${chosen}, which the contract does not know.`);
    const { type, spots } = plan;
    const attributes =
      (chosen === declared ? '' : this.#typeAttribute(type)) + this.#attributes(type, values);
    let known = 0;
    let isOpen = false;
    for (const spot of spots) {
      const value = fieldValue(values, spot.name);
      if (value === undefined) continue;
      known += 1;
      if (isList(value) && value.length === 0) continue;
      if (!isOpen) this.#open(tags, attributes);
      isOpen = true;
      if (typeof value === 'string' && spot.isSimple) this.#simple(spot, value, tags.depth + 1);
      else this.#field(spot, value, tags.depth + 1);
    }
    if (isOpen) this.#sink.tag(tags.closeLine);
    else this.#leaf(tags, attributes, values.$text);
    // Most values have nothing else, and then there is no need to look further.
    if (Object.keys(values).length > known) this.#refuseUnknown(type, values);
  }

  #open(tags: Tags, attributes: string) {
    if (attributes === '') return this.#sink.tag(tags.openLine);
    this.#sink.tag(tags.start);
    this.#sink.text(attributes);
    this.#sink.tag(OPENED);
  }

  /** A complex type without child elements. */
  #leaf(tags: Tags, attributes: string, text: Value | undefined) {
    const own = typeof text === 'string' ? this.#text(text) : '';
    this.#sink.tag(tags.start);
    this.#sink.text(own ? `${attributes}>${own}` : attributes);
    this.#sink.tag(own ? tags.close : EMPTIED);
  }

  #repeated(fragments: Fragments, tags: Tags, declared: string, values: Values) {
    const place = `${tags.depth} ${tags.name}`;
    const usedXsi = this.usesXsi;
    let fragment = fragments.get(values);
    if (fragment?.place !== place) {
      const [found, qualified] = [this.#found.length, this.#qualified];
      this.usesXsi = false;
      const text = this.#sink.aside(() => this.#complex(tags, declared, values));
      fragment = { place, text, usesXsi: this.usesXsi };
      const isSound = this.#found.length === found && this.#qualified === qualified;
      if (isSound) fragments.set(values, fragment);
    }
    this.#sink.text(fragment.text);
    this.#sink.tag(LINE_END);
    this.usesXsi = usedXsi || fragment.usesXsi;
  }

  #typeAttribute(type: ComplexType): string {
    return ` ${this.#xsi()}:type="${this.#name(type.localName, type.namespace)}"`;
  }

  #attributes(type: ComplexType, values: Values): string {
    if (type.attributes.length === 0) return '';
    return type.attributes
      .map(({ name }) => {
        const value = values[`@${name}`];
        if (typeof value !== 'string') return '';
        this.#checkCharacters(value);
        return ` ${name}="${escapeAttribute(value)}"`;
      })
      .join('');
  }

  #refuseUnknown(type: ComplexType, values: Values) {
    for (const key of Object.keys(values)) {
      if (key.startsWith('$') || key.startsWith('@') || values[key] === undefined) continue;
      if (type.fields.some((field) => field.name === key)) continue;
      const before = this.#found.length;
      this.#problem('unknown-field', `is not a field of ${type.localName}.`);
      this.#locate(before, key);
    }
  }

  #text(value: string): string {
    const content = escapeAllowed(value);
    if (content === undefined) this.#checkCharacters(value);
    return content ?? '';
  }

  #checkCharacters(value: string) {
    const forbidden = forbiddenCharacter(value);
    if (!forbidden) return;
    this.#problem(
      'forbidden-character',
      `has the character ${forbidden.label} at position ${forbidden.index + 1}, which XML can't carry in any form. Remove it.`,
    );
  }

  #problem(code: ValueProblem['code'], predicate: string) {
    this.#found.push({ code, predicate, path: [] });
  }

  /** What was found from there on lies in this field or list item. */
  #locate(from: number, step: string | number) {
    for (const found of this.#found.slice(from)) found.path.unshift(step);
  }

  #report() {
    for (const { code, predicate, path } of this.#found.splice(0))
      this.problems.push({ code, path, message: `${formatPath(path) || 'The request'} ${predicate}` });
  }

  #plan(name: string): Plan | undefined {
    let plan = this.#plans.get(name);
    if (plan) return plan;
    const type = this.#contract.types[name];
    if (!type) return undefined;
    plan = { type, spots: type.fields.map(spotOf) };
    this.#plans.set(name, plan);
    return plan;
  }

  #tags(spot: Spot, depth: number): Tags {
    const made = spot.tags[depth];
    if (!made) return (spot.tags[depth] = new Tags(this.#name(spot.name, spot.namespace), depth));
    if (spot.namespace !== '') this.#qualified += 1;
    return made;
  }

  #name(local: string, namespace: string): string {
    if (namespace === '') return local;
    this.#qualified += 1;
    let prefix = this.#prefixes.get(namespace);
    if (prefix === undefined) {
      prefix = this.#bound?.prefix(namespace) ?? `ns${this.#prefixes.size + 1}`;
      this.#prefixes.set(namespace, prefix);
    }
    return prefix ? `${prefix}:${local}` : local;
  }

  #xsi(): string {
    this.usesXsi = true;
    return this.#bound?.prefix(XSI) ?? 'xsi';
  }
}

function spotOf({ name, namespace, type }: Field | GlobalElement): Spot {
  return { name, namespace, type, isSimple: type.kind !== 'complex', tags: [] };
}

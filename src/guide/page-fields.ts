import {
  concreteTypes,
  documentationText,
  type AttributeUse,
  type ComplexType,
  type Contract,
  type EnumerationValue,
  type Field,
  type TypeRef,
} from '../contract/contract';
import { limitWords, occurrence, typeDocumentation, typeName } from '../contract/words';
import { isList, isValues, type Path, type Value, type Values } from '../envelope/values';

/** A value of an enumeration with what it means. */
export interface PageValue {
  readonly value: string;
  readonly documentation: string;
}

/** One step on the way to a field. */
interface Step {
  readonly name: string;
  /** The type that `xsi:type` has to name for the field to be there, where it is not the declared one. */
  readonly type?: string;
}

/** One row about a request or an answer. Empty texts say nothing. */
export interface PageField {
  /** Unique among the rows of one list. */
  readonly id: string;
  /** How many fields it is in. */
  readonly depth: number;
  /** `subtype`: not an element but a type that may stand for the field above it; what follows, deeper, is its own. */
  readonly kind: 'field' | 'attribute' | 'subtype';
  readonly name: string;
  /** The type's name; empty for a subtype, which is one. */
  readonly type: string;
  /** How often it may stand, in words. */
  readonly occurrence: string;
  readonly nillable: boolean;
  /** Limits and other facts, a sentence each. */
  readonly notes: readonly string[];
  readonly documentation: string;
  /** What the type says about itself; only in the first row that has the type. */
  readonly typeDocumentation: string;
  readonly values: readonly PageValue[];
  /** The way to it from the request's own element. */
  readonly steps: readonly Step[];
}

/** Past this many rows a type is not spelt out a second time: some WSDLs have types of hundreds of fields. */
const SPELT_OUT = 300;

/**
 * What may stand in an element of a type, outermost first, each group followed by what is in it. Types that contain
 * themselves are spelt out once.
 */
export function pageFields(contract: Contract, type: TypeRef, language: string): readonly PageField[] {
  const list = new FieldList(contract, language);
  if (type.kind === 'complex') list.addContent(type.name, { steps: [], within: [], id: '' });
  return list.rows;
}

/** What may stand in an element beside its fields, a sentence each. */
export function contentNotes(contract: Contract, type: ComplexType | undefined): string[] {
  return [
    ...(type?.open ? ['More may stand in it than is listed here.'] : []),
    ...(type?.text ? [`Its own text is ${typeName(contract, type.text)}.`] : []),
  ];
}

/** Where values have the field of a row: of several items the first that has it. Undefined when it is not there. */
export function placeOf(values: Values, { kind, steps }: PageField): Path | undefined {
  return kind === 'field' && steps.length > 0 ? find(values, steps) : undefined;
}

function find(value: Value | undefined, steps: readonly Step[]): Path | undefined {
  const [step, ...rest] = steps;
  if (!step) return [];
  if (!isValues(value) || (step.type !== undefined && value.$type !== step.type)) return undefined;
  const next = value[step.name];
  if (next === undefined) return undefined;
  if (!isList(next)) {
    const path = find(next, rest);
    return path && [step.name, ...path];
  }
  for (const [index, item] of next.entries()) {
    const path = find(item, rest);
    if (path) return [step.name, index, ...path];
  }
  return undefined;
}

/** Where a group of rows is. */
interface Place {
  readonly id: string;
  readonly steps: readonly Step[];
  /** The types around it, by name. */
  readonly within: readonly string[];
  /** The type that `xsi:type` names for this group. */
  readonly chosen?: string;
  readonly depth?: number;
}

class FieldList {
  readonly rows: PageField[] = [];
  readonly #contract: Contract;
  readonly #language: string;
  readonly #spelt = new Set<string>();
  readonly #told = new Set<string>();

  constructor(contract: Contract, language: string) {
    this.#contract = contract;
    this.#language = language;
  }

  /** Rows for what is in a complex type, and for the types that may stand for it. */
  addContent(name: string, place: Place) {
    const type = this.#contract.types[name];
    if (!type) return;
    this.#spelt.add(name);
    const within = [...place.within, name];
    this.#addOwn(type, undefined, { ...place, within });
    const { depth = 0 } = place;
    for (const other of concreteTypes(this.#contract, name)) {
      if (other === type) continue;
      const id = `${place.id}<${other.name}>`;
      this.rows.push({
        ...this.#blank(id, depth, 'subtype', other.localName),
        documentation: documentationText(other.documentation, this.#language),
        steps: place.steps,
      });
      // What it shares with the declared type has been said.
      const inner = { ...place, id, within: [...within, other.name], chosen: other.name, depth: depth + 1 };
      this.#addOwn(other, type, inner);
    }
  }

  #addOwn(type: ComplexType, base: ComplexType | undefined, place: Place) {
    for (const attribute of type.attributes) {
      if (!base?.attributes.some(({ name }) => name === attribute.name)) this.#addAttribute(attribute, place);
    }
    for (const field of type.fields) {
      if (!base?.fields.some(({ name }) => name === field.name)) this.#addField(field, place);
    }
  }

  #addField(field: Field, { id, steps, within, chosen, depth = 0 }: Place) {
    const complex = field.type.kind === 'complex' ? this.#contract.types[field.type.name] : undefined;
    const inner: Place = {
      id: `${id}/${field.name}`,
      steps: [...steps, { name: field.name, type: chosen }],
      within,
      depth: depth + 1,
    };
    const again =
      complex !== undefined &&
      hasContent(this.#contract, complex) &&
      (within.includes(complex.name) || (this.rows.length >= SPELT_OUT && this.#spelt.has(complex.name)));
    const told = this.#tell(field.type);
    const notes = [
      ...limitWords(field),
      ...(field.default === undefined ? [] : [`Without it: ${field.default}.`]),
      ...(complex && told === '' ? this.#kinds(complex) : []),
      ...contentNotes(this.#contract, complex),
      ...(again ? [`The fields of ${complex.localName} are listed above.`] : []),
    ];
    this.rows.push({
      ...this.#blank(inner.id, depth, 'field', field.name),
      type: typeName(this.#contract, field.type),
      occurrence: occurrence(field),
      nillable: field.nillable,
      notes,
      documentation: documentationText(field.documentation, this.#language),
      typeDocumentation: told,
      values: this.#values(field.type),
      steps: inner.steps,
    });
    if (complex && !again) this.addContent(complex.name, inner);
  }

  #addAttribute({ name, type, required, documentation }: AttributeUse, { id, steps, depth = 0 }: Place) {
    this.rows.push({
      ...this.#blank(`${id}/@${name}`, depth, 'attribute', name),
      type: typeName(this.#contract, type),
      occurrence: required ? 'required attribute' : 'optional attribute',
      documentation: documentationText(documentation, this.#language),
      typeDocumentation: this.#tell(type),
      values: this.#values(type),
      steps,
    });
  }

  #blank(id: string, depth: number, kind: PageField['kind'], name: string): PageField {
    return {
      id,
      depth,
      kind,
      name,
      type: '',
      occurrence: '',
      nillable: false,
      notes: [],
      documentation: '',
      typeDocumentation: '',
      values: [],
      steps: [],
    };
  }

  #kinds(type: ComplexType): string[] {
    if (type.abstract) return ['xsi:type has to name one of its kinds.'];
    return concreteTypes(this.#contract, type.name).length > 1 ? ['xsi:type may name one of its kinds.'] : [];
  }

  #tell(type: TypeRef): string {
    if (this.#told.has(type.name)) return '';
    this.#told.add(type.name);
    return typeDocumentation(this.#contract, type, this.#language);
  }

  #values(type: TypeRef): PageValue[] {
    if (type.kind !== 'enumeration') return [];
    const values: readonly EnumerationValue[] = this.#contract.enumerations[type.name]?.values ?? [];
    return values.map(({ value, documentation }) => ({
      value,
      documentation: documentationText(documentation, this.#language),
    }));
  }
}

function hasContent(contract: Contract, type: ComplexType): boolean {
  return type.fields.length + type.attributes.length > 0 || concreteTypes(contract, type.name).length > 1;
}

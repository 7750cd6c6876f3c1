import {
  concreteTypes,
  type ComplexType,
  type Contract,
  type Field,
  type GlobalElement,
  type Operation,
  type Particle,
  type TypeRef,
} from '../contract/contract';
import { sampleText, sampleValue } from './sample';
import { fieldValue, isValues, setField, type Value, type Values } from './values';

/** An example holds at most so many fields: types that require each other twice would make it endless. */
const MOST_FIELDS = 200;

/** What an operation opens with: the contract's own example, or else the required fields, empty. */
export function exampleValues(contract: Contract, operation: Operation): Values {
  const input = operation.input;
  if (!input) return {};
  if (!input.example) return blankElement(contract, input);
  const value = sampleValue(contract, input.type, input.example);
  return isValues(value) ? value : {};
}

/** An element with its required fields, empty. */
export function blankElement(contract: Contract, element: GlobalElement): Values {
  const value = new Blank(contract).value(element.type);
  return isValues(value) ? value : {};
}

/** Of what has to stand more often than this, the rest is left to the author. */
const MOST_ITEMS = 20;

/** The value that a field starts with when it is added: its required content, empty; so many items of a list. */
export function blankValue(contract: Contract, field: Field, items?: number): Value {
  return listed(field, blankItem(contract, field), items);
}

/** The value that a further item of a field starts with. */
export function blankItem(contract: Contract, field: Field): Value {
  return new Blank(contract).item(field);
}

/** A type's required content; a subtype is chosen where the type itself is abstract. */
export function blankType(contract: Contract, name: string): Value {
  return new Blank(contract).value({ kind: 'complex', name });
}

/** As `blankValue`, filled with what the contract gives as an example, so that it can be sent. */
export function startingValue(contract: Contract, field: Field, now: number): Value {
  return listed(field, startingItem(contract, field, now));
}

/** As `blankItem`, filled with what the contract gives as an example. */
export function startingItem(contract: Contract, field: Field, now: number): Value {
  return new Blank(contract, { now }).item(field);
}

/** As `blankType`, filled with what the contract gives as an example. */
export function startingType(contract: Contract, name: string, now: number): Value {
  return new Blank(contract, { now }).value({ kind: 'complex', name });
}

function listed(field: Field, item: Value, items = Math.max(1, field.minOccurs)): Value {
  return field.maxOccurs > 1 ? Array<Value>(Math.min(items, MOST_ITEMS)).fill(item) : item;
}

/** Which of a type's fields, or groups of fields, of which one is needed is there, from 0; -1 for none. */
export function chosenOf(type: ComplexType, values: Values): number {
  return (type.oneOf ?? []).findIndex((names) =>
    names.some((name) => fieldValue(values, name) !== undefined),
  );
}

/** Required by the schema, or in practice although the schema says optional. */
export function isRequired(field: Field): boolean {
  return field.minOccurs > 0 || field.info.required === 'true';
}

/** A group of fields that is there and not filled yet. */
interface Group {
  readonly type: ComplexType;
  readonly values: Record<string, Value>;
  /** The types that it stands in. */
  readonly within: readonly string[];
}

/**
 * Fills in required content, the outer groups first. What is beyond the budget stays an empty group: its author opens it,
 * and then it is filled in turn.
 */
class Blank {
  readonly #contract: Contract;
  /** Given where groups are filled with their examples. */
  readonly #samples: { readonly now: number } | undefined;
  readonly #waiting: Group[] = [];
  #left = MOST_FIELDS;

  constructor(contract: Contract, samples?: { readonly now: number }) {
    this.#contract = contract;
    this.#samples = samples;
  }

  value(type: TypeRef): Value {
    return this.#whole(this.#start(type, []));
  }

  item(field: Field): Value {
    return this.#whole(this.#item(field, []));
  }

  #whole(value: Value): Value {
    for (const group of this.#waiting) this.#fill(group);
    return value;
  }

  #start(type: TypeRef, within: readonly string[]): Value {
    if (type.kind !== 'complex') return this.#text(type);
    const chosen = concreteTypes(this.#contract, type.name)[0];
    // A type that requires itself has no finite content; an empty one is all that can be offered.
    if (!chosen || within.includes(chosen.name)) return {};
    const ref = { kind: 'complex', name: chosen.name } as const;
    const sample =
      this.#samples && chosen.example
        ? sampleValue(this.#contract, ref, chosen.example, this.#samples.now)
        : undefined;
    const values: Record<string, Value> = isValues(sample) ? (sample as Record<string, Value>) : {};
    if (chosen.name !== type.name) values.$type = chosen.name;
    this.#waiting.push({ type: chosen, values, within: [...within, chosen.name] });
    return values;
  }

  #fill({ type, values, within }: Group) {
    for (const { name, type: own, required, default: usual } of type.attributes)
      if (required) values[`@${name}`] = usual ?? this.#text(own);
    const text = type.text ? this.#text(type.text) : '';
    if (text !== '') values.$text = text;
    const first = this.#samples && chosenOf(type, values) < 0 ? (type.oneOf?.[0] ?? []) : [];
    const needed = neededNames(type);
    const wanted = type.fields.filter(
      (field) =>
        fieldValue(values, field.name) === undefined &&
        (needed.has(field.name) ||
          isRequired(field) ||
          isArrayItem(type.fields, field) ||
          first.includes(field.name)),
    );
    if (wanted.length > this.#left) return;
    this.#left -= wanted.length;
    for (const field of wanted) {
      const items = Math.max(1, field.minOccurs, needed.get(field.name) ?? 0);
      setField(values, field.name, listed(field, this.#item(field, within), items));
    }
  }

  #item(field: Field, within: readonly string[]): Value {
    const { default: usual, example, info, type } = field;
    if (usual !== undefined) return usual;
    if (this.#samples && example !== undefined)
      return sampleValue(this.#contract, type, example, this.#samples.now);
    if (this.#samples && info.example !== undefined) return sampleText(type, info.example, this.#samples.now);
    return this.#start(type, within);
  }

  #text(type: TypeRef): string {
    if (type.kind === 'enumeration') return this.#contract.enumerations[type.name]?.values[0]?.value ?? '';
    return type.kind === 'builtin' && type.name === 'boolean' ? 'false' : '';
  }
}

/** What the content model of a type requires, by name and how often: of each choice the shortest branch. */
function neededNames({ content }: ComplexType): Map<string, number> {
  const found = new Map<string, number>();
  if (content) for (const name of shortest(content)) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

function shortest(particle: Particle): string[] {
  if (particle.min === 0 || particle.kind === 'any') return [];
  let names: string[];
  if (particle.kind === 'element') names = particle.other === undefined ? [particle.name] : [];
  else {
    const parts = particle.parts.map(shortest);
    const [first = []] = parts;
    names =
      particle.kind === 'choice'
        ? parts.reduce((best, part) => (part.length < best.length ? part : best), first)
        : parts.flat();
  }
  return Array<string[]>(Math.min(particle.min, MOST_ITEMS)).fill(names).flat().slice(0, MOST_FIELDS);
}

/** The one repeated field of an array type such as ArrayOfString: an array is offered with room for its first item. */
function isArrayItem(fields: readonly Field[], field: Field): boolean {
  return fields.length === 1 && field.maxOccurs > 1;
}

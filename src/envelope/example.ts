import {
  concreteTypes,
  type ComplexType,
  type Contract,
  type Field,
  type GlobalElement,
  type Operation,
  type TypeRef,
} from '../contract/contract';
import { readValues } from './read';
import { isValues, setField, type Value, type Values } from './values';

/** An example holds at most so many fields: types that require each other twice would make it endless. */
const MOST_FIELDS = 200;

/** What an operation opens with: the contract's own example, or else the required fields, empty. */
export function exampleValues(contract: Contract, operation: Operation): Values {
  const input = operation.input;
  if (!input) return {};
  return input.example ? readValues(contract, input.example, input.type) : blankElement(contract, input);
}

/** An element with its required fields, empty. */
export function blankElement(contract: Contract, element: GlobalElement): Values {
  const value = new Blank(contract).value(element.type);
  return isValues(value) ? value : {};
}

/** The value that a field starts with when it is added: its required content, empty; one item of a list. */
export function blankValue(contract: Contract, field: Field): Value {
  const item = blankItem(contract, field);
  return field.maxOccurs > 1 ? [item] : item;
}

/** The value that a further item of a field starts with. */
export function blankItem(contract: Contract, field: Field): Value {
  return field.default ?? new Blank(contract).value(field.type);
}

/** A type's required content; a subtype is chosen where the type itself is abstract. */
export function blankType(contract: Contract, name: string): Value {
  return new Blank(contract).value({ kind: 'complex', name });
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
  readonly #waiting: Group[] = [];
  #left = MOST_FIELDS;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  value(type: TypeRef): Value {
    const value = this.#start(type, []);
    for (const group of this.#waiting) this.#fill(group);
    return value;
  }

  #start(type: TypeRef, within: readonly string[]): Value {
    if (type.kind !== 'complex') return this.#text(type);
    const chosen = concreteTypes(this.#contract, type.name)[0];
    // A type that requires itself has no finite content; an empty one is all that can be offered.
    if (!chosen || within.includes(chosen.name)) return {};
    const values: Record<string, Value> = {};
    if (chosen.name !== type.name) values.$type = chosen.name;
    this.#waiting.push({ type: chosen, values, within: [...within, chosen.name] });
    return values;
  }

  #fill({ type, values, within }: Group) {
    for (const { name, type: own, required, default: usual } of type.attributes)
      if (required) values[`@${name}`] = usual ?? this.#text(own);
    const text = type.text ? this.#text(type.text) : '';
    if (text !== '') values.$text = text;
    const wanted = type.fields.filter((field) => isRequired(field) || isArrayItem(type.fields, field));
    if (wanted.length > this.#left) return;
    this.#left -= wanted.length;
    for (const field of wanted) {
      const item = field.default ?? this.#start(field.type, within);
      setField(values, field.name, field.maxOccurs > 1 ? [item] : item);
    }
  }

  #text(type: TypeRef): string {
    if (type.kind === 'enumeration') return this.#contract.enumerations[type.name]?.values[0]?.value ?? '';
    return type.kind === 'builtin' && type.name === 'boolean' ? 'false' : '';
  }
}

/** The one repeated field of an array type such as ArrayOfString: an array is offered with room for its first item. */
function isArrayItem(fields: readonly Field[], field: Field): boolean {
  return fields.length === 1 && field.maxOccurs > 1;
}

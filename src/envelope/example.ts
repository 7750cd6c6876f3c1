import {
  concreteTypes,
  type Contract,
  type Field,
  type GlobalElement,
  type Operation,
  type TypeRef,
} from '../contract/contract';
import { readValues } from './read';
import type { Value, Values } from './values';

/** What an operation opens with: the contract's own example, or else the required fields, empty. */
export function exampleValues(contract: Contract, operation: Operation): Values {
  const input = operation.input;
  if (!input) return {};
  return input.example ? readValues(contract, input.example, input.type) : blankElement(contract, input);
}

/** An element with its required fields, empty. */
export function blankElement(contract: Contract, element: GlobalElement): Values {
  const value = blankOf(contract, element.type, []);
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

/** The value that a field starts with when it is added: its required content, empty; one item of a list. */
export function blankValue(contract: Contract, field: Field): Value {
  const item = blankItem(contract, field);
  return field.maxOccurs > 1 ? [item] : item;
}

/** The value that a further item of a field starts with. */
export function blankItem(contract: Contract, field: Field): Value {
  return field.default ?? blankOf(contract, field.type, []);
}

/** A type's required content; a subtype is chosen where the type itself is abstract. */
export function blankType(contract: Contract, name: string): Value {
  return blankOf(contract, { kind: 'complex', name }, []);
}

function blankOf(contract: Contract, type: TypeRef, within: readonly string[]): Value {
  if (type.kind !== 'complex') return blankText(contract, type);
  const chosen = concreteTypes(contract, type.name)[0];
  // A type that requires itself has no finite content; an empty one is all that can be offered.
  if (!chosen || within.includes(chosen.name)) return {};
  const values: Record<string, Value> = {};
  if (chosen.name !== type.name) values.$type = chosen.name;
  const inside = [...within, chosen.name];
  for (const { name, type: own, required, default: usual } of chosen.attributes)
    if (required) values[`@${name}`] = usual ?? blankText(contract, own);
  const text = chosen.text ? blankText(contract, chosen.text) : '';
  if (text !== '') values.$text = text;
  for (const field of chosen.fields) {
    if (!isRequired(field) && !isArrayItem(chosen.fields, field)) continue;
    const item = field.default ?? blankOf(contract, field.type, inside);
    values[field.name] = field.maxOccurs > 1 ? [item] : item;
  }
  return values;
}

function blankText(contract: Contract, type: TypeRef): string {
  if (type.kind === 'enumeration') return contract.enumerations[type.name]?.values[0]?.value ?? '';
  return type.kind === 'builtin' && type.name === 'boolean' ? 'false' : '';
}

/** Required by the schema, or in practice although the schema says optional. */
export function isRequired(field: Field): boolean {
  return field.minOccurs > 0 || field.info.required === 'true';
}

/** The one repeated field of an array type such as ArrayOfString: an array is offered with room for its first item. */
function isArrayItem(fields: readonly Field[], field: Field): boolean {
  return fields.length === 1 && field.maxOccurs > 1;
}

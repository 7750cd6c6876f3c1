import type { ComplexType, Contract, Operation } from '../contract/contract';
import { fieldValue, isList, isValues, type Path, type Value, type Values } from '../envelope/values';

/** Fields that a fault is about although its sentence names none. */
const MEANT = new Map<string, readonly string[]>([
  ['20022', ['oldestUpdatedAt']],
  ['20101', ['keyValue', 'keyValues']],
  ['20102', ['keyType']],
  ['20103', ['keyValue']],
  ['20122', ['streamPosition', 'offset']],
  ['20123', ['streamPosition', 'offset']],
]);

/**
 * The field of a request that a fault names, by its sentence or else by its code: the one that is named first, where the
 * request has it or could have it.
 *
 * @returns the field's path, or undefined when the fault names none.
 */
export function namedField(
  contract: Contract,
  operation: Operation,
  values: Values,
  fault: { readonly code?: string; readonly message?: string },
): Path | undefined {
  const words = [...(fault.message ?? '').matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word);
  const found = fieldsOf(contract, operation, values);
  for (const word of [...words, ...(MEANT.get(fault.code ?? '') ?? [])]) {
    const path = found.get(word);
    if (path) return path;
  }
  return undefined;
}

/** Paths of fields by their names: those that the request has before those that it lacks. */
function fieldsOf(contract: Contract, operation: Operation, values: Values): Map<string, Path> {
  const present = new Map<string, Path>();
  const absent = new Map<string, Path>();
  const visit = (type: ComplexType | undefined, group: Values, path: Path) => {
    for (const field of type?.fields ?? []) {
      const value = fieldValue(group, field.name);
      const own = [...path, field.name];
      const into = value === undefined ? absent : present;
      if (!into.has(field.name)) into.set(field.name, own);
      if (field.type.kind !== 'complex') continue;
      const first: Value | undefined = isList(value) ? value[0] : value;
      if (!isValues(first)) continue;
      const chosen = typeof first.$type === 'string' ? first.$type : field.type.name;
      visit(contract.types[chosen], first, isList(value) ? [...own, 0] : own);
    }
  };
  const input = operation.input;
  if (input) visit(contract.types[input.type.name], values, []);
  return new Map([...absent, ...present]);
}

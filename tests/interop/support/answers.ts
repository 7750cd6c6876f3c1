import type { Contract, Operation, TypeRef } from '#src/contract/contract';
import type { Paging } from '#src/contract/paging';
import { withValueAt, type Value, type Values } from '#src/envelope/values';
import { writeMessage } from '#src/envelope/write';

/** Positions that have to come back exactly as they went out. */
export const POSITION_TEXT = `{"ky":["a & b <c>", "$1 \\\\ ' %s {x}"],"os":6} ]]>`;

/** The smallest success of an operation: required fields only, with values of their type. */
export function smallestSuccess(contract: Contract, operation: Operation): Values {
  return operation.output ? (smallest(contract, operation.output.type) as Values) : {};
}

/** A page of an operation that pages: one that says there is more, with a position, or the last one. */
export function pageOf(contract: Contract, operation: Operation, paging: Paging, last: boolean): Values {
  const position: Value = paging.complex
    ? { latestCreatedAt: '2013-08-02T15:47:06-07:00', activityCreatedAt: null, offset: POSITION_TEXT }
    : POSITION_TEXT;
  const more = { count: last ? '0' : '7', flag: last ? 'false' : 'true' }[paging.more.kind];
  const page = withValueAt(smallestSuccess(contract, operation), paging.resultField, position);
  return withValueAt(page, paging.more.path, more);
}

/** Writes an answer as an envelope. */
export function writeAnswer(contract: Contract, operation: Operation, values: Values): string {
  const written = writeMessage(contract, [], operation.output ? [{ element: operation.output, values }] : []);
  if (!written.ok) throw new Error(written.problems.map(({ message }) => message).join(' '));
  return written.text;
}

function smallest(contract: Contract, type: TypeRef): Value {
  if (type.kind === 'enumeration') return contract.enumerations[type.name]?.values[0]?.value ?? '';
  if (type.kind === 'builtin') {
    return { int: '0', long: '0', boolean: 'true', dateTime: '2013-08-02T15:47:06-07:00' }[type.name] ?? '';
  }
  const values: Record<string, Value> = {};
  for (const field of contract.types[type.name]?.fields ?? []) {
    if (field.minOccurs > 0) values[field.name] = smallest(contract, field.type);
  }
  return values;
}

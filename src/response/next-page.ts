import type { Contract, TypeRef } from '../contract/contract';
import { operation as findOperation } from '../contract/contract';
import { pagingOf } from '../contract/paging';
import { readRequest } from '../envelope/read';
import { revise } from '../envelope/revise/revise';
import { isValues, withValueAt, type Value, type Values } from '../envelope/values';
import { valueText } from './cell-text';
import { pageCount, pagingIn } from './counts';
import { CellState } from './rows';
import type { Page } from './table';

/** The request for the page after an answer, or why there is none. */
export type NextPage =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** `at-end` is no mistake: there is nothing more to ask for. */
      readonly reason: 'at-end' | 'no-paging' | 'no-position' | 'same-position' | 'request';
      readonly message: string;
    };

/**
 * The request for the next page: the same text with the answer's position in it, unmodified; selector and filters stay.
 *
 * @param request the text that the answer is to.
 */
export function nextPage(request: string, page: Page, contract: Contract): NextPage {
  const paging = pagingIn(contract, page);
  const operation = findOperation(contract, page.rows.operation ?? '');
  if (!paging || !operation) {
    return no('no-paging', `${page.rows.operation ?? 'This answer'} does not come in pages.`);
  }
  if (!pageCount(contract, page).more) return no('at-end', 'This is the last page.');
  const read = readRequest(request, contract);
  if (!read.ok) return no('request', `The request can’t be read: ${read.problem.message}`);
  if (read.request.operation?.name !== operation.name)
    return no('request', `The request is not one of ${operation.name}.`);
  const position = positionOf(contract, page, paging.requestField.type, paging.resultField);
  if (position === undefined)
    return no('no-position', 'The answer says that there is more, and gives no position to go on from.');
  const { name } = paging.requestField;
  const { values } = read.request;
  if (samePosition(values[name], position))
    return no('same-position', 'The answer gives the position that was asked for: going on would never end.');
  const written = revise(request, contract, { operation, values: withValueAt(values, [name], position) });
  return written.ok ? { ok: true, text: written.text } : no('request', written.message);
}

/** Whether the request of an operation already names a position: it is not for the first page. */
export function hasPosition(contract: Contract, operation: string, request: Values): boolean {
  const found = findOperation(contract, operation);
  const paging = found && pagingOf(contract, found);
  const position = paging && request[paging.requestField.name];
  if (!isValues(position)) return typeof position === 'string' && position !== '';
  // A complex position is needed for the first page, too: only its offset says that it is a later one.
  return typeof position.offset === 'string' && position.offset !== '';
}

/** A text position, or a complex one child by child; undefined when it is empty. */
function positionOf(
  contract: Contract,
  { text, rows }: Page,
  type: TypeRef,
  path: readonly string[],
): Value | undefined {
  const key = path.join('.');
  const valueOf = (name: string): string | null | undefined => {
    const fact = rows.facts.find((candidate) => candidate.key === name);
    if (!fact) return undefined;
    return fact.state === CellState.nil ? null : valueText(text, fact.start, fact.end, fact.state);
  };
  if (type.kind !== 'complex') return valueOf(key) || undefined;
  const fields = contract.types[type.name]?.fields ?? [];
  const position: Record<string, Value> = {};
  for (const { name } of fields) {
    const value = valueOf(`${key}.${name}`);
    if (value !== undefined) position[name] = value;
  }
  return Object.values(position).some((value) => value !== null && value !== '') ? position : undefined;
}

function samePosition(asked: Value | undefined, given: Value): boolean {
  if (!isValues(asked) || !isValues(given)) return asked === given;
  const names = new Set([...Object.keys(asked), ...Object.keys(given)]);
  return [...names].every((name) => (asked[name] ?? null) === (given[name] ?? null));
}

function no(reason: Extract<NextPage, { ok: false }>['reason'], message: string): NextPage {
  return { ok: false, reason, message };
}

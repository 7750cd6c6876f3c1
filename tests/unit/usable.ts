import { isDeepStrictEqual } from 'node:util';
import type { Contract, Operation } from '#src/contract/contract';
import { exampleValues } from '#src/envelope/example';
import { readRequest } from '#src/envelope/read';
import type { Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { check } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { hover } from '#src/language/hover';
import { filledValues } from './filled';
import type { SchemaJudge } from './xsd';

/** Types and branches of choices are taken in turn. */
const TURNS = [0, 1, 2];
/** Places in a text where completion and hover are tried. */
const PLACES = 12;

/**
 * What keeps a contract from being worked with; nothing when it is good. Each operation is opened with its example and with
 * everything that it can hold; what is written has to be read again as the same, to pass the checks and, where there is a
 * judge, to be valid by the schemas of the WSDL itself.
 */
export function flaws(contract: Contract, judge: SchemaJudge | undefined): string[] {
  const found = contract.operations.flatMap((operation) => [
    ...request(contract, operation, exampleValues(contract, operation), {}, false, judge),
    ...TURNS.flatMap((turn) => filledRequest(contract, operation, turn, judge)),
  ]);
  return [...new Set(found)];
}

function filledRequest(
  contract: Contract,
  operation: Operation,
  turn: number,
  judge: SchemaJudge | undefined,
): string[] {
  const values = operation.input ? filledValues(contract, operation.input, turn) : {};
  if (!values) return [`${operation.name} has no finite request.`];
  const headers: Record<string, Values> = {};
  for (const header of operation.headers) headers[header.name] = filledValues(contract, header, turn) ?? {};
  return request(contract, operation, values, headers, true, judge);
}

/** @param isFilled an example is not yet: its values are empty, and of a choice it has nothing. */
function request(
  contract: Contract,
  operation: Operation,
  values: Values,
  headers: Readonly<Record<string, Values>>,
  isFilled: boolean,
  judge: SchemaJudge | undefined,
): string[] {
  const found: string[] = [];
  const note = (what: string) => found.push(`${operation.name}: ${what}`);
  const written = writeRequest(contract, { operation, values, headers });
  if (!written.ok) return written.problems.map(({ message }) => `${operation.name}: ${message}`);
  const { text } = written;
  const read = readRequest(text, contract);
  if (!read.ok) return [`${operation.name}: ${read.problem.message}`];
  const { extras, ...back } = read.request;
  if (back.operation?.input !== operation.input) note(`is read as ${back.operation?.name ?? 'nothing'}`);
  if (!isDeepStrictEqual(back.values, values)) note('other values are read than were written');
  if (!isDeepStrictEqual(back.headers, headers)) note('other headers are read than were written');
  for (const { code, what } of extras) note(`${code} ${what} is said of our own text`);
  for (const { code, severity, message } of check(text, contract)) {
    if (severity !== 'error' || (!isFilled && code === 'empty-value')) continue;
    if (!isSaid(contract, message)) note(`${code}: ${message}`);
  }
  for (const message of judge?.judge(text) ?? []) {
    const isOpen = !isFilled && /not a valid value|\[facet|Expected is one of/.test(message);
    if (!isOpen && !isSaid(contract, message)) note(`schema: ${message}`);
  }
  for (const offset of places(text)) {
    complete(text, offset, contract);
    hover(text, offset, contract);
  }
  return found;
}

/** What the contract's gaps say that nobody looks at: limits of values, and what may stand for a wildcard. */
function isSaid({ gaps }: Contract, message: string): boolean {
  const has = (code: string) => gaps.some((gap) => gap.code === code);
  const isLimit = /\[facet '(?!enumeration)/.test(message);
  const isWildcard = /Missing child element.*\{\*\}|lacks any element/.test(message);
  return (isLimit && has('facet')) || (isWildcard && has('wildcard'));
}

function places(text: string): number[] {
  const all = [...text.matchAll(/[<>"]/g)].map(({ index }) => index + 1);
  const step = Math.max(1, Math.floor(all.length / PLACES));
  return all.filter((_, index) => index % step === 0);
}

import type { Contract, TypeRef } from '#src/contract/contract';
import { readRequest } from '#src/envelope/read';
import { isList, isValues, type Value } from '#src/envelope/values';

/** What SOAP stacks may change without changing what is said. */
export interface Tolerance {
  /** Carriage returns are sent as they are, and XML turns them into line feeds (XML 1.0, 2.11). */
  readonly lineEnds?: boolean;
  /** A header that a request does not have is sent as an empty one. */
  readonly emptyHeaders?: boolean;
}

/** A request's content in the one form in which two requests that say the same are equal. */
export interface Canonical {
  readonly operation: string;
  readonly values: unknown;
  readonly headers: unknown;
  /** What the contract does not know, or knows elsewhere. */
  readonly extras: readonly string[];
}

/**
 * Reads an envelope into its canonical form: numbers and booleans as such, times as instants, an empty group like an empty
 * text; signature and timestamp left out. The order of elements and the choice of prefixes don't show in values.
 *
 * @throws Error when the text is no envelope.
 */
export function canonical(contract: Contract, text: string, tolerance: Tolerance = {}): Canonical {
  const result = readRequest(text, contract);
  if (!result.ok) throw new Error(`${result.problem.message}\n${text}`);
  const { operation, values, headers, extras } = result.request;
  const canonicalHeaders: Record<string, unknown> = {};
  for (const element of operation?.headers ?? []) {
    const content = headers[element.name];
    if (!content || (tolerance.emptyHeaders && Object.keys(content).length === 0)) continue;
    const { requestSignature: _signature, requestTimestamp: _timestamp, ...rest } = content;
    canonicalHeaders[element.name] = reduce(contract, element.type, rest, tolerance);
  }
  return {
    operation: operation?.name ?? '',
    values: operation?.input ? reduce(contract, operation.input.type, values, tolerance) : {},
    headers: canonicalHeaders,
    extras: extras.map(({ code, what }) => `${code} ${what}`),
  };
}

function reduce(contract: Contract, type: TypeRef, value: Value, tolerance: Tolerance): unknown {
  if (value === null) return null;
  if (isList(value)) return value.map((item) => reduce(contract, type, item, tolerance));
  if (typeof value === 'string') return lexical(type, value, tolerance);
  if (!isValues(value)) return value;
  const name = typeof value.$type === 'string' ? value.$type : type.name;
  const reduced: Record<string, unknown> = name === type.name ? {} : { $type: name };
  for (const field of contract.types[name]?.fields ?? []) {
    const inner = value[field.name];
    if (inner !== undefined) reduced[field.name] = reduce(contract, field.type, inner, tolerance);
  }
  return reduced;
}

function lexical(type: TypeRef, text: string, { lineEnds }: Tolerance): unknown {
  switch (type.name) {
    case 'int':
    case 'long':
    case 'integer':
      return Number(text);
    case 'boolean':
      return text.trim() === 'true' || text.trim() === '1';
    case 'dateTime':
      return new Date(text).toISOString();
    default:
      return lineEnds ? text.replace(/\r\n?/g, '\n') : text;
  }
}

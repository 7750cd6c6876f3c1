import type { Contract, Operation } from '../../contract/contract';
import type { Values } from '../values';
import { requestProblems } from '../write';
import { change, type Revised } from './change';
import { replaceBody, reviseGlobal, reviseHeaders } from './sections';

export { withAuthentication } from './authentication';
export type { Revised } from './change';

/** What a request should say. */
export interface Wanted {
  readonly operation: Operation;
  readonly values: Values;
  /** Content of Header children by element name. Without it, the Header stays as it is. */
  readonly headers?: Readonly<Record<string, Values>>;
}

/**
 * Changes a request's text so that it says the wanted values, and nothing else in it: comments, formatting, prefixes and
 * unknown elements stay. Reading the result gives the wanted values.
 *
 * @param options.replaceBody whether a Body that holds another operation, or none, gives way to the wanted one.
 */
export function revise(
  text: string,
  contract: Contract,
  wanted: Wanted,
  options: { readonly replaceBody?: boolean } = {},
): Revised {
  const { operation, values, headers } = wanted;
  const problems = requestProblems(contract, { operation, values, headers: headers ?? {} });
  const [first] = problems;
  if (first) return { ok: false, reason: 'values', message: first.message, problems };
  return change(text, contract, (request) => {
    const { parts, reconciler } = request;
    // By name: the operation may have come from a copy of the contract.
    const same = parts.operation?.name === operation.name;
    if (!same && !options.replaceBody) {
      return `The text is no request of ${operation.name}.`;
    }
    const body = same ? parts.content : undefined;
    if (headers) reviseHeaders(request, operation.headers, headers);
    if (!operation.input) return undefined;
    if (body) reviseGlobal(reconciler, body, operation.input, values);
    else replaceBody(request, operation.input, values);
    return undefined;
  });
}

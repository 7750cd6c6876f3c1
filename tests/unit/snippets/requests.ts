import { operation, type Operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import type { Values } from '#src/envelope/values';
import type { SnippetRequest } from '#src/snippets/snippet';

export const ENDPOINT = 'http://127.0.0.1:5173/soap/mktows/3_1';
export const USER_ID = 'demo17_1_809934544BFABAE58E5D27';

/** The signature of the documented example. */
export const FROZEN = {
  requestTimestamp: '2013-08-02T15:47:06-07:00',
  requestSignature: '146ec93f4f1e2a45f7a545f7e42e2d053c0457e7',
};

/** An operation of the contract by name. */
export function named(name: string): Operation {
  const found = operation(marketo, name);
  if (!found) throw new Error(`The contract has no ${name}.`);
  return found;
}

/** A request of that operation: the contract's example, or other values. */
export function requestOf(
  name: string,
  values?: Values,
  headers: Record<string, Values> = {},
): SnippetRequest {
  const found = named(name);
  return {
    contract: marketo,
    operation: found,
    values: values ?? exampleValues(marketo, found),
    headers,
    endpoint: ENDPOINT,
    userId: USER_ID,
  };
}

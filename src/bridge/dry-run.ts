import type { Values } from '../envelope/values';
import { equivalentOf, isReplaced } from '../rest/equivalents';
import { showReferences, writeCall } from '../rest/http';

/** What a request would do. Values that stand in earlier answers are in braces: `{leadId}`. */
export interface DryRun {
  readonly operation: string;
  readonly calls: readonly {
    readonly about: string;
    readonly method: string;
    readonly url: string;
    readonly body?: string;
  }[];
  /** Fields of the request that REST has no place for, with the reason. */
  readonly lost: readonly { readonly field: string; readonly why: string }[];
}

/** The REST calls that stand for a request, as the page's REST tab has them. */
export function dryRun(
  operation: string,
  values: Values,
  headers: Readonly<Record<string, Values>>,
  base: string,
): DryRun {
  if (!isReplaced(operation)) return { operation, calls: [], lost: [] };
  const { calls, lost } = equivalentOf({ operation, values, headers });
  return {
    operation,
    calls: calls.map((call) => {
      const { method, url, body } = writeCall(call, { base }, showReferences);
      return { about: call.about, method, url, ...(body === undefined ? {} : { body }) };
    }),
    lost: lost
      .filter(({ path }) => path[0] !== 'AuthenticationHeader')
      .map(({ path, why }) => ({ field: path.join('.'), why })),
  };
}

import type { OperationName, RequestValues, ResultContents } from '../../contract/mktows-types';
import type { CallOptions, StepContext } from './recipe';

/** One page's rows, and the request for the next one; none when this was the last. */
export interface PageOf<Name extends OperationName, Row> {
  readonly rows: readonly Row[];
  readonly next?: RequestValues[Name];
}

/** All rows, or those until something went wrong. */
export type AllPages<Row> =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly pages: number; readonly bytes: number }
  | {
      readonly ok: false;
      readonly rows: readonly Row[];
      readonly pages: number;
      readonly bytes: number;
      readonly message: string;
      readonly code?: string;
    };

/** More pages than this are a service that never ends. */
const MOST_PAGES = 1000;

/**
 * Asks for page after page, one at a time.
 *
 * @param read takes an answer apart; it gets the request that the answer is to.
 * @param onPage told after each page, with the rows so far.
 */
export async function allPages<Name extends OperationName, Row>(
  context: StepContext,
  operation: Name,
  first: RequestValues[Name],
  read: (answer: ResultContents[Name], request: RequestValues[Name]) => PageOf<Name, Row>,
  options: CallOptions & { readonly onPage?: (rows: readonly Row[]) => void } = {},
): Promise<AllPages<Row>> {
  const rows: Row[] = [];
  let bytes = 0;
  let request: RequestValues[Name] | undefined = first;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await context.call(operation, request, { latency: options.latency });
    if (!answer.ok) return { ...answer, rows, pages, bytes };
    bytes += answer.bytes;
    const page = read(answer.values, request);
    rows.push(...page.rows);
    options.onPage?.(rows);
    if (!page.next) return { ok: true, rows, pages: pages + 1, bytes };
    request = page.next;
  }
  return { ok: false, rows, pages: MOST_PAGES, bytes, message: `It does not end after ${MOST_PAGES} pages.` };
}

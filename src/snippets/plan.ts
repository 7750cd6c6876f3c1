import { documentationText } from '../contract/contract';
import { pagingOf, type Paging } from '../contract/paging';
import { TIMEOUT } from './timeout';
import type { Frozen, SnippetOptions, SnippetRequest } from './snippet';
import { AUTHENTICATION, writeTemplate, type Template } from './template';

/** Everything that a plain HTTP program says, before it is put in the words of a language. */
export interface Plan {
  readonly name: string;
  readonly endpoint: string;
  readonly userId: string;
  readonly soapAction: string;
  readonly envelope: Template;
  readonly frozen?: Frozen;
  readonly paging?: PagePlan;
  /** How long to wait for an answer, in seconds. */
  readonly timeout: number;
}

/** What a program needs to know to page. */
export interface PagePlan {
  /** The request's element that takes the position. */
  readonly request: string;
  /** The answer's element that has it. */
  readonly result: string;
  /** Where the answer has it: the elements from the child of Body on, the position itself left out. */
  readonly answer: readonly string[];
  /** The position is a group of fields, to be passed back child by child. */
  readonly complex: boolean;
  /** The answer's element that says whether there is more, and how. */
  readonly more: string;
  readonly kind: 'count' | 'flag';
  /** The position element of the first request; empty without one. */
  readonly first: string;
}

export type PlanResult =
  { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly reason: string };

/** Prepares a request, or says why no program can send it: it can't be signed, or can't be written as XML. */
export function planOf(request: SnippetRequest, options: SnippetOptions = {}): PlanResult {
  const { operation, endpoint, userId } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const refusal = refusalOf(request);
  if (refusal) return { ok: false, reason: refusal };
  const paging = pagesOf(request, options);
  const written = writeTemplate(request, paging);
  if (!written.ok) return written;
  return {
    ok: true,
    plan: {
      name: operation.name,
      endpoint,
      userId,
      soapAction: operation.soapAction,
      envelope: written.template,
      frozen,
      paging: paging && pagePlan(request, paging, written.position),
      timeout,
    },
  };
}

/** How a program turns pages; undefined where the operation answers at once, or one page is wanted. */
export function pagesOf(
  { contract, operation }: SnippetRequest,
  { onePage }: SnippetOptions,
): Paging | undefined {
  return onePage ? undefined : pagingOf(contract, operation);
}

/** Why no snippet can be written for this operation at all; undefined when one can. */
export function refusalOf({ operation }: SnippetRequest): string | undefined {
  if (!operation.headers.some((header) => header.name === AUTHENTICATION)) {
    return `${operation.name} takes no ${AUTHENTICATION}; snippets sign requests the way Marketo's service wants them.`;
  }
  return operation.input ? undefined : `${operation.name} has no request element.`;
}

function pagePlan({ operation }: SnippetRequest, paging: Paging, first: string): PagePlan {
  return {
    request: paging.requestField.name,
    result: paging.resultField.at(-1) ?? '',
    answer: [operation.output?.name ?? '', ...paging.resultField.slice(0, -1)],
    complex: paging.complex,
    more: paging.more.path.at(-1) ?? '',
    kind: paging.more.kind,
    first,
  };
}

/** What the operation does, from the contract, as the end of a sentence: ` (Find many leads)`; empty when nobody says. */
export function purposeOf({ operation }: SnippetRequest): string {
  const summary =
    operation.input?.info.summary ?? documentationText(operation.documentation).split(/(?<=\.)\s/)[0];
  return summary ? ` (${oneLine(summary)})` : '';
}

/** Text that can't break out of a line comment. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();
}

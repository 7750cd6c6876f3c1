import type { Contract } from '../contract/contract';
import { operation as findOperation } from '../contract/contract';
import { pagingOf, type Paging } from '../contract/paging';
import type { Values } from '../envelope/values';
import { isList, valueAt } from '../envelope/values';
import { AnswerTable, type Page } from './table';
import { trimXml } from '../text/white-space';

/** What an answer says about its place in a row of pages. */
export interface PageCount {
  /** Rows on the page. */
  readonly rows: number;
  /** Whether there is more, by the operation's own rule; false for an operation that does not page. */
  readonly more: boolean;
  /** How many are still to come; absent when the answer only says that there are some. */
  readonly remaining?: number;
}

/** Elements that are rows, as people call one and several of them. */
const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  leadRecord: ['lead', 'leads'],
  activityRecord: ['activity', 'activities'],
  leadChangeRecord: ['change', 'changes'],
  leadStatus: ['lead', 'leads'],
  syncStatus: ['status', 'statuses'],
  campaignRecord: ['campaign', 'campaigns'],
  objects: ['object', 'objects'],
  field: ['field', 'fields'],
  mObject: ['object', 'objects'],
  mObjStatus: ['status', 'statuses'],
  customObj: ['custom object', 'custom objects'],
  syncCustomObjStatus: ['status', 'statuses'],
  tag: ['tag', 'tags'],
  progressionStatusItem: ['channel status', 'channel statuses'],
};

/** A number of rows in words: `2,517 leads`. */
export function countOf(rows: number, rowElement: string): string {
  const [one, many] = (Object.hasOwn(NOUNS, rowElement) ? NOUNS[rowElement] : undefined) ?? ['row', 'rows'];
  return `${number(rows)} ${rows === 1 ? one : many}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** What a page says of those after it. @param request the request's values, where they are known. */
export function pageCount(contract: Contract, page: Page, request: Values = {}): PageCount {
  const { rows } = page;
  const paging = pagingIn(contract, page);
  const fact = paging && new AnswerTable([page]).fact(paging.more.path.join('.'));
  if (!paging || fact === undefined) return { rows: rows.count, more: false };
  const said = trimXml(fact);
  if (paging.more.kind === 'flag') return { rows: rows.count, more: said === 'true' || said === '1' };
  const remaining = /^\d{1,15}$/.test(said) ? Number(said) : 0;
  const more = remaining > 0;
  return more && !isExact(rows.operation, request)
    ? { rows: rows.count, more }
    : { rows: rows.count, more, remaining };
}

/** How the operation that a page answers hands out its records; undefined when it answers at once. */
export function pagingIn(contract: Contract, { rows }: Page): Paging | undefined {
  const operation = rows.operation === undefined ? undefined : findOperation(contract, rows.operation);
  return operation && pagingOf(contract, operation);
}

/** With several kinds of activity in its filter, getLeadActivity's count only says that there is more (the WSDL's own words). */
function isExact(operation: string | undefined, request: Values): boolean {
  if (operation !== 'getLeadActivity') return true;
  const types = valueAt(request, ['activityFilter', 'includeTypes', 'activityType']);
  return isList(types) && types.length === 1;
}

/**
 * How far one has come, in words: `2 of 2,517 leads`, `100 activities, more remain`, `101 to 200 of 2,517 leads`.
 *
 * @param before rows of earlier pages that are not shown; undefined when nobody counted them.
 */
export function describeCount(count: PageCount, rowElement: string, before: number | undefined): string {
  const { rows, remaining, more } = count;
  const all = (total: number) => countOf(total, rowElement);
  if (more && remaining === undefined) return `${all(rows)}, more remain`;
  if (before === undefined) return remaining ? `${all(rows)}, ${number(remaining)} remain` : all(rows);
  const total = before + rows + (remaining ?? 0);
  if (before > 0 && rows > 0) return `${number(before + 1)} to ${number(before + rows)} of ${all(total)}`;
  return total === rows ? all(rows) : `${number(rows)} of ${all(total)}`;
}

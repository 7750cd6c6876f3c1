import type { Contract } from '../contract/contract';
import { readRequest } from '../envelope/read';
import { pageCount, type PageCount } from './counts';
import { hasPosition, nextPage, type NextPage } from './next-page';
import { RowReader } from './read-rows';
import type { FetchedAnswer } from './fetch-all';
import { readResponse } from './read';
import type { Rows } from './rows';
import { clearSurroundings } from './surroundings';

/** An answer with its rows and its place among the pages. */
export interface AnswerReading {
  readonly rows: Rows;
  readonly count: PageCount;
  /** The request for the page after it. */
  readonly next: NextPage;
  /** Whether the request was for the first page: only then it is known how many rows came before. */
  readonly isFirst: boolean;
}

/** Tags between two looks at whether the reading is still wanted: a few milliseconds. */
const TAGS_AT_ONCE = 20_000;

/**
 * Reads an answer and what comes after it.
 *
 * @param request the text that the answer is to.
 * @param pause lets others have their turn; answers false when the reading is no longer wanted.
 * @returns undefined when it was given up.
 */
export async function readAnswer(
  text: string,
  request: string,
  contract: Contract,
  pause: () => Promise<boolean>,
): Promise<AnswerReading | undefined> {
  const reader = new RowReader(clearSurroundings(text).text, contract);
  while (!reader.read(TAGS_AT_ONCE)) if (!(await pause())) return undefined;
  const rows = reader.rows();
  const page = { text, rows };
  const asked = readRequest(request, contract);
  const values = asked.ok ? asked.request.values : {};
  return {
    rows,
    count: pageCount(contract, page, values),
    next: nextPage(request, page, contract),
    isFirst: rows.operation === undefined || !hasPosition(contract, rows.operation, values),
  };
}

/** Reads an answer that pages are fetched from: a page, a fault, or something else. */
export async function readFetched(
  text: string,
  request: string,
  contract: Contract,
  pause: () => Promise<boolean>,
): Promise<FetchedAnswer> {
  const reading = await readAnswer(text, request, contract, pause);
  if (!reading) return { kind: 'unreadable', message: 'The answer was not read to its end.' };
  const { rows } = reading;
  if (rows.broken) return { kind: 'unreadable', message: rows.broken.message };
  if (rows.operation !== undefined) return { kind: 'page', reading };
  const answer = readResponse(text, contract);
  if (answer.kind === 'fault') {
    return { kind: 'fault', code: answer.code, message: answer.message ?? answer.faultstring };
  }
  return { kind: 'unreadable', message: 'It is no answer of this operation.' };
}

import { fault, type SoapFault } from '../../../service/fault';
import type { LeadSelection } from '../../../service/lead-selection';

/** Where a page of getMultipleLeads starts. */
export interface LeadPosition {
  /** False for the first page. */
  readonly given: boolean;
  /** The id of the last lead of the page before. */
  readonly last: number;
  /** How many leads came before. */
  readonly offset: number;
  /** The end of the range of dates that the first page was made with, in milliseconds since 1970. */
  readonly latest?: number;
}

/** What a finished page knows of itself. */
export interface PageEnd {
  readonly last: number | undefined;
  /** Milliseconds since 1970. */
  readonly latest: number;
  readonly offset: number;
  readonly remaining: number;
}

/**
 * The position after a page. By date it has the shape of a recorded one, `id:…:to:…:tl:…:os:…:rc:…` (last id, range in
 * seconds, offset, remaining count); lists and keys use the same shape without the range (our choice). When a request by
 * keys is done, the position is empty (vendor's sample); so it is when there was nothing at all.
 */
export function formatPosition(selection: LeadSelection, end: PageEnd): string {
  if (end.last === undefined || (selection.by === 'keys' && end.remaining === 0)) return '';
  const range = selection.by === 'dates' ? `:to:${seconds(selection.oldest)}:tl:${seconds(end.latest)}` : '';
  return `id:${end.last}${range}:os:${end.offset}:rc:${end.remaining}`;
}

const SHAPE = /^id:(\d{1,10})(?::to:(-?\d{1,12}):tl:(-?\d{1,12}))?:os:(\d{1,9}):rc:(\d{1,9})$/;

/** Reads a position. One that does not belong to this selection is fault 20122. */
export function readPosition(text: string | undefined, selection: LeadSelection): LeadPosition | SoapFault {
  const chosen = selection.by === 'dates' ? selection.latest : undefined;
  if (text === undefined) return { given: false, last: 0, offset: 0, latest: chosen };
  const match = SHAPE.exec(text);
  if (!match) return fault('20122', 'The stream position has an unknown form');
  const [, last, oldest, latest, offset] = match;
  const base = { given: true, last: Number(last), offset: Number(offset) };
  if (selection.by !== 'dates') return oldest === undefined ? base : wrongSelector();
  if (latest === undefined || Number(oldest) !== seconds(selection.oldest)) return wrongSelector();
  if (chosen !== undefined && Number(latest) !== seconds(chosen)) return wrongSelector();
  return { ...base, latest: chosen ?? Number(latest) * 1_000 + 999 };
}

function wrongSelector(): SoapFault {
  return fault('20122', 'The stream position belongs to another selector');
}

function seconds(instant: number): number {
  return Math.floor(instant / 1_000);
}

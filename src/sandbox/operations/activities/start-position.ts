import type { StreamPosition } from '../../../contract/mktows-types';
import { fault, type SoapFault } from '../../../service/fault';
import type { Activity } from '../../store/activities';
import { groupOf, instantValue, textValue } from '../parameters';

/** A complex stream position (StreamPosition) of a request. */
export interface StartPosition {
  /** Milliseconds since 1970; nothing that is younger. */
  readonly latest?: number;
  /** Milliseconds since 1970; nothing that is older. */
  readonly oldest?: number;
  /** The last record of the page before. */
  readonly after?: number;
  /** The position of a page after which nothing comes. */
  readonly finished: boolean;
}

/** The offset of a position before the first record. */
export const START = '0';

/** The offset of a position after which nothing comes (vendor's sample). */
export const FINISHED = '1';

/**
 * Reads a position: `offset` is empty or 0 at the start, `ID:` and a record's id later (both in vendor's samples).
 * `activityCreatedAt` is taken for the older bound when there is no other: the vendor's pages contradict each other. Any
 * other offset is fault 20122.
 */
export function startPosition(value: StreamPosition | null | undefined): StartPosition | SoapFault {
  const position = groupOf(value);
  const latest = instantValue(position.latestCreatedAt);
  const oldest = instantValue(position.oldestCreatedAt) ?? instantValue(position.activityCreatedAt);
  const offset = textValue(position.offset) ?? START;
  if (offset === START) return { latest, oldest, finished: false };
  if (offset === FINISHED) return { latest, oldest, finished: true };
  const id = /^ID:(\d{1,15})$/.exec(offset)?.[1];
  if (id === undefined) return fault('20122', 'The offset of the position has an unknown form');
  return { latest, oldest, after: Number(id), finished: false };
}

/**
 * Where the page after a record starts.
 *
 * @param records in the order of the pages.
 * @returns an index, or fault 20122 when the record is none of these.
 */
export function indexAfter(records: readonly Activity[], { after }: StartPosition): number | SoapFault {
  if (after === undefined) return 0;
  const index = records.findIndex(({ id }) => id === after);
  return index < 0 ? fault('20122', `The position ID:${after} is not one of this selection's`) : index + 1;
}

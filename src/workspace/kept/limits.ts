import type { HistoryEntry } from './entry';

/** How much the history holds. */
export interface HistoryLimits {
  /** Calls that are not pinned. */
  readonly count: number;
  /** Bytes of all texts that are not pinned. */
  readonly bytes: number;
  /** Characters of an answer that is kept whole. */
  readonly whole: number;
  /** Characters that are kept of a longer one. */
  readonly beginning: number;
}

export const HISTORY_LIMITS: HistoryLimits = {
  count: 500,
  bytes: 60_000_000,
  whole: 8_000_000,
  beginning: 100_000,
};

/** What has to go, the oldest first; pinned ones never do. @param entries the newest first. */
export function surplus(
  entries: readonly HistoryEntry[],
  { count, bytes }: HistoryLimits,
): readonly HistoryEntry[] {
  let calls = 0;
  let size = 0;
  return entries.filter((entry) => {
    if (entry.pinned) return false;
    calls += 1;
    size += entry.size;
    return calls > count || (size > bytes && calls > 1);
  });
}

/** The part of an answer that is kept, and where it was cut, if it was. */
export function keptAnswer(
  answer: string,
  { whole, beginning }: HistoryLimits,
): { text: string; cutAt?: number } {
  if (answer.length <= whole) return { text: answer };
  // Not between the halves of a surrogate pair.
  const cutAt = beginning - (/[\ud800-\udbff]/.test(answer.charAt(beginning - 1)) ? 1 : 0);
  return { text: answer.slice(0, cutAt), cutAt };
}

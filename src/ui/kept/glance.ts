import type { HistoryEntry } from '../../workspace/kept/entry';
import { endedCall } from '../../workspace/kept/ended-call';
import { judge, type Verdict } from '../answer/status';

const UNSENT: Verdict = { tone: 'quiet', label: 'not sent' };

/** How a kept call ended, for a chip. */
export function verdictOf(entry: HistoryEntry): Verdict {
  const call = endedCall(entry);
  return (call && judge(call)) ?? UNSENT;
}

/** What came, in a few words: rows, or what went wrong. */
export function whatCame(entry: HistoryEntry): string {
  if (entry.ending.kind === 'unsent') return 'gave way to another text';
  // The chip has the fault's code already.
  return verdictOf(entry).explanation?.title.replace(/^\d{5}: /, '') ?? entry.result;
}

/** How long the answer took; empty without one. */
export function durationOf({ ending }: HistoryEntry): string {
  return ending.kind === 'answered'
    ? `${Math.round(ending.answer.milliseconds).toLocaleString('en')} ms`
    : '';
}

/** A fault, an answer that is none of the service's, or no answer at all. */
export function hasFailed(entry: HistoryEntry): boolean {
  return entry.ending.kind !== 'unsent' && verdictOf(entry).tone === 'bad';
}

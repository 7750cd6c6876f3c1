import type { RestProblem } from './problem';

/** What is done about a call that failed. */
export type Reaction =
  /** It is made again, after some time in milliseconds. */
  | { readonly kind: 'again'; readonly delay: number }
  /** It is made again with another token. */
  | { readonly kind: 'token' }
  | { readonly kind: 'give-up' };

/** Errors that promise that nothing was carried out (vendor's page: 6xx on the whole call), so that a write may go again. */
const NOTHING_DONE: ReadonlySet<string> = new Set(['606', '608', '614', '615', '429']);
/** Errors after which only a read goes again: a write may have been carried out. */
const READ_AGAIN: ReadonlySet<string> = new Set(['604', '611', '713', '719']);
/** Those after which a read goes again only so many times, since it may fail forever. */
const MOST_TIMES: Readonly<Record<string, number>> = { '611': 1, '604': 2 };
/** No call is made more often than this. */
const MOST_TRIES = 6;
/** The first wait, and the longest, in milliseconds. */
const FIRST = 200;
const LONGEST = 3_000;
/** The longest wait for the rate: it is counted over 20 seconds. */
const LONGEST_FOR_RATE = 20_000;

/**
 * Says what to do about a call that failed.
 *
 * @param tries how often it was made, this time included.
 * @param same how often it has failed with this very code, this time included.
 * @param random from 0 up to 1.
 */
export function reactTo(
  problem: RestProblem,
  isWrite: boolean,
  { tries, same, random }: { readonly tries: number; readonly same: number; readonly random: number },
): Reaction {
  const { kind, code = '' } = problem;
  if (kind === 'refused' && (code === '601' || code === '602')) return { kind: 'token' };
  if (tries >= MOST_TRIES) return { kind: 'give-up' };
  const mayRepeat = kind === 'unsent' || NOTHING_DONE.has(code) || (!isWrite && isTransient(problem));
  if (!mayRepeat || same > (MOST_TIMES[code] ?? Infinity)) return { kind: 'give-up' };
  return { kind: 'again', delay: delayOf(problem, tries, random) };
}

/** Whether a read may do better the next time. */
function isTransient({ kind, code = '' }: RestProblem): boolean {
  return kind === 'lost' || READ_AGAIN.has(code) || (kind === 'http' && code.startsWith('5'));
}

function delayOf({ code, after }: RestProblem, tries: number, random: number): number {
  if (after !== undefined) return after;
  const grown = FIRST * 2 ** (tries - 1);
  const whole = code === '606' ? Math.min(grown * 5, LONGEST_FOR_RATE) : Math.min(grown, LONGEST);
  // Spread, so that those who failed together do not come back together.
  return Math.round(whole * (0.5 + random / 2));
}

/**
 * Whether a write that failed may have been carried out all the same: it was sent, and the service did not say that it refused it.
 */
export function mayBeDone({ kind, code = '' }: RestProblem): boolean {
  if (kind === 'unsent' || NOTHING_DONE.has(code)) return false;
  if (kind === 'refused') return READ_AGAIN.has(code);
  return kind === 'lost' || !code.startsWith('4');
}

/**
 * The candidate that is meant by a misspelt word: the only one that is the same but for case and punctuation, or the
 * only nearest one with at most a third of its letters wrong. Undefined when none or several could be meant.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = fold(word);
  const same = candidates.filter((candidate) => fold(candidate) === plain);
  if (same.length === 1) return same[0];
  const most = Math.min(3, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = most + 1;
  let ties = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const apart = distance(plain, fold(candidate), least);
    if (apart < least) [best, least, ties] = [candidate, apart, 1];
    else if (apart === least && apart <= most) ties += 1;
  }
  return ties === 1 ? best : undefined;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Levenshtein's distance, two neighbours swapped counting once; anything above the limit may come out as more than it is. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** The shortest of a few runs, in milliseconds. */
function quickest(work: () => unknown): number {
  let best = Infinity;
  for (let run = 0; run < 5; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/**
 * How much longer four times the text takes, from twice that step: about four, where work that grows with the square of the
 * text would take sixteen times as long.
 *
 * @param shape a text that grows with a number.
 * @param longest the number of the long text; the short one's is a sixteenth.
 */
export function growth<T>(shape: (count: number) => T, read: (text: T) => unknown, longest = 9600): number {
  const [short, long] = [shape(longest / 16), shape(longest)];
  const once = quickest(() => read(short));
  const more = quickest(() => read(long));
  // What is over at once has no growth to measure: the clock and the first call are most of it.
  return more < 15 ? 1 : Math.sqrt(more / Math.max(once, 0.2));
}

/** The least growth of a few attempts: a busy machine may spoil one measurement, and not three. */
export function leastGrowth<T>(
  shape: (count: number) => T,
  read: (text: T) => unknown,
  longest?: number,
): number {
  let least = Infinity;
  for (let attempt = 0; attempt < 3 && least > 9; attempt += 1) {
    least = Math.min(least, growth(shape, read, longest));
  }
  return least;
}

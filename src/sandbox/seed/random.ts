/** A repeatable source of numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/**
 * A small generator (mulberry32): the same seed gives the same numbers on every machine.
 *
 * @param stream tells sequences of one seed apart, so that one lead's numbers do not depend on another's.
 */
export function createRandom(seed: number, stream = 0): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of several things, each as likely as the others. */
export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** Splits a list written as one text, which keeps the seed's word lists short: `words('a|b')` is `['a', 'b']`. */
export function words(text: string): [string, ...string[]] {
  const [first = '', ...rest] = text.split('|');
  return [first, ...rest];
}

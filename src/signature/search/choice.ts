import type { Cause } from '../cause';

/** One way of making a part of the signature: what comes out, and what was done other than the service does it. */
export interface Choice<T> {
  readonly value: T;
  readonly causes: readonly Cause[];
  /** How unlikely it is, in the units of `weights`. */
  readonly weight: number;
}

/**
 * How far a combination may go. Three common mistakes fit together, or any two single ones; a choice that is `alone` is
 * tried with nothing else, which keeps the long lists (a thousand fractions of a second) out of the product.
 */
export const weights = { common: 2, rare: 3, far: 4, alone: 6 } as const;
export const searchLimits = { causes: 3, weight: 6 } as const;

/** The choice of doing it right. */
export function right<T>(value: T): Choice<T> {
  return { value, causes: [], weight: 0 };
}

/** The choice of one mistake. */
export function mistake<T>(value: T, cause: Cause, weight: number): Choice<T> {
  return { value, causes: [cause], weight };
}

/** Every pair within the limits, joined; a pair that `join` finds meaningless is left out. */
export function product<A, B, C>(
  firsts: readonly Choice<A>[],
  seconds: readonly Choice<B>[],
  join: (first: A, second: B) => C | null,
): Choice<C>[] {
  const out: Choice<C>[] = [];
  const byWeight = [...seconds].sort((a, b) => a.weight - b.weight);
  for (const first of firsts) {
    for (const second of byWeight) {
      const weight = first.weight + second.weight;
      if (weight > searchLimits.weight) break;
      if (first.causes.length + second.causes.length > searchLimits.causes) continue;
      const value = join(first.value, second.value);
      if (value !== null) out.push({ value, causes: joinCauses(first.causes, second.causes), weight });
    }
  }
  return out;
}

/** How simple a choice is: first by its number of causes, then by its weight. */
export interface Rank {
  readonly causes: number;
  readonly weight: number;
}

/** Every rank within the limits, the simplest first. */
export const ranks: readonly Rank[] = Array.from({ length: searchLimits.causes + 1 }, (_, causes) =>
  Array.from({ length: searchLimits.weight + 1 }, (_, weight): Rank => ({ causes, weight })),
).flat();

/** The rank of so many causes and such a weight; undefined beyond the limits. */
export function rankOf(causes: number, weight: number): Rank | undefined {
  return causes < 0 || weight < 0 || weight > searchLimits.weight
    ? undefined
    : ranks[place({ causes, weight })];
}

/** Choices by their ranks. */
export class Ranked<T> {
  readonly #byRank: Choice<T>[][] = [];

  constructor(choices: readonly Choice<T>[]) {
    for (const choice of choices) {
      (this.#byRank[place({ causes: choice.causes.length, weight: choice.weight })] ??= []).push(choice);
    }
  }

  /** The ranks that have choices, the simplest first. */
  get ranks(): Rank[] {
    return ranks.filter((rank) => this.of(rank).length > 0);
  }

  /** The choices of a rank in the order given. */
  of(rank: Rank): readonly Choice<T>[] {
    return this.#byRank[place(rank)] ?? [];
  }

  /** Fewest causes first, then the likelier, then in the order given. */
  all(): Choice<T>[] {
    return this.#byRank.flat();
  }
}

function place({ causes, weight }: Rank): number {
  return causes * (searchLimits.weight + 1) + weight;
}

/** One choice for each value, the simplest, in that order. */
export function distinct<T>(choices: readonly Choice<T>[], identity: (value: T) => string): Choice<T>[] {
  const first = new Map<string, Choice<T>>();
  for (const choice of new Ranked(choices).all()) {
    const key = identity(choice.value);
    if (!first.has(key)) first.set(key, choice);
  }
  return [...first.values()];
}

/** The causes of one thing and then of another. */
export function joinCauses(first: readonly Cause[], second: readonly Cause[]): readonly Cause[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

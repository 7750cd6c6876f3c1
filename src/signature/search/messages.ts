import type { Addition, Cause } from '../cause';
import {
  joinCauses,
  searchLimits,
  mistake,
  product,
  Ranked,
  rankOf,
  right,
  weights,
  type Choice,
  type Rank,
} from './choice';

/** A request's other texts, which some sign along with timestamp and user id. */
export interface Surplus {
  readonly addition: Addition;
  readonly text: string;
}

/** How the parts are put together. */
interface Assembly {
  readonly order: 'timestamp-first' | 'user-id-first' | 'timestamp-only' | 'user-id-only';
  readonly separator: string;
  readonly before: readonly string[];
  readonly between: readonly string[];
  readonly after: readonly string[];
}

const { common, rare } = weights;

const separators: readonly (readonly [separator: string, weight: number])[] = [
  ...['\n', ' ', ':', '|', '&', ',', '-', '\r\n'].map((separator) => [separator, common] as const),
  ...['\t', ';', '_', '+', '.', '/', '=', '#', '~', '*', '@', '\r', '\0', ', ', '&amp;', '::', '||'].map(
    (separator) => [separator, rare] as const,
  ),
];

const plain: Assembly = { order: 'timestamp-first', separator: '', before: [], between: [], after: [] };

/** What messages are put together from. */
export interface Parts {
  readonly timestamps: readonly Choice<string>[];
  readonly userIds: readonly Choice<string>[];
  readonly surplus: readonly Surplus[];
}

/**
 * Gives the messages of one rank after the other. They are many thousand and most are looked at once: none is kept that
 * will not be asked for again, for memory that lives on is what such a search would spend its time with.
 */
export class CandidateMessages {
  readonly #assemblies: Ranked<Assembly>;
  readonly #timestamps: Ranked<string>;
  readonly #userIds: Ranked<string>;
  readonly #seen = new Set<string>();
  readonly #kept = new Map<Rank, readonly Choice<string>[]>();

  constructor({ timestamps, userIds, surplus }: Parts) {
    this.#assemblies = new Ranked(assemblies(surplus));
    this.#timestamps = new Ranked(timestamps);
    this.#userIds = new Ranked(userIds);
  }

  /** The messages of a rank that no rank asked for before has had; the same again when asked for again. */
  of(rank: Rank): Iterable<Choice<string>> {
    const kept = this.#kept.get(rank);
    if (kept) return kept;
    // Whatever is still to be joined by another mistake comes back.
    if (rank.weight + common > searchLimits.weight) return this.#fresh(rank);
    const all = [...this.#fresh(rank)];
    this.#kept.set(rank, all);
    return all;
  }

  *#fresh(rank: Rank): Generator<Choice<string>> {
    for (const message of this.every(rank)) {
      if (this.#seen.has(message.value)) continue;
      this.#seen.add(message.value);
      yield message;
    }
  }

  /** Every way to the messages of a rank; several may lead to the same text, the likeliest first. */
  *every({ causes, weight }: Rank): Generator<Choice<string>> {
    // Of two ways as simple, what is wrong between the parts is likelier than what is wrong with a part.
    for (const forAssembly of this.#assemblies.ranks.toReversed()) {
      for (const forUser of this.#userIds.ranks) {
        const forTimestamp = rankOf(
          causes - forAssembly.causes - forUser.causes,
          weight - forAssembly.weight - forUser.weight,
        );
        if (!forTimestamp) continue;
        for (const assembly of this.#assemblies.of(forAssembly)) {
          for (const userId of this.#userIds.of(forUser)) {
            for (const timestamp of this.#timestamps.of(forTimestamp)) {
              const value = assemble(assembly.value, timestamp.value, userId.value);
              if (value === null) continue;
              const ofParts = joinCauses(timestamp.causes, userId.causes);
              yield { value, causes: joinCauses(assembly.causes, ofParts), weight };
            }
          }
        }
      }
    }
  }
}

function assemblies(surplus: readonly Surplus[]): Choice<Assembly>[] {
  const order = (name: Assembly['order']) => ({ ...plain, order: name });
  const orders: Choice<Assembly>[] = [
    right(plain),
    mistake(order('user-id-first'), { code: 'order' }, common),
    mistake(order('timestamp-only'), { code: 'part-missing', part: 'user-id' }, rare),
    mistake(order('user-id-only'), { code: 'part-missing', part: 'timestamp' }, rare),
  ];
  const joints: Choice<string>[] = [
    right(''),
    ...separators.map(([separator, weight]) => mistake(separator, { code: 'separator', separator }, weight)),
  ];
  let out = product(orders, joints, (assembly, separator) => ({ ...assembly, separator }));
  for (const part of ['endpoint', 'operation', 'body'] as const) {
    const added = [
      right(null),
      ...surplus.filter(({ addition }) => addition.part === part).flatMap(additions),
    ];
    out = product(out, added, (assembly, addition) =>
      addition
        ? { ...assembly, [addition.position]: [...assembly[addition.position], addition.text] }
        : assembly,
    );
  }
  return out;
}

type Position = 'before' | 'between' | 'after';

function additions({ addition, text }: Surplus): Choice<{ position: Position; text: string } | null>[] {
  return (['after', 'before', 'between'] as const).map((position) => {
    const cause: Cause = { code: 'part-added', position, ...addition };
    return mistake({ position, text }, cause, weightOf(text));
  });
}

/** Long texts cost in proportion to their length, so that they are combined less, or not at all. */
function weightOf(text: string): number {
  if (text.length <= 1024) return rare;
  return searchLimits.weight;
}

function assemble(assembly: Assembly, timestamp: string, userId: string): string | null {
  if (assembly === plain) return timestamp + userId;
  const { order, separator, before, between, after } = assembly;
  const joined = (...texts: readonly string[]) => texts.join(separator);
  if (order === 'timestamp-first') return joined(...before, timestamp, ...between, userId, ...after);
  if (order === 'user-id-first') return joined(...before, userId, ...between, timestamp, ...after);
  // One part has no place between the two.
  if (between.length > 0) return null;
  return joined(...before, order === 'timestamp-only' ? timestamp : userId, ...after);
}

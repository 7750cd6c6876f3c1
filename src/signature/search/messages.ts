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

/** The same, ready for joining: the texts that stand around the parts. */
interface Frame {
  readonly order: Assembly['order'];
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

const { common, rare, far, alone } = weights;

const separators: readonly (readonly [separator: string, weight: number])[] = [
  ...['\n', ' ', ':', '|', '&', ',', '-', '\r\n'].map((separator) => [separator, common] as const),
  ...['\t', ';', '_', '+', '.', '/', '=', '#', '~', '*', '@', '\r', '\0', ', ', '&amp;', '::', '||'].map(
    (separator) => [separator, rare] as const,
  ),
  ...[
    '\\n',
    ' + ',
    '%0A',
    '%0a',
    '\\r\\n',
    '\\t',
    '%20',
    ' . ',
    '.\n',
    '<br>',
    '%0D%0A',
    '%0d%0a',
    ' - ',
  ].map((separator) => [separator, far] as const),
];

const plain: Assembly = { order: 'timestamp-first', separator: '', before: [], between: [], after: [] };

/** What messages are put together from. */
export interface Parts {
  readonly timestamps: readonly Choice<string>[];
  readonly userIds: readonly Choice<string>[];
  readonly surplus: readonly Surplus[];
  /** CandidateMessages that are tried as they are, with what is wrong with them. */
  readonly whole: readonly Choice<string>[];
  /** Long lists of these, made anew each time they are asked for; every one is tried with nothing else. */
  readonly lone: () => Iterable<Choice<string>>;
}

/** A message put together; its causes are only asked for when it is the one. */
class Message implements Choice<string> {
  readonly value: string;
  readonly weight: number;
  readonly #assembly: Choice<Frame>;
  readonly #timestamp: Choice<string>;
  readonly #userId: Choice<string>;

  constructor(
    value: string,
    weight: number,
    assembly: Choice<Frame>,
    timestamp: Choice<string>,
    userId: Choice<string>,
  ) {
    this.value = value;
    this.weight = weight;
    this.#assembly = assembly;
    this.#timestamp = timestamp;
    this.#userId = userId;
  }

  get causes() {
    return joinCauses(this.#assembly.causes, joinCauses(this.#timestamp.causes, this.#userId.causes));
  }
}

/**
 * Gives the messages of one rank after the other. They are many thousand and most are looked at once: none is kept that
 * will not be asked for again, for memory that lives on is what such a search would spend its time with.
 */
export class CandidateMessages {
  readonly #assemblies: Ranked<Frame>;
  readonly #timestamps: Ranked<string>;
  readonly #userIds: Ranked<string>;
  readonly #whole: Ranked<string>;
  readonly #lone: Parts['lone'];
  readonly #seen = new Set<string>();
  readonly #kept = new Map<Rank, readonly Choice<string>[]>();

  constructor({ timestamps, userIds, surplus, whole, lone }: Parts) {
    this.#assemblies = new Ranked(
      assemblies(surplus).flatMap((assembly): Choice<Frame>[] => {
        const value = frame(assembly.value);
        return value ? [{ ...assembly, value }] : [];
      }),
    );
    this.#whole = new Ranked(whole);
    this.#lone = lone;
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
              yield new Message(value, weight, assembly, timestamp, userId);
            }
          }
        }
      }
    }
    yield* this.#whole.of({ causes, weight });
    if (causes === 1 && weight === alone) yield* this.#lone();
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

/** Null where a text would stand between two parts of which one is missing. */
function frame({ order, separator, before, between, after }: Assembly): Frame | null {
  const isWhole = order === 'timestamp-first' || order === 'user-id-first';
  if (!isWhole && between.length > 0) return null;
  return {
    order,
    before: before.map((text) => text + separator).join(''),
    between: isWhole ? separator + between.map((text) => text + separator).join('') : '',
    after: after.map((text) => separator + text).join(''),
  };
}

function assemble({ order, before, between, after }: Frame, timestamp: string, userId: string): string {
  switch (order) {
    case 'timestamp-first':
      return before + timestamp + between + userId + after;
    case 'user-id-first':
      return before + userId + between + timestamp + after;
    case 'timestamp-only':
      return before + timestamp + after;
    case 'user-id-only':
      return before + userId + after;
  }
}

/*
 * Content models as XML Schema has them (Part 1, 3.8 and 3.9), matched exactly. A state is what is still to come: a list of
 * terms, each perhaps begun. Reading an element takes its derivative. Counts are numbers in the state and not copies of a
 * term, so that `maxOccurs="5000"` costs nothing; states are made as they are met. Unique particle attribution leaves one
 * list in a state, or a few that differ in their counts. Models that break that rule get more, up to a limit.
 */

import type { Particle } from './contract';
import {
  compileModel,
  modelKey,
  type AllTerm,
  type Compiled,
  type ElementTerm,
  type ListTerm,
  type ModelSymbol,
  type RepeatTerm,
  type Term,
  type WildcardTerm,
} from './content-terms';

export type { ModelSymbol } from './content-terms';

/** With more lists in one state nothing is held against what follows. */
const MOST_LISTS = 64;
/** With more states in memory those before are forgotten, to be made again where they are needed. */
const MOST_STATES = 5000;

/** A term that is begun: `at` is a sequence's next part, how often a repeated term stood, or what is left of an `all`. */
interface Item {
  readonly term: Term;
  readonly at: number | ReadonlySet<number>;
}

/** What is still to come, in this order. */
interface Rest {
  readonly item: Item;
  readonly next: Rest | undefined;
  readonly key: string;
}

/** Where the reading of an element's children stands. */
export interface ModelState {
  readonly lists: readonly (Rest | undefined)[];
  /** There are too many readings to follow: anything is accepted from here on. */
  readonly lost: boolean;
  readonly steps: Map<ModelSymbol, Step>;
}

/** What a child leads to. */
export interface Step {
  readonly state: ModelState;
  /** The declaration that the child is of; absent for one that a wildcard takes. */
  readonly element: ElementTerm | undefined;
}

/** Something that has to stand and does not: one of these elements, so many times. Without a name, any that a wildcard takes. */
export interface Lack {
  readonly any: readonly (ElementTerm | undefined)[];
  readonly times: number;
}

/** A way on that leaves out what had to stand. */
export interface Skip extends Step {
  readonly lacks: readonly Lack[];
}

/** Matches the children of one type. */
export class ContentModel {
  readonly #model: Compiled;
  readonly #foreign = new Map<string, ModelSymbol>();
  #states = new Map<string, ModelState>();

  constructor(content: Particle) {
    this.#model = compileModel(content);
  }

  /** Before the first child. */
  get start(): ModelState {
    return this.#state([restOf(fresh(this.#model.root), undefined)]);
  }

  /**
   * What a child is to the model; undefined for one that may stand nowhere in it. A name in another namespace than the
   * schema's still counts as that name, unless a wildcard takes it.
   */
  symbol(namespace: string | undefined, name: string): ModelSymbol | undefined {
    const { symbols, locals, wildcards } = this.#model;
    const exact = namespace === undefined ? undefined : symbols.get(modelKey(namespace, name));
    if (exact || namespace === undefined) return exact ?? locals.get(name);
    if (!wildcards.some((term) => admits(term, namespace))) return locals.get(name);
    let foreign = this.#foreign.get(namespace);
    if (!foreign) this.#foreign.set(namespace, (foreign = { namespace }));
    return foreign;
  }

  /** The first declaration of a name; undefined for what only wildcards take. */
  declared(symbol: ModelSymbol): ElementTerm | undefined {
    return this.#model.elements.get(symbol);
  }

  /** What one more child leads to; undefined when it may not stand here. */
  step(state: ModelState, symbol: ModelSymbol): Step | undefined {
    if (state.lost) return { state, element: undefined };
    const known = state.steps.get(symbol);
    if (known) return known;
    const found: Found[] = [];
    for (const list of state.lists) follow(list, symbol, found);
    if (found.length === 0) return undefined;
    const step = {
      state: this.#state(found.map(({ rest }) => rest)),
      element: found.find(({ element }) => element)?.element,
    };
    state.steps.set(symbol, step);
    return step;
  }

  /** True when nothing more has to come. */
  accepts({ lost, lists }: ModelState): boolean {
    return lost || lists.some(isComplete);
  }

  /** What still has to come, by the shortest of the ways; empty when nothing has to. */
  lacks({ lists }: ModelState): readonly Lack[] {
    return lightest(lists.map((list) => ({ lacks: lacksOfList(list) })))?.lacks ?? [];
  }

  /** Where a child leads that may stand here once what is missing before it is there; undefined when it never may. */
  skip(state: ModelState, symbol: ModelSymbol): Skip | undefined {
    const found: Skipped[] = [];
    for (const list of state.lists) skipTo(list, symbol, found);
    const best = lightest(found);
    return best && { state: this.#state([best.rest]), element: best.element, lacks: best.lacks };
  }

  #state(lists: readonly (Rest | undefined)[]): ModelState {
    const byKey = new Map(lists.map((list) => [list?.key ?? '', list]));
    const lost = byKey.size > MOST_LISTS;
    const key = lost ? 'lost' : [...byKey.keys()].sort().join('|');
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= MOST_STATES) this.#states = new Map();
    const state: ModelState = { lists: lost ? [] : [...byKey.values()], lost, steps: new Map() };
    this.#states.set(key, state);
    return state;
  }
}

/** What is left after an element. */
interface Found {
  readonly rest: Rest | undefined;
  readonly element: ElementTerm | undefined;
}

interface Skipped extends Found {
  readonly lacks: readonly Lack[];
}

const everyMember = (term: AllTerm) => new Set(term.parts.keys());

/** A term of which nothing stood yet. */
function fresh(term: Term): Item {
  return { term, at: term.kind === 'all' ? everyMember(term) : 0 };
}

function restOf({ term, at }: Item, next: Rest | undefined): Rest {
  const place = typeof at === 'number' ? at : [...at].join(',');
  return { item: { term, at }, next, key: `${term.id}:${place} ${next?.key ?? ''}` };
}

/** True when a wildcard takes elements of a namespace. */
function admits({ namespaces }: WildcardTerm, namespace: string): boolean {
  return 'not' in namespaces ? !namespaces.not.includes(namespace) : namespaces.only.includes(namespace);
}

/** Finds what may follow once an element was read. */
function follow(list: Rest | undefined, symbol: ModelSymbol, found: Found[]) {
  for (let rest = list; rest; rest = rest.next) {
    derive(rest.item, symbol, rest.next, found);
    if (!mayEnd(rest.item)) return;
  }
}

function derive({ term, at }: Item, symbol: ModelSymbol, next: Rest | undefined, found: Found[]) {
  if (typeof at !== 'number') {
    const all = term as AllTerm;
    for (const index of at) {
      const part = all.parts[index];
      if (part && begins(part, symbol))
        derive(fresh(part), symbol, withoutMember(all, at, index, next), found);
    }
    return;
  }
  switch (term.kind) {
    case 'element':
      if (term.symbol === symbol) found.push({ rest: next, element: term });
      return;
    case 'any':
      if (admits(term, symbol.namespace)) found.push({ rest: next, element: undefined });
      return;
    case 'sequence':
    case 'choice': {
      const last = term.kind === 'choice' ? Infinity : (term.nextRequired[at] ?? 0);
      for (const index of starting(term, symbol)) {
        const part = term.parts[index];
        if (part && index >= at && index <= last)
          derive(fresh(part), symbol, afterPart(term, index, next), found);
      }
      return;
    }
    case 'repeat':
      if (at < term.max) derive(fresh(term.body), symbol, onceMore(term, at, next), found);
  }
}

/** The parts that may begin with a symbol, by a name or by a wildcard. */
function starting({ starts, wild }: ListTerm, symbol: ModelSymbol): readonly number[] {
  const named = starts.get(symbol) ?? [];
  return wild.length === 0 ? named : [...new Set([...named, ...wild])];
}

function begins(term: Term, symbol: ModelSymbol): boolean {
  return term.beginsWild || term.firsts.has(symbol);
}

function afterPart(term: ListTerm, index: number, next: Rest | undefined): Rest | undefined {
  if (term.kind === 'choice' || index + 1 >= term.parts.length) return next;
  return restOf({ term, at: index + 1 }, next);
}

function withoutMember(
  term: AllTerm,
  members: ReadonlySet<number>,
  index: number,
  next: Rest | undefined,
): Rest | undefined {
  const left = new Set(members);
  left.delete(index);
  return left.size === 0 ? next : restOf({ term, at: left }, next);
}

function onceMore(term: RepeatTerm, done: number, next: Rest | undefined): Rest | undefined {
  const now = term.max === Infinity ? Math.min(done + 1, term.min) : done + 1;
  return now >= term.max ? next : restOf({ term, at: now }, next);
}

/** True when nothing more of it has to stand. */
function mayEnd({ term, at }: Item): boolean {
  if (typeof at !== 'number') return [...at].every((index) => (term as AllTerm).parts[index]?.optional);
  if (term.kind === 'sequence') return term.nextRequired[at] === term.parts.length;
  return term.kind === 'repeat' ? at >= term.min : term.optional;
}

function isComplete(list: Rest | undefined): boolean {
  for (let rest = list; rest; rest = rest.next) if (!mayEnd(rest.item)) return false;
  return true;
}

function lacksOfList(list: Rest | undefined): Lack[] {
  const found: Lack[] = [];
  for (let rest = list; rest; rest = rest.next) found.push(...lacksOf(rest.item));
  return found;
}

/** What has to stand of a term and does not. */
function lacksOf(item: Item): Lack[] {
  const { term, at } = item;
  if (mayEnd(item)) return [];
  if (typeof at !== 'number') return partsLack([...at].map((index) => (term as AllTerm).parts[index]));
  switch (term.kind) {
    case 'element':
      return [{ any: [term], times: 1 }];
    case 'any':
      return [{ any: [undefined], times: 1 }];
    case 'choice':
      return [{ any: headsOf(term), times: 1 }];
    case 'sequence':
      return partsLack(term.parts.slice(at));
    case 'repeat': {
      const more = term.min - at;
      return lacksOf(fresh(term.body)).map((lack) => ({ ...lack, times: lack.times * more }));
    }
    default:
      return [];
  }
}

function partsLack(parts: readonly (Term | undefined)[]): Lack[] {
  return parts.flatMap((part) => (part && !part.optional ? lacksOf(fresh(part)) : []));
}

/** The elements that a term may begin with. */
function headsOf(term: Term): (ElementTerm | undefined)[] {
  switch (term.kind) {
    case 'element':
      return [term];
    case 'any':
      return [undefined];
    case 'repeat':
      return headsOf(term.body);
    case 'sequence':
      return term.parts.slice(0, (term.nextRequired[0] ?? 0) + 1).flatMap(headsOf);
    default:
      return term.parts.flatMap(headsOf);
  }
}

/** Finds the ways to an element that lead over what had to stand before it. */
function skipTo(list: Rest | undefined, symbol: ModelSymbol, found: Skipped[]) {
  const lacks: Lack[] = [];
  for (let rest = list; rest; rest = rest.next) {
    skipIn(rest.item, symbol, rest.next, lacks, found);
    lacks.push(...lacksOf(rest.item));
  }
}

function skipIn(
  { term, at }: Item,
  symbol: ModelSymbol,
  next: Rest | undefined,
  lacks: readonly Lack[],
  found: Skipped[],
) {
  if (found.length > MOST_LISTS || !holds(term, symbol)) return;
  if (typeof at !== 'number') {
    const all = term as AllTerm;
    for (const index of at) {
      const part = all.parts[index];
      if (part) skipIn(fresh(part), symbol, withoutMember(all, at, index, next), lacks, found);
    }
    return;
  }
  switch (term.kind) {
    case 'element':
      if (term.symbol === symbol) found.push({ rest: next, element: term, lacks });
      return;
    case 'any':
      if (admits(term, symbol.namespace)) found.push({ rest: next, element: undefined, lacks });
      return;
    case 'sequence': {
      const before = [...lacks];
      for (let index = at; index < term.parts.length; index += 1) {
        const part = term.parts[index] as Term;
        skipIn(fresh(part), symbol, afterPart(term, index, next), [...before], found);
        before.push(...partsLack([part]));
      }
      return;
    }
    case 'choice':
      for (const part of term.parts) skipIn(fresh(part), symbol, next, lacks, found);
      return;
    case 'repeat':
      if (at < term.max) skipIn(fresh(term.body), symbol, onceMore(term, at, next), lacks, found);
  }
}

const held = new WeakMap<Term, Set<ModelSymbol | undefined>>();

/** True when an element may stand anywhere in a term. */
function holds(term: Term, symbol: ModelSymbol): boolean {
  const all = heldBy(term);
  return all.has(symbol) || all.has(undefined);
}

/** All names that a term holds; undefined stands for a wildcard. */
function heldBy(term: Term): Set<ModelSymbol | undefined> {
  let found = held.get(term);
  if (found) return found;
  held.set(term, (found = new Set()));
  if (term.kind === 'element') found.add(term.symbol);
  else if (term.kind === 'any') found.add(undefined);
  else {
    const parts = term.kind === 'repeat' ? [term.body] : term.parts;
    for (const part of parts) for (const symbol of heldBy(part)) found.add(symbol);
  }
  return found;
}

/** The way that lacks least; the first of several. */
function lightest<T extends { readonly lacks: readonly Lack[] }>(ways: readonly T[]): T | undefined {
  const weight = ({ lacks }: T) => lacks.reduce((sum, { times }) => sum + times, 0);
  let best: T | undefined;
  for (const way of ways) if (!best || weight(way) < weight(best)) best = way;
  return best;
}

import type { Particle, WildcardParticle } from './contract';

/** How a content model knows a child: a name that it declares, or a namespace that only wildcards take. */
export interface ModelSymbol {
  readonly namespace: string;
  /** Absent for what only a wildcard takes. */
  readonly name?: string;
}

/** An element of a content model. */
export interface ElementTerm extends Common {
  readonly kind: 'element';
  readonly symbol: ModelSymbol & { readonly name: string };
  /** Which of the type's `otherFields` it is. */
  readonly other?: number;
}

/** A wildcard. */
export interface WildcardTerm extends Common {
  readonly kind: 'any';
  readonly namespaces: WildcardParticle['namespaces'];
}

/** One after the other, or one of several. */
export interface ListTerm extends Common {
  readonly kind: 'sequence' | 'choice';
  readonly parts: readonly Term[];
  /** The parts that may begin with a declared name. */
  readonly starts: ReadonlyMap<ModelSymbol, readonly number[]>;
  /** The parts that may begin with what a wildcard takes. */
  readonly wild: readonly number[];
  /** For each place in a sequence the next part that has to stand; its length when there is none. */
  readonly nextRequired: readonly number[];
}

/** All of them, in any order. */
export interface AllTerm extends Common {
  readonly kind: 'all';
  readonly parts: readonly Term[];
}

/** A term again and again. */
export interface RepeatTerm extends Common {
  readonly kind: 'repeat';
  readonly body: Term;
  readonly min: number;
  readonly max: number;
}

/** What a content model is made of. */
export type Term = ElementTerm | WildcardTerm | ListTerm | AllTerm | RepeatTerm;

interface Common {
  readonly id: number;
  /** It may stand for nothing at all. */
  readonly optional: boolean;
  /** The declared names that it may begin with. */
  readonly firsts: ReadonlySet<ModelSymbol>;
  /** It may begin with what a wildcard takes. */
  readonly beginsWild: boolean;
}

/** A content model made ready for matching. */
export interface Compiled {
  readonly root: Term;
  /** By Clark name. */
  readonly symbols: ReadonlyMap<string, ModelSymbol>;
  /** The first declared name with a local name. */
  readonly locals: ReadonlyMap<string, ModelSymbol>;
  readonly wildcards: readonly WildcardTerm[];
  /** The first declaration of each name. */
  readonly elements: ReadonlyMap<ModelSymbol, ElementTerm>;
}

/** An `xs:all` of more members is followed without counting them: what is left of it would have to be told with each step. */
const MOST_MEMBERS = 500;

type Draft<T extends Term> = Omit<T, 'id' | 'optional' | 'firsts' | 'beginsWild'>;

/** Makes a content model ready for matching. */
export function compileModel(content: Particle): Compiled {
  const compiler = new Compiler();
  const root = compiler.term(content);
  return { root, ...compiler.names };
}

/** Clark's notation, as the keys of a compiled model have it. */
export function modelKey(namespace: string, name: string): string {
  return `{${namespace}}${name}`;
}

class Compiler {
  readonly #symbols = new Map<string, ElementTerm['symbol']>();
  readonly #locals = new Map<string, ModelSymbol>();
  readonly #wildcards: WildcardTerm[] = [];
  readonly #elements = new Map<ModelSymbol, ElementTerm>();
  #count = 0;

  get names() {
    return {
      symbols: this.#symbols,
      locals: this.#locals,
      wildcards: this.#wildcards,
      elements: this.#elements,
    };
  }

  term(particle: Particle): Term {
    return this.#repeated(this.#once(particle), particle.min, particle.max);
  }

  #once(particle: Particle): Term {
    if (particle.kind === 'element') return this.#element(particle.namespace, particle.name, particle.other);
    if (particle.kind === 'any') {
      const draft: Draft<WildcardTerm> = { kind: 'any', namespaces: particle.namespaces };
      const term = { ...draft, ...this.#facts(false, new Set(), true) };
      this.#wildcards.push(term);
      return term;
    }
    const parts = particle.parts.map((part) => this.term(part));
    const [only] = parts;
    if (only && parts.length === 1) return only;
    if (particle.kind !== 'all') return this.#list(particle.kind, parts);
    if (parts.length > MOST_MEMBERS) return this.#repeated(this.#list('choice', parts), 0, Infinity);
    const optional = parts.every((part) => part.optional);
    return { kind: 'all', parts, ...this.#facts(optional, union(parts), parts.some(isWild)) };
  }

  #element(namespace: string, name: string, other: number | undefined): ElementTerm {
    const key = modelKey(namespace, name);
    let symbol = this.#symbols.get(key);
    if (!symbol) {
      symbol = { namespace, name };
      this.#symbols.set(key, symbol);
      if (!this.#locals.has(name)) this.#locals.set(name, symbol);
    }
    const draft: Draft<ElementTerm> = { kind: 'element', symbol, other };
    const term = { ...draft, ...this.#facts(false, new Set([symbol]), false) };
    if (!this.#elements.has(symbol)) this.#elements.set(symbol, term);
    return term;
  }

  #list(kind: ListTerm['kind'], parts: readonly Term[]): ListTerm {
    const nextRequired = Array<number>(parts.length + 1).fill(parts.length);
    for (let index = parts.length - 1; index >= 0; index -= 1)
      nextRequired[index] = parts[index]?.optional ? (nextRequired[index + 1] ?? 0) : index;
    const starts = new Map<ModelSymbol, number[]>();
    const wild: number[] = [];
    for (const [index, part] of parts.entries()) {
      if (part.beginsWild) wild.push(index);
      for (const symbol of part.firsts) {
        const known = starts.get(symbol);
        if (known) known.push(index);
        else starts.set(symbol, [index]);
      }
    }
    const isSequence = kind === 'sequence';
    const heads = isSequence ? parts.slice(0, (nextRequired[0] ?? 0) + 1) : parts;
    // A choice of nothing is no group that anybody could fill: it stands for nothing.
    const optional = isSequence
      ? nextRequired[0] === parts.length
      : parts.length === 0 || parts.some((part) => part.optional);
    return {
      ...{ kind, parts, starts, wild, nextRequired },
      ...this.#facts(optional, union(heads), heads.some(isWild)),
    };
  }

  #repeated(body: Term, min: number, max: number): Term {
    if (min === 1 && max === 1) return body;
    if (body.kind === 'repeat' && isOneRange(body, min, max))
      return this.#repeated(body.body, body.min * min, body.max * max);
    const least = body.optional ? 0 : min;
    const draft: Draft<RepeatTerm> = { kind: 'repeat', body, min: least, max: Math.max(min, max) };
    return { ...draft, ...this.#facts(least === 0, body.firsts, body.beginsWild) };
  }

  #facts(optional: boolean, firsts: ReadonlySet<ModelSymbol>, beginsWild: boolean): Common {
    return { id: (this.#count += 1), optional, firsts, beginsWild };
  }
}

/** True when repeating what repeats is the same as repeating it more often: all numbers between are possible too. */
function isOneRange(inner: RepeatTerm, min: number, max: number): boolean {
  const least = Math.max(min, 1);
  const isWhole = max <= least || (least + 1) * inner.min <= least * inner.max + 1;
  return isWhole && (min > 0 || inner.min <= 1);
}

function union(terms: readonly Term[]): Set<ModelSymbol> {
  const found = new Set<ModelSymbol>();
  for (const term of terms) for (const symbol of term.firsts) found.add(symbol);
  return found;
}

function isWild(term: Term): boolean {
  return term.beginsWild;
}

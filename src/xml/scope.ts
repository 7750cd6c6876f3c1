import { trimXml } from '../text/white-space';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/**
 * Namespaces in scope (Namespaces in XML 1.0, section 6.1): what one element declares, and the scope around it. It is
 * plain data, so that it survives being copied. The default namespace is under the empty string.
 */
export interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer?: Scope;
}

/** What holds before anything is declared. */
export const TOP_SCOPE: Scope = {
  own: new Map([
    ['', ''],
    ['xml', XML_NAMESPACE],
  ]),
};

/** The namespace that a prefix is bound to; undefined when it is bound to nothing. */
export function namespaceFor(scope: Scope, prefix: string): string | undefined {
  for (let current: Scope | undefined = scope; current; current = current.outer) {
    const namespace = current.own.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

/** A prefix that stands for the namespace here; undefined when there is none. The default namespace comes last. */
export function prefixFor(scope: Scope, namespace: string): string | undefined {
  let known = prefixes.get(scope);
  if (!known) prefixes.set(scope, (known = new Map()));
  if (!known.has(namespace)) known.set(namespace, findPrefix(scope, namespace));
  return known.get(namespace);
}

/** A QName in content, such as the value of `xsi:type`, resolved where it stands (XML Schema Part 2, 3.2.18). */
export function resolveQName(
  { scope }: { readonly scope: Scope },
  qname: string,
): { readonly namespace: string; readonly local: string } | undefined {
  const trimmed = trimXml(qname);
  const colon = trimmed.indexOf(':');
  const namespace = namespaceFor(scope, colon < 0 ? '' : trimmed.slice(0, colon));
  return namespace === undefined ? undefined : { namespace, local: trimmed.slice(colon + 1) };
}

/** True when a prefix is bound where an element stands. */
export function isBound({ scope }: { readonly scope: Scope }, prefix: string): boolean {
  return namespaceFor(scope, prefix) !== undefined;
}

/** How many declarations hold in a scope, those that others hide among them; the two that always hold apart. */
export function boundPrefixes(scope: Scope): number {
  let count = 0;
  for (let current = scope; current.outer; current = current.outer) count += current.own.size;
  return count;
}

/** A node of the tree, as far as looking for declarations goes. */
interface Declaring {
  readonly scope: Scope;
  readonly children: readonly { readonly kind: string }[];
}

/** All prefixes that are bound where an element stands, or anywhere in it. */
export function prefixesWithin(element: Declaring): Set<string> {
  const found = new Set<string>();
  for (let current: Scope | undefined = element.scope; current; current = current.outer)
    for (const prefix of current.own.keys()) found.add(prefix);
  const seen = new Set<Scope>();
  const open: Declaring[] = [element];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!seen.has(next.scope)) for (const prefix of next.scope.own.keys()) found.add(prefix);
    seen.add(next.scope);
    for (const child of next.children) if (child.kind === 'element') open.push(child as unknown as Declaring);
  }
  return found;
}

/** Answers that were worked out already, for as long as a scope is held: all elements without declarations share one. */
const prefixes = new WeakMap<Scope, Map<string, string | undefined>>();

/** The outermost declaration that still holds. */
function findPrefix(scope: Scope, namespace: string): string | undefined {
  const chain: Scope[] = [];
  for (let current: Scope | undefined = scope; current; current = current.outer) chain.unshift(current);
  let found: string | undefined;
  for (const { own } of chain) {
    for (const [prefix, bound] of own) {
      if (bound !== namespace || namespaceFor(scope, prefix) !== namespace) continue;
      if (prefix) return prefix;
      found = '';
    }
  }
  return found;
}

/**
 * The bindings at the place where a reader of XML is. Looking a prefix up takes the same time however many are bound and
 * however deep the elements are nested.
 */
export class Bindings {
  readonly #namespaces = new Map<string, string[]>(
    [...TOP_SCOPE.own].map(([prefix, name]) => [prefix, [name]]),
  );
  #scope: Scope = TOP_SCOPE;

  /** The scope of the element that is open. */
  get scope(): Scope {
    return this.#scope;
  }

  /** An element begins that makes these declarations, by prefix. */
  enter(own: ReadonlyMap<string, string> | undefined) {
    if (!own) return;
    this.#scope = { own, outer: this.#scope };
    for (const [prefix, namespace] of own) {
      const stack = this.#namespaces.get(prefix);
      if (stack) stack.push(namespace);
      else this.#namespaces.set(prefix, [namespace]);
    }
  }

  /** The element that is open ends. @param declares whether it has made declarations. */
  leave(declares: boolean) {
    const { own, outer } = this.#scope;
    if (!declares || !outer) return;
    for (const prefix of own.keys()) this.#namespaces.get(prefix)?.pop();
    this.#scope = outer;
  }

  get(prefix: string): string | undefined {
    return this.#namespaces.get(prefix)?.at(-1);
  }
}

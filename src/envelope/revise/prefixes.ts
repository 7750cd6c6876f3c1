import { XSI, type Contract } from '../../contract/contract';
import { escapeAttribute } from '../../xml/escape';
import { type Edit, type PlacedElement } from '../../xml/placed';
import { prefixesWithin, prefixFor, type Scope } from '../../xml/scope';
import type { BoundPrefixes } from '../element-writer';

/** The prefixes of a text: those that it binds, and those that have to be declared on its root. */
export class Prefixes {
  readonly #root: PlacedElement;
  readonly #qualified: boolean;
  readonly #declared = new Map<string, string>();
  #taken: Set<string> | undefined;

  constructor(root: PlacedElement, contract: Contract) {
    this.#root = root;
    this.#qualified = isQualified(contract);
  }

  /** True when no element of the contract is in no namespace: then a default namespace is safe to write in. */
  get qualified(): boolean {
    return this.#qualified;
  }

  /** The names to use where this scope holds. */
  within(scope: Scope): BoundPrefixes {
    return { prefix: (namespace) => this.#prefix(scope, namespace) };
  }

  /** The declarations that the root needs now. */
  edits(): Edit[] {
    if (this.#declared.size === 0) return [];
    const at = this.#root.attributes.at(-1)?.end ?? this.#root.nameRange.end;
    const text = [...this.#declared]
      .map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`)
      .join('');
    return [{ start: at, end: at, text }];
  }

  #prefix(scope: Scope, namespace: string): string {
    const bound = prefixFor(scope, namespace);
    if (bound || (bound === '' && this.#qualified && namespace !== XSI)) return bound;
    let prefix = this.#declared.get(namespace);
    if (prefix === undefined) {
      prefix = this.#free(namespace === XSI ? 'xsi' : 'ns1');
      this.#declared.set(namespace, prefix);
    }
    return prefix;
  }

  /** A prefix that nothing in the text binds, so that no element hides it. */
  #free(wanted: string): string {
    const taken = (this.#taken ??= prefixesWithin(this.#root));
    let prefix = wanted;
    for (let number = 2; taken.has(prefix); number += 1) prefix = `${wanted.replace(/\d+$/, '')}${number}`;
    taken.add(prefix);
    return prefix;
  }
}

function isQualified(contract: Contract): boolean {
  return Object.values(contract.types).every((type) => type.fields.every((field) => field.namespace !== ''));
}

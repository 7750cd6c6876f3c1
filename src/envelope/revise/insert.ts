import type { Contract, TypeRef } from '../../contract/contract';
import { placedElements, type Edit, type PlacedElement } from '../../xml/placed';
import { namespaceFor } from '../../xml/scope';
import type { Value } from '../values';
import { ElementWriter } from '../element-writer';
import { afterLine, lineIndent, indentLines, type Layout, withoutNamespace } from './layout';
import type { Prefixes } from './prefixes';
import { trimXmlEnd } from '../../text/white-space';

/** A kind of child that an element may have, and the values that it should have. */
export interface FieldSlot {
  readonly namespace: string;
  readonly type: TypeRef;
  readonly list: boolean;
  readonly next: readonly Value[];
  matches(element: PlacedElement): boolean;
  write(writer: ElementWriter, value: Value): void;
}

/** An element that new ones are put next to. */
export interface Anchor {
  readonly after?: PlacedElement;
  readonly before?: PlacedElement;
}

/** Puts new elements into a text, at their place in the schema and in the text's own layout. */
export class Inserter {
  readonly #contract: Contract;
  readonly #text: string;
  readonly #layout: Layout;
  readonly #prefixes: Prefixes;

  constructor(contract: Contract, text: string, layout: Layout, prefixes: Prefixes) {
    this.#contract = contract;
    this.#text = text;
    this.#layout = layout;
    this.#prefixes = prefixes;
  }

  /** @param owners the slot of each child that has one. */
  into(container: PlacedElement, slots: readonly FieldSlot[], owners: ReadonlyMap<PlacedElement, number>) {
    const removed = new Set<PlacedElement>();
    const wanted: { readonly index: number; readonly value: Value; readonly anchor: Anchor }[] = [];
    const lines = (index: number, value: Value) => this.#lines(container, slots[index], value, owners);
    return {
      get removed() {
        return [...removed];
      },
      remove: (element: PlacedElement) => void removed.add(element),
      insert: (index: number, value: Value, anchor: Anchor = {}) =>
        void wanted.push({ index, value, anchor }),
      /** A new element as it stands in the place of another. */
      written: (index: number, value: Value, place: PlacedElement) => {
        const indent = lineIndent(this.#text, place.start);
        return indentLines(lines(index, value), indent, this.#layout).slice(indent?.length ?? 0);
      },
      edits: (): Edit[] => {
        const edits: Edit[] = [];
        const last: string[] = [];
        for (const { index, value, anchor } of wanted) {
          const kept = [...owners].filter(([element]) => !removed.has(element));
          const { after, before } = anchor.after || anchor.before ? anchor : nearest(kept, index);
          if (after) edits.push(this.#after(after, lines(index, value)));
          else if (before) edits.push(this.#before(before, lines(index, value)));
          else last.push(...lines(index, value));
        }
        return last.length > 0 ? [...edits, this.#atEnd(container, last)] : edits;
      },
    };
  }

  #after(anchor: PlacedElement, lines: readonly string[]): Edit {
    const indent = lineIndent(this.#text, anchor.start);
    const at = indent === undefined ? anchor.end : afterLine(this.#text, anchor.end);
    const lead = indent === undefined ? '' : this.#layout.lineEnd;
    return { start: at, end: at, text: lead + indentLines(lines, indent, this.#layout) };
  }

  #before(anchor: PlacedElement, lines: readonly string[]): Edit {
    const indent = lineIndent(this.#text, anchor.start);
    const written = indentLines(lines, indent, this.#layout).slice(indent?.length ?? 0);
    const trail = indent === undefined ? '' : this.#layout.lineEnd + indent;
    return { start: anchor.start, end: anchor.start, text: written + trail };
  }

  #atEnd(container: PlacedElement, lines: readonly string[]): Edit {
    const text = this.#text;
    const outer = lineIndent(text, container.start);
    const sibling = placedElements(container)[0];
    const indent = sibling
      ? lineIndent(text, sibling.start)
      : outer === undefined
        ? undefined
        : outer + this.#layout.unit;
    const { lineEnd } = this.#layout;
    const written = (indent === undefined ? '' : lineEnd) + indentLines(lines, indent, this.#layout);
    const closing = indent === undefined || outer === undefined ? '' : lineEnd + outer;
    if (container.selfClosing) {
      const start = trimXmlEnd(text.slice(0, container.open.end - 2)).length;
      const whole = `>${written}${closing}</${container.qname}>`;
      return { start, end: container.open.end, text: whole };
    }
    const content = text.slice(container.content.start, container.content.end);
    const at = container.content.start + trimXmlEnd(content).length;
    const ownLine = /[\r\n]/.test(text.slice(at, container.content.end));
    return { start: at, end: at, text: written + (ownLine ? '' : closing) };
  }

  #lines(
    container: PlacedElement,
    slot: FieldSlot | undefined,
    value: Value,
    owners: ReadonlyMap<PlacedElement, number>,
  ): string[] {
    const writer = new ElementWriter(this.#contract, this.#prefixes.within(container.scope));
    slot?.write(writer, value);
    const standard = namespaceFor(container.scope, '') ?? '';
    if (standard === '' || this.#prefixes.qualified) return writer.lines;
    // Where siblings are in the default namespace by mistake already, a new one joins them: one fix mends all.
    const drawnIn = slot?.namespace === '' && [...owners.keys()].some((one) => one.namespace === standard);
    if (drawnIn) return writer.lines;
    return withoutNamespace(writer.lines);
  }
}

/** Where the schema wants it: after the last of what comes before it, or else before the first of what comes later. */
function nearest(kept: readonly (readonly [PlacedElement, number])[], index: number): Anchor {
  let after: readonly [PlacedElement, number] | undefined;
  for (const entry of kept) {
    if (entry[1] <= index && (!after || entry[1] >= after[1])) after = entry;
  }
  return { after: after?.[0], before: kept.find(([, owner]) => owner > index)?.[0] };
}

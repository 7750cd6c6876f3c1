import { XSI, type Contract, type Field, type TypeRef } from '../../contract/contract';
import { escapeAttribute, escapeText } from '../../xml/escape';
import {
  isDeclaration,
  ownText,
  placedAttribute,
  placedElements,
  type Edit,
  type PlacedAttribute,
  type PlacedElement,
} from '../../xml/placed';
import { fieldNamed, isNil, placedValue, complexTypeOf } from '../placed-values';
import { fieldValue, isList, isValues, type Value, type Values } from '../values';
import { Inserter, type FieldSlot } from './insert';
import { withLine, type Layout } from './layout';
import { planList } from './list';
import type { Prefixes } from './prefixes';
import { trimXmlEnd } from '../../text/white-space';

/** Compares a text's elements with the values that they should have, and notes the edits that make them so. */
export class Reconciler {
  readonly edits: Edit[] = [];
  readonly #contract: Contract;
  readonly #text: string;
  readonly #prefixes: Prefixes;
  readonly #inserter: Inserter;

  constructor(contract: Contract, text: string, layout: Layout, prefixes: Prefixes) {
    this.#contract = contract;
    this.#text = text;
    this.#prefixes = prefixes;
    this.#inserter = new Inserter(contract, text, layout, prefixes);
  }

  /** Makes an element have a value. */
  element(element: PlacedElement, declared: TypeRef, next: Value) {
    const nil = isNil(element);
    if (next === null) {
      if (!nil) this.#makeNil(element);
      return;
    }
    if (nil) this.#removeAttribute(placedAttribute(element, 'nil', XSI));
    if (declared.kind !== 'complex') this.#ownText(element, typeof next === 'string' ? next : '');
    else this.#complex(element, declared, isValues(next) ? next : {});
  }

  /** Makes the children of an element be those that the slots want; children that belong to no slot stay. */
  children(container: PlacedElement, slots: readonly FieldSlot[], orphans: readonly PlacedElement[] = []) {
    const owners = new Map<PlacedElement, number>();
    const groups: PlacedElement[][] = slots.map(() => []);
    for (const child of placedElements(container)) {
      const index = slots.findIndex((slot) => slot.matches(child));
      groups[index]?.push(child);
      if (index >= 0) owners.set(child, index);
    }
    const work = this.#inserter.into(container, slots, owners);
    for (const orphan of orphans) work.remove(orphan);
    slots.forEach((slot, index) => {
      const present = groups[index] ?? [];
      const [first] = present;
      const [next] = slot.next;
      if (next === undefined) present.forEach((element) => work.remove(element));
      else if (slot.list) this.#list(present, slot, index, work);
      else if (first) this.element(first, slot.type, next);
      else work.insert(index, next);
    });
    this.edits.push(...work.removed.map((element) => ({ ...withLine(this.#text, element), text: '' })));
    this.edits.push(...work.edits());
  }

  #list(
    present: readonly PlacedElement[],
    slot: FieldSlot,
    index: number,
    work: ReturnType<Inserter['into']>,
  ) {
    const items = present.map((element) => ({
      element,
      value: placedValue(this.#contract, this.#text, element, slot.type),
    }));
    const plan = planList(items, slot.next);
    for (const { element, value } of plan.change) this.element(element, slot.type, value);
    for (const element of plan.remove) work.remove(element);
    for (const { after, before, value } of plan.insert) work.insert(index, value, { after, before });
    for (const { place, by } of plan.replace) {
      const text = 'value' in by ? work.written(index, by.value, place) : this.#text.slice(by.start, by.end);
      this.edits.push({ start: place.start, end: place.end, text });
    }
  }

  #complex(element: PlacedElement, declared: TypeRef, next: Values) {
    const old = complexTypeOf(this.#contract, element, declared);
    const name = typeof next.$type === 'string' ? next.$type : declared.name;
    const type = this.#contract.types[name];
    if (!type) return;
    const orphans =
      old && old !== type
        ? placedElements(element).filter(
            (child) => fieldNamed(old, child.name) && !fieldNamed(type, child.name),
          )
        : [];
    if (old !== type) {
      const attribute = placedAttribute(element, 'type', XSI);
      if (type.name === declared.name) this.#removeAttribute(attribute);
      else this.#setAttribute(element, attribute, this.#xsi(element, 'type'), this.#qname(element, type));
    }
    for (const { name: key } of type.attributes) this.#attribute(element, key, next[`@${key}`]);
    if (type.text) this.#ownText(element, typeof next.$text === 'string' ? next.$text : '');
    else
      this.children(
        element,
        type.fields.map((field) => fieldSlot(field, fieldValue(next, field.name))),
        orphans,
      );
  }

  #ownText(element: PlacedElement, next: string) {
    if (ownText(this.#text, element) === next) return;
    const escaped = escapeText(next);
    if (element.selfClosing) {
      this.edits.push(openUp(this.#text, element, escaped));
      return;
    }
    const [first, ...others] = element.children.filter(
      (node) => node.kind === 'text' || node.kind === 'cdata',
    );
    if (!first) {
      this.edits.push({ start: element.content.start, end: element.content.start, text: escaped });
      return;
    }
    // A CDATA section stays one where it can say the same; a carriage return needs a reference.
    if (first.kind === 'cdata' && next !== '' && !/\]\]>|\r/.test(next))
      this.edits.push({ start: first.start + 9, end: first.end - 3, text: next });
    else this.edits.push({ start: first.start, end: first.end, text: escaped });
    for (const node of others) this.edits.push({ start: node.start, end: node.end, text: '' });
  }

  /** What is nil is empty (XML Schema Part 1, 2.6.2), comments apart. */
  #makeNil(element: PlacedElement) {
    const attribute = placedAttribute(element, 'nil', XSI);
    this.#setAttribute(element, attribute, this.#xsi(element, 'nil'), 'true');
    const kept = element.children.filter((node) => node.kind === 'comment');
    let start = element.content.start;
    for (const { start: from, end: to } of [
      ...kept,
      { start: element.content.end, end: element.content.end },
    ]) {
      if (from > start) this.edits.push({ start, end: from, text: '' });
      start = to;
    }
  }

  #attribute(element: PlacedElement, name: string, next: Value | undefined) {
    const present = element.attributes.filter(
      (candidate) => candidate.name === name && candidate.namespace !== XSI && !isDeclaration(candidate),
    );
    if (typeof next !== 'string') present.forEach((attribute) => this.#removeAttribute(attribute));
    else if (present.at(-1)?.value !== next) this.#setAttribute(element, present.at(-1), name, next);
  }

  #setAttribute(element: PlacedElement, present: PlacedAttribute | undefined, qname: string, value: string) {
    const at = element.nameRange.end;
    const text = `${qname}="${escapeAttribute(value)}"`;
    if (!present) this.edits.push({ start: at, end: at, text: ` ${text}` });
    else if (present.inner && this.#text[present.inner.end] === '"')
      this.edits.push({ ...present.inner, text: escapeAttribute(value) });
    else this.edits.push({ start: present.start, end: present.end, text });
  }

  #removeAttribute(attribute: PlacedAttribute | undefined) {
    if (!attribute) return;
    const before = trimXmlEnd(this.#text.slice(0, attribute.start)).length;
    this.edits.push({ start: before, end: attribute.end, text: '' });
  }

  #xsi(element: PlacedElement, name: string): string {
    return `${this.#prefixes.within(element.scope).prefix(XSI)}:${name}`;
  }

  #qname(element: PlacedElement, type: { readonly localName: string; readonly namespace: string }): string {
    if (type.namespace === '') return type.localName;
    const prefix = this.#prefixes.within(element.scope).prefix(type.namespace);
    return prefix ? `${prefix}:${type.localName}` : type.localName;
  }
}

/** An element that closes itself, as one that holds something. */
function openUp(text: string, element: PlacedElement, content: string): Edit {
  const start = trimXmlEnd(text.slice(0, element.open.end - 2)).length;
  return { start, end: element.open.end, text: `>${content}</${element.qname}>` };
}

/** A field as a slot for its elements, with the values that they should have. */
export function fieldSlot(field: Field, next: Value | undefined): FieldSlot {
  const list = field.maxOccurs > 1;
  const values = next === undefined ? [] : isList(next) ? next : [next];
  return {
    namespace: field.namespace,
    type: field.type,
    list,
    next: values,
    matches: (element) => element.name === field.name,
    write: (writer, value) => writer.field(field, value, 0),
  };
}

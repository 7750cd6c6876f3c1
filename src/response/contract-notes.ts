import {
  SOAP_ENVELOPE,
  type ComplexType,
  type Contract,
  type Field,
  type TypeRef,
} from '../contract/contract';
import { declarationOf, modelOf, walkContent } from '../contract/content-walk';
import { isNil, complexTypeOf } from '../envelope/placed-values';
import { ownText, placedElements, type PlacedElement } from '../xml/placed';
import { placeXml } from '../xml/positions';
import { trimXml } from '../text/white-space';

/** Something in an answer that the contract does not have, or the other way round. */
export interface ContractNote {
  readonly code:
    | 'unknown-element'
    | 'missing-element'
    | 'repeated-element'
    | 'not-nillable'
    | 'not-listed'
    | 'namespace'
    | 'count';
  /** A sentence: what, and where. */
  readonly message: string;
  /** How often. */
  readonly times: number;
  /** Where it stands first, as offsets. */
  readonly start: number;
  readonly end: number;
}

/** Longer texts are not looked at: a tree of them would cost more than the notes are worth. In UTF-16 code units. */
export const LONGEST_CHECKED = 2_000_000;

/**
 * Compares an answer with the contract. Nothing in it is a mistake of whoever asked: the notes say where the service did
 * otherwise than its WSDL promises. A fault, and an answer of another contract, give none.
 */
export function contractNotes(text: string, contract: Contract): readonly ContractNote[] {
  const { root } = placeXml(text);
  const body =
    root &&
    placedElements(root).find(({ name, namespace }) => name === 'Body' && namespace === SOAP_ENVELOPE);
  const answer = body && placedElements(body)[0];
  const output =
    answer && contract.operations.find((operation) => operation.output?.name === answer.name)?.output;
  if (!answer || !output) return [];
  const checker = new Checker(text, contract);
  checker.element(answer, output.type, answer.name);
  checker.counts(answer);
  return checker.notes();
}

type Found = { -readonly [key in keyof ContractNote]: ContractNote[key] };

class Checker {
  readonly #text: string;
  readonly #contract: Contract;
  readonly #found = new Map<string, Found>();

  constructor(text: string, contract: Contract) {
    this.#text = text;
    this.#contract = contract;
  }

  notes(): readonly ContractNote[] {
    return [...this.#found.values()].sort((a, b) => a.start - b.start);
  }

  element(element: PlacedElement, declared: TypeRef, path: string) {
    if (isNil(element)) return;
    if (declared.kind === 'enumeration') return this.#enumerated(element, declared.name, path);
    const type = complexTypeOf(this.#contract, element, declared);
    if (type) this.#children(element, type, path);
  }

  /** `returnCount` is the number of records that follow. */
  counts(answer: PlacedElement) {
    for (const group of [answer, ...placedElements(answer)]) {
      const children = placedElements(group);
      const count = children.find(({ name }) => name === 'returnCount' || name === 'count');
      const list = children.find(({ name }) => name.endsWith('List'));
      if (!count || !list) continue;
      const said = trimXml(ownText(this.#text, count));
      const found = placedElements(list).length;
      if (Number(said) !== found)
        this.#note('count', `${count.name} says ${said}, and ${list.name} has ${found}.`, count);
    }
  }

  #children(element: PlacedElement, type: ComplexType, path: string) {
    const seen = new Map<Field, number>();
    const model = modelOf(type);
    const walk = model && walkContent(model, placedElements(element));
    for (const child of placedElements(element)) {
      const declared = walk?.elements.get(child);
      const field = walk
        ? declared && declarationOf(type, declared)
        : type.fields.find(({ name }) => name === child.name);
      const where = `${path}.${child.name}`;
      if (!field) {
        if (walk ? !walk.elements.has(child) : !type.open)
          this.#note('unknown-element', `The contract has no ${child.name} in ${path}.`, child);
        continue;
      }
      const times = (seen.get(field) ?? 0) + 1;
      seen.set(field, times);
      if (!walk && times === field.maxOccurs + 1)
        this.#note('repeated-element', `${where} stands more often than the contract allows.`, child);
      if (child.namespace !== field.namespace)
        this.#note(
          'namespace',
          `${where} is in the namespace “${child.namespace ?? ''}”, not in “${field.namespace}”.`,
          child,
        );
      if (isNil(child) && !field.nillable)
        this.#note('not-nillable', `${where} is nil, which the contract does not allow.`, child);
      this.element(child, field.type, where);
    }
    for (const fault of walk?.faults ?? []) {
      if (fault.kind === 'misplaced')
        this.#note(
          'repeated-element',
          `${path}.${fault.child.name} stands where the contract does not allow it.`,
          fault.child,
        );
      const lacks = fault.kind === 'lacking' ? fault.lacks : [];
      for (const { any } of lacks) {
        const names = any.map((one) => one?.symbol.name ?? 'any element').join(' or ');
        this.#note('missing-element', `${path} lacks ${names}, which the contract requires.`, element);
      }
    }
    for (const field of walk ? [] : type.fields) {
      if (field.minOccurs > 0 && !seen.has(field))
        this.#note('missing-element', `${path} lacks ${field.name}, which the contract requires.`, element);
    }
  }

  #enumerated(element: PlacedElement, name: string, path: string) {
    const value = ownText(this.#text, element);
    const known = this.#contract.enumerations[name]?.values ?? [];
    if (!known.some((candidate) => candidate.value === value))
      this.#note('not-listed', `${path} is “${value}”, which ${name} does not list.`, element);
  }

  #note(code: ContractNote['code'], message: string, { start, end }: PlacedElement) {
    const known = this.#found.get(message);
    if (known) known.times += 1;
    else this.#found.set(message, { code, message, times: 1, start, end });
  }
}

import type { ComplexType, Contract, Field, GlobalElement, TypeRef } from '../contract/contract';
import { XSI } from '../contract/contract';
import { declarationOf, modelOf, walkContent, type Walk } from '../contract/content-walk';
import { complexTypeOf, fieldNamed } from '../envelope/placed-values';
import { kindsByField } from '../envelope/value-reader';
import type { Path } from '../envelope/values';
import { placedAttribute, placedElements, type PlacedElement } from '../xml/placed';

/** An element of a text with what the contract says it is. */
export interface Bound {
  readonly element: PlacedElement;
  /** Where its value is in the request's values; begins with the element's name in a Header. */
  readonly path: Path;
  readonly declared: TypeRef;
  /** The complex type that it has, or that it seems to be meant to have. */
  readonly type: ComplexType | undefined;
  /** The type is a guess: the text does not say a type that may stand here. */
  readonly guessed: boolean;
  /** The field that it is; a child of Header or Body is none. */
  readonly field: Field | undefined;
  readonly parent: Bound | undefined;
  /** The children that are fields, in the text's order. */
  readonly children: readonly Bound[];
  /** It repeats a field that may stand once: nobody reads it. */
  readonly repeated: boolean;
  /** How its children fit to a type that has a content model. */
  readonly walk: Walk<PlacedElement> | undefined;
}

/** Binds a child of Header or Body, and everything in it. */
export function bindGlobal(
  contract: Contract,
  element: PlacedElement,
  global: GlobalElement,
  path: Path,
): Bound {
  return bind(contract, element, global.type, undefined, path, undefined, false);
}

function bind(
  contract: Contract,
  element: PlacedElement,
  declared: TypeRef,
  field: Field | undefined,
  path: Path,
  parent: Bound | undefined,
  repeated: boolean,
): Bound {
  const { type, guessed } = chosenType(contract, element, declared);
  const children: Bound[] = [];
  const inside = placedElements(element);
  const model = type && modelOf(type);
  const walk = model && walkContent(model, inside);
  const bound: Bound = { element, path, declared, type, guessed, field, parent, children, repeated, walk };
  if (!type) return bound;
  const counts = new Map<string, number>();
  for (const child of inside) {
    const own = walk ? declaredAs(walk, type, child) : fieldNamed(type, child.name);
    if (!own) continue;
    const count = counts.get(own.name) ?? 0;
    counts.set(own.name, count + 1);
    const list = own.maxOccurs > 1;
    const step = list ? [...path, own.name, count] : [...path, own.name];
    children.push(bind(contract, child, own.type, own, step, bound, count > 0 && !list && !walk));
  }
  return bound;
}

/** What a child is by the content model of its parent; nothing where a wildcard took it. */
function declaredAs(walk: Walk<PlacedElement>, type: ComplexType, child: PlacedElement): Field | undefined {
  const element = walk.elements.get(child);
  return element && declarationOf(type, element);
}

/** Where the declared type is abstract and no usable one is named, the type whose fields the children are. */
function chosenType(contract: Contract, element: PlacedElement, declared: TypeRef) {
  const type = complexTypeOf(contract, element, declared);
  if (!type?.abstract) return { type, guessed: false };
  const having = kindsByField(contract, type.name);
  const scores = new Map<ComplexType, number>();
  for (const { name } of placedElements(element))
    for (const kind of having.get(name) ?? []) scores.set(kind, (scores.get(kind) ?? 0) + 1);
  let best: ComplexType | undefined;
  let highest = 0;
  for (const [kind, score] of scores) {
    if (score === highest) best = undefined;
    else if (score > highest) [best, highest] = [kind, score];
  }
  return { type: best ?? type, guessed: true };
}

/** The `xsi:type` of an element as written. */
export function writtenType(element: PlacedElement) {
  return placedAttribute(element, 'type', XSI);
}

/** Visits an element and everything in it that is bound, outside in. */
export function visit(bound: Bound, visitor: (bound: Bound) => void) {
  visitor(bound);
  for (const child of bound.children) visit(child, visitor);
}

/** The first child of that name. */
export function boundChild(bound: Bound | undefined, name: string): Bound | undefined {
  return bound?.children.find((child) => child.field?.name === name);
}

/** All children of that name. */
export function boundChildren(bound: Bound | undefined, name: string): Bound[] {
  return bound?.children.filter((child) => child.field?.name === name) ?? [];
}

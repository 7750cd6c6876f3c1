import type { ComplexType, Field } from './contract';
import { ContentModel, type Lack, type ModelState } from './content-model';
import type { ElementTerm } from './content-terms';

/** A child as a content model sees it. */
export interface NamedChild {
  /** Undefined where its prefix is bound to nothing. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/** What is wrong with the children of an element, in their order. */
export type ContentFault<Child> =
  /** Something has to stand before this child, or at the end. */
  | { readonly kind: 'lacking'; readonly lacks: readonly Lack[]; readonly before: Child | undefined }
  /** It may not stand here. */
  | { readonly kind: 'misplaced'; readonly child: Child }
  /** It may stand nowhere in this type. */
  | { readonly kind: 'unknown'; readonly child: Child };

/** How an element's children fit to its type. */
export interface Walk<Child> {
  /** The declaration of each child that has one; undefined for what a wildcard took. */
  readonly elements: ReadonlyMap<Child, ElementTerm | undefined>;
  /** Empty when the children are what the schema allows. */
  readonly faults: readonly ContentFault<Child>[];
  /** Where the model stands after the last child. */
  readonly end: ModelState;
}

const models = new WeakMap<ComplexType, ContentModel>();

/** The content model of a type; undefined for one whose fields say it all. */
export function modelOf(type: ComplexType): ContentModel | undefined {
  if (!type.content) return undefined;
  let model = models.get(type);
  if (!model) models.set(type, (model = new ContentModel(type.content)));
  return model;
}

/** What a type says of an element of its content model. */
export function declarationOf(type: ComplexType, element: ElementTerm): Field | undefined {
  if (element.other !== undefined) return type.otherFields?.[element.other];
  return type.fields.find((field) => field.name === element.symbol.name);
}

/** Follows children through a model; where one does not fit, what is missing before it is passed over, or else the child. */
export function walkContent<Child extends NamedChild>(
  model: ContentModel,
  children: readonly Child[],
): Walk<Child> {
  const elements = new Map<Child, ElementTerm | undefined>();
  const faults: ContentFault<Child>[] = [];
  let state = model.start;
  for (const child of children) {
    const symbol = model.symbol(child.namespace, child.name);
    if (!symbol) {
      faults.push({ kind: 'unknown', child });
      continue;
    }
    const step = model.step(state, symbol);
    const skip = step ? undefined : model.skip(state, symbol);
    if (skip) faults.push({ kind: 'lacking', lacks: skip.lacks, before: child });
    const way = step ?? skip;
    if (!way) faults.push({ kind: 'misplaced', child });
    else state = way.state;
    elements.set(child, way ? way.element : model.declared(symbol));
  }
  if (!model.accepts(state)) faults.push({ kind: 'lacking', lacks: model.lacks(state), before: undefined });
  return { elements, faults, end: state };
}

/** The states before each of the children and after the last; shorter where one does not fit. */
export function statesAlong(model: ContentModel, children: readonly NamedChild[]): ModelState[] {
  const states = [model.start];
  for (const { namespace, name } of children) {
    const symbol = model.symbol(namespace, name);
    const next = symbol && model.step(states.at(-1) as ModelState, symbol);
    if (!next) break;
    states.push(next.state);
  }
  return states;
}

/** True when these children are what the model allows. */
export function takesAll(model: ContentModel, children: readonly NamedChild[]): boolean {
  const states = statesAlong(model, children);
  return states.length === children.length + 1 && model.accepts(states.at(-1) as ModelState);
}

/** Trying all places for all children takes too long for more of them. */
const MOST_MOVED = 300;

/**
 * The same children in an order that the model allows; undefined when there is none that is found. Those that fit stay in
 * their order, and the others are put where they are missing.
 */
export function reordered<Child extends NamedChild>(
  model: ContentModel,
  children: readonly Child[],
  { faults }: Walk<Child>,
): Child[] | undefined {
  const loose = new Set(faults.flatMap((fault) => (fault.kind === 'misplaced' ? [fault.child] : [])));
  if (loose.size === 0 || children.length > MOST_MOVED) return undefined;
  const lacking = faults.filter((fault) => fault.kind === 'lacking');
  const order: Child[] = [];
  const fill = (before: Child | undefined) => {
    for (const { any, times } of lacking.find((fault) => fault.before === before)?.lacks ?? []) {
      const wanted = [...loose].filter((child) => {
        const symbol = model.symbol(child.namespace, child.name);
        return any.some((element) => element && element.symbol === symbol);
      });
      for (const child of wanted.slice(0, times)) {
        loose.delete(child);
        order.push(child);
      }
    }
  };
  for (const child of children) {
    fill(child);
    if (!loose.has(child) && !order.includes(child)) order.push(child);
  }
  fill(undefined);
  const whole = [...loose].reduce<Child[] | undefined>(
    (placed, child) => placed && placedSomewhere(model, placed, child),
    order,
  );
  return whole && takesAll(model, whole) ? whole : undefined;
}

/** The children with one more, at the first place where it may stand and that leaves those after it where they are. */
function placedSomewhere<Child extends NamedChild>(
  model: ContentModel,
  children: readonly Child[],
  child: Child,
): Child[] | undefined {
  const symbol = model.symbol(child.namespace, child.name);
  if (!symbol) return undefined;
  const states = statesAlong(model, children);
  for (const [index, state] of states.entries()) {
    if (!model.step(state, symbol)) continue;
    const placed = [...children.slice(0, index), child, ...children.slice(index)];
    if (statesAlong(model, placed).length === placed.length + 1) return placed;
  }
  return undefined;
}

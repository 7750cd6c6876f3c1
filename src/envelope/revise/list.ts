import type { PlacedElement } from '../../xml/placed';
import type { Value } from '../values';
import { keyOf, sameValue } from './same';

/** An element of a list with the value that it has now. */
export interface Item {
  readonly element: PlacedElement;
  readonly value: Value;
}

/** What becomes of a list's elements. */
export interface ListPlan {
  /** Elements that stay where they are and get another value. */
  readonly change: { readonly element: PlacedElement; readonly value: Value }[];
  readonly remove: PlacedElement[];
  /** New items, after or before an element that stays; neither when no element stays. */
  readonly insert: {
    readonly after?: PlacedElement;
    readonly before?: PlacedElement;
    readonly value: Value;
  }[];
  /** Places that get another element of the list, or a new one: the order has changed. */
  readonly replace: {
    readonly place: PlacedElement;
    readonly by: PlacedElement | { readonly value: Value };
  }[];
}

/** The least that makes a list of elements hold the wanted values, in the wanted order. */
export function planList(items: readonly Item[], next: readonly Value[]): ListPlan {
  const plan: ListPlan = { change: [], remove: [], insert: [], replace: [] };
  const most = Math.min(items.length, next.length);
  let head = 0;
  while (head < most && sameValue(items[head]?.value, next[head])) head += 1;
  let tail = 0;
  while (tail < most - head && sameValue(items.at(-1 - tail)?.value, next.at(-1 - tail))) tail += 1;
  const old = items.slice(head, items.length - tail);
  const wanted = next.slice(head, next.length - tail);
  const sources = match(old, wanted);
  if (isAscending(sources)) align(plan, items, old, wanted, sources, head);
  else refill(plan, old, wanted, sources);
  return plan;
}

/** For each wanted value the position of an old item that has it already, each used once; -1 without one. */
function match(old: readonly Item[], wanted: readonly Value[]): number[] {
  if (old.length === 0 || wanted.length === 0) return wanted.map(() => -1);
  const positions = new Map<string, number[]>();
  old.forEach(({ value }, index) => {
    const key = keyOf(value);
    const known = positions.get(key);
    if (known) known.push(index);
    else positions.set(key, [index]);
  });
  return wanted.map((value) => positions.get(keyOf(value))?.shift() ?? -1);
}

function isAscending(sources: readonly number[]): boolean {
  const used = sources.filter((source) => source >= 0);
  return used.every((source, index) => index === 0 || source > (used[index - 1] ?? 0));
}

/** The order holds: between items that stay, what differs is changed, removed or inserted. */
function align(
  plan: ListPlan,
  items: readonly Item[],
  old: readonly Item[],
  wanted: readonly Value[],
  sources: readonly number[],
  head: number,
) {
  let at = 0;
  let previous = items[head - 1]?.element;
  const fresh: Value[] = [];
  const settle = (until: number) => {
    const free = old.slice(at, until);
    for (const [index, value] of fresh.entries()) {
      const item = free[index];
      if (item) {
        plan.change.push({ element: item.element, value });
        previous = item.element;
      } else if (previous) {
        plan.insert.push({ after: previous, value });
      } else {
        plan.insert.push({ before: items[head + until]?.element, value });
      }
    }
    plan.remove.push(...free.slice(fresh.length).map((item) => item.element));
    fresh.length = 0;
  };
  for (const [index, value] of wanted.entries()) {
    const source = sources[index] ?? -1;
    if (source < 0) {
      fresh.push(value);
      continue;
    }
    settle(source);
    previous = old[source]?.element ?? previous;
    at = source + 1;
  }
  settle(old.length);
}

/** The order changes: the places stay, with the comments between them, and their elements change seats. */
function refill(plan: ListPlan, old: readonly Item[], wanted: readonly Value[], sources: readonly number[]) {
  const last = old.at(-1)?.element;
  for (const [index, value] of wanted.entries()) {
    const place = old[index]?.element;
    const by = old[sources[index] ?? -1]?.element;
    if (!place) plan.insert.push({ after: last, value });
    else if (place !== by) plan.replace.push({ place, by: by ?? { value } });
  }
  plan.remove.push(...old.slice(wanted.length).map((item) => item.element));
}

import type { ComplexType, Contract, Field } from '../../contract/contract';
import { tidyEdits } from '../../xml/edits';
import { placedElements, type Edit, type PlacedElement } from '../../xml/placed';
import type { Value } from '../values';
import { Inserter, type Anchor } from './insert';
import { layoutOf } from './layout';
import { Prefixes } from './prefixes';
import { fieldSlot } from './reconcile';

/** The edits that add one field to an element, in the text's layout: at its place in the schema, or where it is told. */
export function insertField(
  contract: Contract,
  text: string,
  root: PlacedElement,
  container: PlacedElement,
  type: ComplexType,
  field: Field,
  value: Value,
  anchor?: Anchor,
): Edit[] {
  const prefixes = new Prefixes(root, contract);
  const inserter = new Inserter(contract, text, layoutOf(text, root), prefixes);
  const owners = new Map<PlacedElement, number>();
  for (const child of placedElements(container)) {
    const index = type.fields.findIndex((candidate) => candidate.name === child.name);
    if (index >= 0) owners.set(child, index);
  }
  const slots = type.fields.map((candidate) => fieldSlot(candidate, undefined));
  const work = inserter.into(container, slots, owners);
  work.insert(type.fields.indexOf(field), value, anchor);
  return tidyEdits(text, [...work.edits(), ...prefixes.edits()]);
}

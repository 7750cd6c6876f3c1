import { XSI, type ComplexType, type Contract, type Field, type TypeRef } from '../contract/contract';
import { placedView } from '../xml/element-view';
import { placedAttribute, type PlacedElement } from '../xml/placed';
import { chosenType, isNilValue, ValueReader } from './value-reader';
import type { Value } from './values';

/** True when the element says `xsi:nil="true"`. */
export function isNil(element: PlacedElement): boolean {
  return isNilValue(placedAttribute(element, 'nil', XSI)?.value);
}

/** The complex type of an element: the one that its `xsi:type` names, if it may stand here, or else the declared one. */
export function complexTypeOf(
  contract: Contract,
  element: PlacedElement,
  declared: TypeRef,
): ComplexType | undefined {
  if (declared.kind !== 'complex') return undefined;
  return chosenType(contract, element, placedAttribute(element, 'type', XSI)?.value, declared.name);
}

/** The field that a child element is: by local name, whatever its namespace, as the service matched them. */
export function fieldNamed(type: ComplexType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name);
}

/** The value of an element where it stands in a text. */
export function placedValue(
  contract: Contract,
  text: string,
  element: PlacedElement,
  declared: TypeRef,
): Value {
  return new ValueReader(contract, placedView(text)).value(element, declared, []);
}

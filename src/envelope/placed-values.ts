import { XSI, type ComplexType, type Contract, type Field, type TypeRef } from '../contract/contract';
import { isDeclaration, ownText, placedAttribute, placedElements, type PlacedElement } from '../xml/placed';
import { resolveQName } from '../xml/scope';
import type { Value } from './values';

/** True when the element says `xsi:nil="true"`. */
export function isNil(element: PlacedElement): boolean {
  const nil = placedAttribute(element, 'nil', XSI)?.value.trim();
  return nil === 'true' || nil === '1';
}

/** The complex type of an element: the one that its `xsi:type` names, if it may stand here, or else the declared one. */
export function typeOf(
  contract: Contract,
  element: PlacedElement,
  declared: TypeRef,
): ComplexType | undefined {
  if (declared.kind !== 'complex') return undefined;
  const wanted = placedAttribute(element, 'type', XSI)?.value;
  const named = wanted === undefined ? undefined : namedType(contract, element, wanted);
  if (named && extendsType(contract, named, declared.name)) return named;
  return contract.types[declared.name];
}

/** The contract's type that a QName in content names. */
export function namedType(
  contract: Contract,
  element: PlacedElement,
  qname: string,
): ComplexType | undefined {
  const resolved = resolveQName(element, qname);
  if (!resolved) return undefined;
  return Object.values(contract.types).find(
    (type) => type.localName === resolved.local && type.namespace === resolved.namespace,
  );
}

/** True when the type is the named one or extends it, by any depth. */
export function extendsType(contract: Contract, type: ComplexType, base: string): boolean {
  let current: ComplexType | undefined = type;
  for (let depth = 0; current && depth < 50; depth += 1) {
    if (current.name === base) return true;
    current = current.extends === undefined ? undefined : contract.types[current.extends];
  }
  return false;
}

/** The field that a child element is: by local name, whatever its namespace, as the service matched them. */
export function fieldNamed(type: ComplexType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name);
}

/** The value of an element; the same as `readRequest` gives for it. */
export function placedValue(
  contract: Contract,
  text: string,
  element: PlacedElement,
  declared: TypeRef,
): Value {
  if (isNil(element)) return null;
  if (declared.kind !== 'complex') return ownText(text, element);
  const type = typeOf(contract, element, declared);
  if (!type) return {};
  const values: Record<string, Value> = {};
  if (type.name !== declared.name) values.$type = type.name;
  for (const attribute of element.attributes) {
    if (attribute.namespace === XSI || isDeclaration(attribute)) continue;
    if (type.attributes.some((known) => known.name === attribute.name))
      values[`@${attribute.name}`] = attribute.value;
  }
  for (const child of placedElements(element)) {
    const field = fieldNamed(type, child.name);
    if (!field) continue;
    const known = values[field.name];
    if (field.maxOccurs > 1)
      values[field.name] = [
        ...((known as readonly Value[] | undefined) ?? []),
        placedValue(contract, text, child, field.type),
      ];
    else if (known === undefined) values[field.name] = placedValue(contract, text, child, field.type);
  }
  const own = type.text ? ownText(text, element) : '';
  if (own !== '') values.$text = own;
  return values;
}

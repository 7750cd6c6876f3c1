import {
  concreteTypes,
  fieldPlace,
  typeNamed,
  SOAP_ENVELOPE,
  XSI,
  type ComplexType,
  type Contract,
  type Field,
  type TypeRef,
} from '../contract/contract';
import { onceFor } from '../contract/once';
import { isXmlSpace, trimXml } from '../text/white-space';
import {
  viewedAttribute,
  viewedElements,
  viewedText,
  type ElementView,
  type NamedElement,
} from '../xml/element-view';
import { resolveQName } from '../xml/scope';
import { fieldValue, isValues, setField, type Path, type Value, type Values } from './values';

/** Something that stands in a text and that values can't express. */
export interface Extra {
  readonly code:
    | 'comment'
    | 'unknown-element'
    | 'unknown-attribute'
    | 'unknown-type'
    | 'unknown-header'
    | 'repeated-element'
    | 'stray-text'
    | 'namespace'
    | 'order';
  /** The element that it stands in. */
  readonly path: Path;
  /** The name of the element or attribute, or the text. */
  readonly what: string;
}

/** Reads elements as values, in either tree of XML, and notes what values can't hold. */
export class ValueReader<E extends NamedElement> {
  readonly extras: Extra[] = [];
  readonly #contract: Contract;
  readonly #view: ElementView<E>;
  readonly #inferTypes: boolean;

  /** @param inferTypes takes the kind of an abstract type that no `xsi:type` names from the children, where only one fits. */
  constructor(contract: Contract, view: ElementView<E>, inferTypes = false) {
    this.#contract = contract;
    this.#view = view;
    this.#inferTypes = inferTypes;
  }

  /** An element's content as a group of fields; an empty one when it is nil or a text. */
  content(element: E, type: TypeRef, path: Path): Values {
    const value = this.value(element, type, path);
    return isValues(value) ? value : {};
  }

  /** Notes the comments of Envelope, Header and Body themselves. */
  commentsIn(root: E) {
    const sections = viewedElements(this.#view, root).filter((node) => node.namespace === SOAP_ENVELOPE);
    for (const part of [root, ...sections]) {
      for (const node of this.#view.nodes(part))
        if (typeof node !== 'string' && node.kind === 'comment')
          this.#extra('comment', [], trimXml(node.text));
    }
  }

  /** The value of an element of that type. */
  value(element: E, declared: TypeRef, path: Path): Value {
    const view = this.#view;
    if (isNilValue(viewedAttribute(view, element, 'nil', XSI))) return null;
    if (declared.kind !== 'complex') {
      this.#simple(element, path);
      return viewedText(view, element);
    }
    const wanted = viewedAttribute(view, element, 'type', XSI);
    const named = chosenType(this.#contract, element, wanted, declared.name);
    const infers = this.#inferTypes && wanted === undefined && named?.abstract === true;
    const type = (infers ? this.#inferredType(element, named) : undefined) ?? named;
    if (wanted !== undefined && (!type || !names(this.#contract, element, wanted, type)))
      this.#extra('unknown-type', path, wanted);
    if (!type) return {};
    const values: Record<string, Value> = {};
    if (type.name !== declared.name) values.$type = type.name;
    this.#attributes(element, type, values, path);
    this.#fields(element, type, values, path);
    return values;
  }

  /** The one kind of an abstract type that has a field for each child; undefined when several do, or none. */
  #inferredType(element: E, declared: ComplexType): ComplexType | undefined {
    const children = viewedElements(this.#view, element).map(({ name }) => name);
    if (children.length === 0) return undefined;
    // Of the kinds that have one of the children, the fewest are looked at.
    const having = kindsByField(this.#contract, declared.name);
    let candidates: readonly ComplexType[] | undefined;
    for (const name of children) {
      const kinds = having.get(name) ?? [];
      if (!candidates || kinds.length < candidates.length) candidates = kinds;
    }
    const fits = (type: ComplexType) => children.every((name) => fieldPlace(type, name) >= 0);
    const first = candidates?.findIndex(fits) ?? -1;
    const another = candidates?.slice(first + 1).some(fits);
    return first >= 0 && !another ? candidates?.[first] : undefined;
  }

  #simple(element: E, path: Path) {
    for (const { name, namespace } of this.#view.attributes(element))
      if (namespace !== XSI) this.#extra('unknown-attribute', path, name);
    for (const node of this.#view.nodes(element)) {
      if (typeof node === 'string') continue;
      if (node.kind === 'comment') this.#extra('comment', path, trimXml(node.text));
      else this.#extra('unknown-element', path, node.name);
    }
  }

  #attributes(element: E, type: ComplexType, values: Record<string, Value>, path: Path) {
    for (const { name, namespace, value } of this.#view.attributes(element)) {
      if (namespace === XSI) continue;
      if (type.attributes.some((known) => known.name === name)) values[`@${name}`] = value;
      else this.#extra('unknown-attribute', path, name);
    }
  }

  #fields(element: E, type: ComplexType, values: Record<string, Value>, path: Path) {
    let last = 0;
    for (const node of this.#view.nodes(element)) {
      if (typeof node === 'string') {
        if (!type.text && !isXmlSpace(node)) this.#extra('stray-text', path, trimXml(node));
        continue;
      }
      if (node.kind === 'comment') {
        this.#extra('comment', path, trimXml(node.text));
        continue;
      }
      const index = fieldPlace(type, node.name);
      const field = type.fields[index];
      if (!field) {
        this.#extra('unknown-element', path, node.name);
        continue;
      }
      if (index < last) this.#extra('order', path, node.name);
      last = Math.max(last, index);
      this.#field(node, field, values, path);
    }
    const own = type.text ? viewedText(this.#view, element) : '';
    if (own !== '') values.$text = own;
  }

  #field(node: E, field: Field, values: Record<string, Value>, path: Path) {
    if (node.namespace !== field.namespace) this.#extra('namespace', path, node.name);
    const known = fieldValue(values, field.name);
    if (field.maxOccurs > 1) {
      const items = (known ?? []) as Value[];
      items.push(this.value(node, field.type, [...path, field.name, items.length]));
      setField(values, field.name, items);
    } else if (known === undefined) {
      setField(values, field.name, this.value(node, field.type, [...path, field.name]));
    } else {
      this.#extra('repeated-element', path, node.name);
    }
  }

  #extra(code: Extra['code'], path: Path, what: string) {
    this.extras.push({ code, path, what });
  }
}

const fieldsOfKinds = onceFor(
  (_: Contract['types']) => new Map<string, ReadonlyMap<string, ComplexType[]>>(),
);

/** The kinds of a type by the names of their fields. */
export function kindsByField(contract: Contract, name: string): ReadonlyMap<string, ComplexType[]> {
  const known = fieldsOfKinds(contract.types);
  let kinds = known.get(name);
  if (!kinds) {
    const made = new Map<string, ComplexType[]>();
    for (const kind of concreteTypes(contract, name)) {
      for (const field of new Set(kind.fields.map((field) => field.name))) {
        const others = made.get(field);
        if (others) others.push(kind);
        else made.set(field, [kind]);
      }
    }
    known.set(name, (kinds = made));
  }
  return kinds;
}

/** True for what `xsi:nil` says when an element has no value. */
export function isNilValue(nil: string | undefined): boolean {
  const value = trimXml(nil ?? '');
  return value === 'true' || value === '1';
}

/** The type that an `xsi:type` names, if it may stand for the declared one, or else the declared one. */
export function chosenType(
  contract: Contract,
  element: NamedElement,
  wanted: string | undefined,
  declared: string,
): ComplexType | undefined {
  const named = wanted === undefined ? undefined : namedType(contract, element, wanted);
  return named && extendsType(contract, named, declared) ? named : contract.types[declared];
}

/** The contract's type that a QName in content names. */
export function namedType(contract: Contract, element: NamedElement, qname: string): ComplexType | undefined {
  const resolved = resolveQName(element, qname);
  if (!resolved) return undefined;
  return typeNamed(contract, resolved.namespace, resolved.local);
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

function names(contract: Contract, element: NamedElement, wanted: string, type: ComplexType): boolean {
  return namedType(contract, element, wanted) === type;
}

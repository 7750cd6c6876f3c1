import {
  concreteTypes,
  documentationText,
  XSI,
  type ComplexType,
  type TypeRef,
} from '../../contract/contract';
import { typeName } from '../../contract/words';
import { Prefixes } from '../../envelope/revise/prefixes';
import { isDeclaration, type PlacedElement, type TextRange } from '../../xml/placed';
import { isBound, namespaceFor } from '../../xml/scope';
import type { Completion } from '../completion';
import type { TextReading } from '../reading';
import type { EditorSnippet } from '../snippet';

/** Attributes that an element may get. */
export function attributeCompletions(
  reading: TextReading,
  element: PlacedElement | undefined,
  range: TextRange,
): Completion[] {
  const bound = element && reading.bound.get(element);
  if (!element || !bound) return element === reading.envelope ? declarations(reading, range) : [];
  const { contract, document } = reading;
  const prefixes = new Prefixes(document.root ?? element, contract);
  const xsi = prefixes.within(element.scope).prefix(XSI);
  const has = (name: string, namespace: string) =>
    element.attributes.some(
      (attribute) =>
        attribute.name === name && attribute.namespace === namespace && attribute.start !== range.start,
    );
  const found: Completion[] = [];
  const add = (label: string, insert: EditorSnippet, detail: string, documentation: string, sort: string) =>
    found.push({
      label,
      kind: 'attribute',
      detail,
      documentation,
      range,
      insert,
      also: prefixes.edits(),
      sort,
    });
  for (const { name, type, required, documentation } of bound.type?.attributes ?? []) {
    if (has(name, '')) continue;
    const detail = `${typeName(contract, type)}, ${required ? 'required' : 'optional'}`;
    add(
      name,
      [`${name}="`, { stop: 1, text: '' }, '"'],
      detail,
      documentationText(documentation),
      `0${name}`,
    );
  }
  if (!has('type', XSI)) {
    for (const [index, { type, name }] of typeNames(reading, element, prefixes).entries()) {
      const words = documentationText(type.documentation);
      add(`${xsi}:type="${name}"`, [`${xsi}:type="${name}"`], 'which kind it is', words, `1${index}`);
    }
  }
  if (bound.field?.nillable && !has('nil', XSI))
    add(`${xsi}:nil="true"`, [`${xsi}:nil="true"`], 'no value, said expressly', '', '2');
  return found;
}

/** What an attribute may say. */
export function attributeValueCompletions(
  reading: TextReading,
  element: PlacedElement | undefined,
  qname: string,
  range: TextRange,
): Completion[] {
  const bound = element && reading.bound.get(element);
  if (!element || !bound) return [];
  const attribute = element.attributes.find((one) => one.qname === qname);
  const of = (label: string, kind: Completion['kind'], documentation: string, sort: string): Completion => {
    return { label, kind, detail: '', documentation, range, insert: [label], also: [], sort };
  };
  const [prefix, local] = qname.includes(':') ? qname.split(':') : ['', qname];
  const isXsi = attribute?.namespace === XSI || (prefix && namespaceFor(element.scope, prefix) === XSI);
  if (isXsi && local === 'nil') return [of('true', 'value', '', '0'), of('false', 'value', '', '1')];
  if (isXsi && local === 'type') {
    const prefixes = new Prefixes(reading.document.root ?? element, reading.contract);
    return typeNames(reading, element, prefixes).map(({ type, name }, index) => ({
      ...of(name, 'type', documentationText(type.documentation), String(index)),
      also: prefixes.edits(),
    }));
  }
  const known = bound.type?.attributes.find((one) => one.name === qname);
  return known
    ? values(reading, known.type).map((value, index) =>
        of(value, 'value', '', String(index).padStart(3, '0')),
      )
    : [];
}

/** The types that may stand for an element's declared one, named as they are here. None without a choice. */
function typeNames(reading: TextReading, element: PlacedElement, prefixes: Prefixes) {
  const bound = reading.bound.get(element);
  if (bound?.declared.kind !== 'complex') return [];
  const declared = bound.declared.name;
  const choices = concreteTypes(reading.contract, declared);
  const derived = choices.some((type) => type.name !== declared);
  const name = ({ namespace, localName }: ComplexType) => {
    const prefix = namespace ? prefixes.within(element.scope).prefix(namespace) : '';
    return prefix ? `${prefix}:${localName}` : localName;
  };
  return derived ? choices.map((type) => ({ type, name: name(type) })) : [];
}

function values(reading: TextReading, type: TypeRef): string[] {
  if (type.kind === 'enumeration')
    return (reading.contract.enumerations[type.name]?.values ?? []).map((entry) => entry.value);
  return type.kind === 'builtin' && type.name === 'boolean' ? ['true', 'false'] : [];
}

/** Namespaces that the Envelope does not bind yet. */
function declarations(reading: TextReading, range: TextRange): Completion[] {
  const { envelope, contract } = reading;
  const bound = new Set(envelope?.attributes.filter(isDeclaration).map((attribute) => attribute.value));
  const wanted: [prefix: string, namespace: string][] = [
    ['ns1', contract.targetNamespace],
    ['xsi', XSI],
  ];
  return wanted
    .filter(([prefix, namespace]) => !bound.has(namespace) && !(envelope && isBound(envelope, prefix)))
    .map(([prefix, namespace], index) => ({
      label: `xmlns:${prefix}`,
      kind: 'attribute',
      detail: namespace,
      documentation: '',
      range,
      insert: [`xmlns:${prefix}="${namespace}"`],
      also: [],
      sort: String(index),
    }));
}

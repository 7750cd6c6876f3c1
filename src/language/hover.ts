import { documentationText, XSI, type Contract } from '../contract/contract';
import { limitWords, occurrence, typeDocumentation, typeName } from '../contract/words';
import { namedType } from '../envelope/value-reader';
import { ownText, type PlacedElement, type TextRange } from '../xml/placed';
import type { Bound } from './bound';
import { elementAround, elementStartingAt } from './place';
import { readText, type TextReading } from './reading';

/** Help about one place, in parts: how they are set is the page's business. Empty texts say nothing. */
export interface Hover {
  readonly range: TextRange;
  /** The name that it is about. */
  readonly title: string;
  /** The type's name. */
  readonly type: string;
  /** How often it may stand. */
  readonly occurrence: string;
  readonly nillable: boolean;
  /** Limits, a sentence each. */
  readonly limits: readonly string[];
  readonly documentation: string;
  /** What the type says about itself. */
  readonly typeDocumentation: string;
  /** The values that may stand there. */
  readonly values: readonly string[];
  /** The operation whose page says more. */
  readonly operation?: string;
}

/** Help about the element, attribute or value at an offset; undefined where there is none. */
export function hover(text: string, offset: number, contract: Contract, language = 'en'): Hover | undefined {
  const reading = readText(text, contract);
  const element = elementAt(reading, offset);
  if (!element) return undefined;
  const within = (range: TextRange | undefined) => range && range.start <= offset && offset < range.end;
  const attribute = element.attributes.find((one) => within(one));
  const bound = reading.bound.get(element);
  if (attribute?.namespace === XSI && attribute.name === 'type') {
    const type = namedType(contract, element, attribute.value);
    return type && bound
      ? { ...about(reading, bound, attribute, language), title: type.localName, type: type.localName }
      : undefined;
  }
  if (attribute) return attributeHelp(reading, bound, attribute.name, attribute, language);
  const place = within(element.nameRange)
    ? element.nameRange
    : within(element.close)
      ? element.close
      : undefined;
  if (!bound) return undefined;
  if (place) return about(reading, bound, place, language);
  return within(element.content) ? valueHelp(reading, bound, language) : undefined;
}

/** The element whose tag or text an offset is in. */
function elementAt(reading: TextReading, offset: number): PlacedElement | undefined {
  const { document, text } = reading;
  const tag = text.lastIndexOf('<', offset);
  const starting = text[tag + 1] === '/' ? undefined : elementStartingAt(document, tag);
  if (starting?.start === tag && offset < starting.open.end) return starting;
  const around = elementAround(document, offset);
  if (around?.close && around.close.start <= offset) return around;
  const closed = text[tag + 1] === '/' ? elementAround(document, tag) : undefined;
  return closed?.close && closed.close.start === tag && offset < closed.close.end ? closed : around;
}

function about(reading: TextReading, bound: Bound, range: TextRange, language: string): Hover {
  const { contract, operation } = reading;
  const { field, declared } = bound;
  const global = field ? undefined : globalOf(reading, bound);
  const shown = bound.type && !bound.guessed ? { kind: 'complex' as const, name: bound.type.name } : declared;
  return {
    range: { start: range.start, end: range.end },
    title: bound.element.name,
    type: typeName(contract, shown),
    occurrence: field ? occurrence(field) : '',
    nillable: field?.nillable ?? false,
    limits: field ? limitWords(field) : [],
    documentation: documentationText((field ?? global)?.documentation ?? {}, language),
    typeDocumentation: typeDocumentation(contract, shown, language),
    values: valuesOf(reading, bound),
    operation: operation?.name,
  };
}

function globalOf(reading: TextReading, bound: Bound) {
  if (bound === reading.request) return reading.operation?.input;
  return Object.values(reading.contract.elements).find((element) => element.name === bound.element.name);
}

function valuesOf(reading: TextReading, { declared }: Bound): string[] {
  if (declared.kind !== 'enumeration') return [];
  return reading.contract.enumerations[declared.name]?.values.map((entry) => entry.value) ?? [];
}

/** A value of an enumeration explains itself. */
function valueHelp(reading: TextReading, bound: Bound, language: string): Hover | undefined {
  if (bound.declared.kind !== 'enumeration') return undefined;
  const text = ownText(reading.text, bound.element);
  const entry = reading.contract.enumerations[bound.declared.name]?.values.find((one) => one.value === text);
  if (!entry) return undefined;
  return {
    ...about(reading, bound, bound.element.content, language),
    title: text,
    documentation: documentationText(entry.documentation, language),
  };
}

function attributeHelp(
  reading: TextReading,
  bound: Bound | undefined,
  name: string,
  range: TextRange,
  language: string,
): Hover | undefined {
  const known = bound?.type?.attributes.find((attribute) => attribute.name === name);
  if (!bound || !known) return undefined;
  return {
    ...about(reading, bound, range, language),
    title: name,
    type: typeName(reading.contract, known.type),
    occurrence: known.required ? 'required' : 'optional',
    nillable: false,
    limits: [],
    documentation: documentationText(known.documentation, language),
    values: [],
  };
}

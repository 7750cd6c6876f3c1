/*
 * What a WSDL says a service accepts, as plain data. `wsdl.ts` makes it, everything else reads it.
 *
 * Names: a type or an enumeration is known by `name`, unique within one contract. That is its local name, or
 * `{namespace}local` when another schema of the same WSDL already has the local name.
 */

import { grouped, onceFor } from './once';

/** The namespace of XML Schema's built-in types (XML Schema Part 2, section 3). */
export const XSD = 'http://www.w3.org/2001/XMLSchema';
/** The namespace of `xsi:type` and `xsi:nil` (XML Schema Part 1, section 2.6). */
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** The namespace of a SOAP 1.1 envelope (SOAP 1.1, section 4). */
export const SOAP_ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Help text by language tag (`en`, `fr`), white space folded. Text without `xml:lang` counts as `en`. */
export type Documentation = Readonly<Record<string, string>>;

/** A built-in of XML Schema, a complex type, or an enumeration. */
export type TypeRef =
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'complex'; readonly name: string }
  | { readonly kind: 'enumeration'; readonly name: string };

/**
 * An element's content in an example: its text, or its children in their order. A date and time may be a duration before
 * the present, such as `-P7D`.
 */
export type Sample = string | readonly SampleChild[];

/** A child by its local name, with its content and the local name of the type that its `xsi:type` chooses. */
export type SampleChild = readonly [name: string, content: Sample, type?: string];

/** One element of a complex type. */
export interface Field {
  readonly name: string;
  /** The element's namespace; empty when the element is unqualified (`elementFormDefault`, `form`). */
  readonly namespace: string;
  readonly type: TypeRef;
  readonly minOccurs: number;
  /** `Infinity` for `unbounded`. */
  readonly maxOccurs: number;
  readonly nillable: boolean;
  readonly default?: string;
  /** The only value that it may have. */
  readonly fixed?: string;
  /** Every `xs:choice` around it with the branch that it stands in, outermost first. */
  readonly branches?: readonly ChoiceBranch[];
  /** Fields that share this number may stand in any order: those of an `xs:all` or of a group that repeats. */
  readonly anyOrder?: number;
  readonly documentation: Documentation;
  /** Further facts from `xs:appinfo`, by key: for our own WSDL `required`, `example`, `max`. */
  readonly info: Readonly<Record<string, string>>;
  /** From `xs:appinfo`: what a group of fields starts with. That of a single value is `info.example`. */
  readonly example?: Sample;
}

/** A branch of an `xs:choice`: both are numbers without a meaning of their own. */
export interface ChoiceBranch {
  readonly choice: number;
  readonly branch: number;
}

/**
 * What may stand in a complex type and in which order (XML Schema Part 1, 3.8): a term, and how often it may stand, one
 * after the other. `max` is `Infinity` for `unbounded` and never 0.
 */
export type Particle = ElementParticle | WildcardParticle | GroupParticle;

/** An element, by its expanded name. */
export interface ElementParticle {
  readonly kind: 'element';
  readonly name: string;
  readonly namespace: string;
  /** Which of the type's `otherFields` it is; without it, the field of its name. */
  readonly other?: number;
  readonly min: number;
  readonly max: number;
}

/** An `xs:any`: every element whose namespace is one of those, or none of those. */
export interface WildcardParticle {
  readonly kind: 'any';
  readonly namespaces: { readonly only: readonly string[] } | { readonly not: readonly string[] };
  readonly min: number;
  readonly max: number;
}

/** An `xs:sequence`, `xs:choice` or `xs:all`. */
export interface GroupParticle {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly parts: readonly Particle[];
  readonly min: number;
  readonly max: number;
}

/** An attribute of a complex type. Marketo's contract has none; other WSDLs do. */
export interface AttributeUse {
  readonly name: string;
  readonly type: TypeRef;
  readonly required: boolean;
  readonly default?: string;
  /** The only value that it may have. */
  readonly fixed?: string;
  readonly documentation: Documentation;
}

/** A complex type with the fields it inherits first, in schema order. */
export interface ComplexType {
  readonly name: string;
  readonly namespace: string;
  readonly localName: string;
  /** It has no name that `xsi:type` could say: only the element that it was declared in has it. */
  readonly anonymous?: boolean;
  /** No instance may be of this very type: `xsi:type` has to name one that extends it. */
  readonly abstract: boolean;
  /** The name of the type it extends. */
  readonly extends?: string;
  readonly fields: readonly Field[];
  /** Further declarations of a field's name: in another namespace, or of another type. Nobody offers these. */
  readonly otherFields?: readonly Field[];
  /**
   * Its content model. Absent when the fields say it all: they stand in their own order, or in any where `anyOrder` says so,
   * each as often as it says.
   */
  readonly content?: Particle;
  readonly attributes: readonly AttributeUse[];
  /** The type of its own text, when it has simple content. */
  readonly text?: TypeRef;
  /** It has an `xs:any` or is `mixed`: more may stand in it than the fields say. */
  readonly open: boolean;
  /** Text may stand between its elements. */
  readonly mixed?: boolean;
  /** It has an `xs:anyAttribute`: its attributes may be more than are listed. */
  readonly anyAttribute?: boolean;
  readonly documentation: Documentation;
  /** From `xs:appinfo`: what an element of this type starts with. */
  readonly example?: Sample;
  /** From `xs:appinfo`: fields, or groups of fields, of which one is needed although the schema calls all optional. */
  readonly oneOf?: readonly (readonly string[])[];
}

/** A simple type that lists its values. */
export interface Enumeration {
  readonly name: string;
  readonly namespace: string;
  readonly localName: string;
  /** The built-in type that its values are of, where that is not `string`. */
  readonly base?: string;
  readonly values: readonly EnumerationValue[];
  readonly documentation: Documentation;
}

/** One value of an enumeration. */
export interface EnumerationValue {
  readonly value: string;
  readonly documentation: Documentation;
}

/** A global element: what may stand directly in a SOAP Header or Body. */
export interface GlobalElement {
  readonly name: string;
  readonly namespace: string;
  /** Always a complex type: an element that holds a text only has one with simple content. */
  readonly type: TypeRef;
  readonly nillable: boolean;
  readonly documentation: Documentation;
  /** As for a field; for our own WSDL `area` and `summary`. */
  readonly info: Readonly<Record<string, string>>;
  /** From `xs:appinfo`: the content of a request that works. */
  readonly example?: Sample;
}

/** One call of the service. */
export interface Operation {
  readonly name: string;
  readonly soapAction: string;
  /** The Body child of a request. Absent when the message has no part. */
  readonly input?: GlobalElement;
  /** The Body child of an answer. */
  readonly output?: GlobalElement;
  /** The Header children that a request of this operation may carry. */
  readonly headers: readonly GlobalElement[];
  readonly documentation: Documentation;
}

/** Something that a WSDL has and this reader does not do. */
export interface ContractGap {
  /** Stable, for tests and for words elsewhere. */
  readonly code:
    | 'rpc-style'
    | 'encoded-use'
    | 'external-import'
    | 'not-in-file'
    | 'unbound-prefix'
    | 'soap-1.2'
    | 'http-binding'
    | 'several-ports'
    | 'several-parts'
    | 'attachments'
    | 'overloaded'
    | 'same-request'
    | 'extension'
    | 'old-schema'
    | 'unknown-type'
    | 'substitution'
    | 'wildcard'
    | 'qualified-attribute'
    | 'list-or-union'
    | 'facet'
    | 'name-clash'
    | 'repeated-group'
    | 'too-deep';
  /** A sentence that names what it is about. */
  readonly message: string;
}

/** A whole contract. */
export interface Contract {
  readonly targetNamespace: string;
  readonly service: { readonly name: string; readonly port: string; readonly address: string };
  readonly operations: readonly Operation[];
  readonly types: Readonly<Record<string, ComplexType>>;
  readonly enumerations: Readonly<Record<string, Enumeration>>;
  /** Global elements by Clark name, `{namespace}local`. */
  readonly elements: Readonly<Record<string, GlobalElement>>;
  /** Empty for a WSDL that is understood whole. */
  readonly gaps: readonly ContractGap[];
}

/** The operation of that name, or undefined. */
export function operation(contract: Contract, name: string): Operation | undefined {
  return contract.operations.find((candidate) => candidate.name === name);
}

/** The operation that an empty Body asks for; a contract whose requests all have content has none. */
export function emptyRequest(contract: Contract): Operation | undefined {
  return contract.operations.find((candidate) => candidate.input === undefined);
}

/** By the type that they extend. */
const typesByBase = onceFor((types: Contract['types']) =>
  grouped(Object.values(types), (type) => type.extends),
);

/** By Clark name; of several the first. */
const typesByName = onceFor((types: Contract['types']) =>
  grouped(Object.values(types), ({ namespace, localName }) => `{${namespace}}${localName}`),
);

/** The type of that name in that namespace. */
export function typeNamed(contract: Contract, namespace: string, local: string): ComplexType | undefined {
  return typesByName(contract.types).get(`{${namespace}}${local}`)?.[0];
}

const fieldPlaces = onceFor(({ fields }: ComplexType) => {
  const places = new Map<string, number>();
  for (const [index, { name }] of fields.entries()) if (!places.has(name)) places.set(name, index);
  return places;
});

/** Where a type has its field of that name, from 0; -1 when it has none. */
export function fieldPlace(type: ComplexType, name: string): number {
  return fieldPlaces(type).get(name) ?? -1;
}

/** The types that may stand where `name` is declared: itself unless abstract, and all that extend it, by any depth. */
export function concreteTypes(contract: Contract, name: string): readonly ComplexType[] {
  const known = concreteByName(contract.types);
  let types = known.get(name);
  if (!types) known.set(name, (types = findConcrete(contract, name)));
  return types;
}

const concreteByName = onceFor((_: Contract['types']) => new Map<string, readonly ComplexType[]>());

function findConcrete(contract: Contract, name: string): readonly ComplexType[] {
  const extending = typesByBase(contract.types);
  const found = new Set<ComplexType>();
  const visit = (type: ComplexType) => {
    // A broken schema may let types extend each other in a circle.
    if (found.has(type)) return;
    found.add(type);
    for (const other of extending.get(type.name) ?? []) visit(other);
  };
  const own = contract.types[name];
  if (own) visit(own);
  return [...found].filter((type) => !type.abstract && (type === own || !type.anonymous));
}

/** True when two fields of one type are in different branches of a choice: only one of them may be used. */
export function excludes(a: Field, b: Field): boolean {
  return (a.branches ?? []).some(({ choice, branch }) =>
    b.branches?.some((other) => other.choice === choice && other.branch !== branch),
  );
}

/** Help text in the first of the wanted languages that has any; empty when there is none. */
export function documentationText(documentation: Documentation, ...languages: string[]): string {
  for (const language of [...languages, 'en']) {
    const text = documentation[language];
    if (text) return text;
  }
  return Object.values(documentation)[0] ?? '';
}

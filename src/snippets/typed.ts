import type { ComplexType, Field, TypeRef } from '../contract/contract';
import { formatPath, isList, isValues, type Path, type Value, type Values } from '../envelope/values';
import { writeRequest } from '../envelope/write';
import { lexicalFault, readBoolean } from '../text/lexical';
import { trimXml } from '../text/white-space';
import { refusalOf } from './plan';
import type { SnippetRequest } from './snippet';
import { AUTHENTICATION } from './template';

/** A value with what the contract says about it, for programs that hand typed data to a SOAP library. */
export type Typed =
  | { readonly kind: 'nil' }
  | { readonly kind: 'text' | 'integer' | 'dateTime'; readonly builtin: string; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'enumeration'; readonly name: string; readonly value: string }
  | TypedGroup
  | { readonly kind: 'list'; readonly items: readonly Typed[] };

/** A complex type's value, fields in schema order. */
export interface TypedGroup {
  readonly kind: 'group';
  readonly type: ComplexType;
  /** The type is not the declared one, so that `xsi:type` has to name it. */
  readonly derived: boolean;
  readonly fields: readonly TypedField[];
}

export interface TypedField {
  readonly field: Field;
  readonly value: Typed;
}

/** A header with its content. */
export interface TypedHeader {
  readonly name: string;
  readonly content: TypedGroup;
}

/** A request as typed data. */
export interface TypedRequest {
  readonly body: TypedGroup;
  /** What the authentication header has beside user, signature and timestamp. */
  readonly authentication: TypedGroup;
  /** The other headers, in the contract's order. */
  readonly headers: readonly TypedHeader[];
  /** What a library that knows the types can't send. Such values stand in the tree as texts. */
  readonly misfits: readonly string[];
  /** Some value is nil. */
  readonly hasNil: boolean;
}

export type TypedResult =
  ({ readonly ok: true } & TypedRequest) | { readonly ok: false; readonly reason: string };

const SIGNED = ['mktowsUserId', 'requestSignature', 'requestTimestamp'];
/** The whole numbers that programs write as numbers; all others stand in them as texts. */
const NUMBERS: readonly string[] = ['int', 'long', 'integer'];

/** Reads a request as typed data, or says why it can't be sent at all. */
export function typedRequest(request: SnippetRequest): TypedResult {
  const { contract, operation, values } = request;
  const refusal = refusalOf(request);
  if (refusal || !operation.input) return { ok: false, reason: refusal ?? '' };
  // The envelope's writer knows what can't be sent: unknown fields, wrong shapes, forbidden characters.
  const { [AUTHENTICATION]: authentication = {}, ...headers } = request.headers;
  const written = writeRequest(contract, { operation, values, headers });
  if (!written.ok) return { ok: false, reason: written.problems.map((problem) => problem.message).join(' ') };
  const reader = new TypedReader(request);
  const rest = Object.fromEntries(Object.entries(authentication).filter(([name]) => !SIGNED.includes(name)));
  const content = (name: string, inner: Values) => {
    const element = operation.headers.find((header) => header.name === name);
    return reader.group(element?.type ?? { kind: 'builtin', name: 'string' }, inner, [name]);
  };
  const body = reader.group(operation.input.type, values, []);
  const order = operation.headers.map((header) => header.name).filter((name) => name in headers);
  return {
    ok: true,
    body,
    authentication: content(AUTHENTICATION, rest),
    headers: order.map((name) => ({ name, content: content(name, headers[name] ?? {}) })),
    misfits: reader.misfits,
    hasNil: reader.hasNil,
  };
}

class TypedReader {
  readonly misfits: string[] = [];
  hasNil = false;

  constructor(readonly request: SnippetRequest) {}

  group(declared: TypeRef, values: Values, path: Path): TypedGroup {
    const name = typeof values.$type === 'string' ? values.$type : declared.name;
    const type = this.request.contract.types[name] ?? nothing(name);
    const fields: TypedField[] = [];
    for (const field of type.fields) {
      const value = values[field.name];
      if (value !== undefined)
        fields.push({ field, value: this.#field(field, value, [...path, field.name]) });
    }
    return { kind: 'group', type, derived: name !== declared.name, fields };
  }

  #field(field: Field, value: Value, path: Path): Typed {
    const nil = isList(value) ? value.includes(null) : value === null;
    if (nil && !field.nillable) this.misfits.push(`${formatPath(path)} is nil, which it must not be.`);
    if (field.maxOccurs === 1) return this.#value(field.type, value, path);
    const items = isList(value) ? value : [value];
    return {
      kind: 'list',
      items: items.map((item, index) => this.#value(field.type, item, [...path, index])),
    };
  }

  #value(type: TypeRef, value: Value, path: Path): Typed {
    if (value === null) {
      this.hasNil = true;
      return { kind: 'nil' };
    }
    if (type.kind === 'complex') return this.group(type, isValues(value) ? value : {}, path);
    const text = typeof value === 'string' ? value : '';
    if (type.kind === 'enumeration') return this.#enumeration(type.name, text, path);
    return this.#builtin(type.name, text, path);
  }

  #enumeration(name: string, text: string, path: Path): Typed {
    const known = this.request.contract.enumerations[name]?.values.some(({ value }) => value === text);
    if (!known) this.misfits.push(`${formatPath(path)} is "${text}", which is no ${name}.`);
    return { kind: 'enumeration', name, value: text };
  }

  #builtin(name: string, text: string, path: Path): Typed {
    const trimmed = trimXml(text);
    if (NUMBERS.includes(name)) {
      const number = trimmed.replace('+', '');
      if (!lexicalFault(name, trimmed))
        return { kind: 'integer', builtin: name, value: BigInt(number).toString() };
    } else if (name === 'boolean') {
      const value = readBoolean(trimmed);
      if (value !== undefined) return { kind: 'boolean', value };
    } else if (name === 'dateTime') {
      // Hardly any language has dates before the year 1 or after 9999.
      if (!lexicalFault(name, trimmed) && /^\d{4}-/.test(trimmed))
        return { kind: 'dateTime', builtin: name, value: trimmed };
    } else {
      return { kind: 'text', builtin: name, value: text };
    }
    this.misfits.push(`${formatPath(path)} is "${text}", which is no ${name}.`);
    return { kind: 'text', builtin: name, value: text };
  }
}

function nothing(name: string): ComplexType {
  return {
    name,
    namespace: '',
    localName: name,
    abstract: false,
    fields: [],
    attributes: [],
    open: false,
    documentation: {},
  };
}

/** The sentence with which a library kind refuses values that don't fit their types. */
export function misfitReason(library: string, misfits: readonly string[]): string {
  return `${library} can't send what does not fit the contract: ${misfits.join(' ')} The plain HTTP snippets send it as it stands.`;
}

/** What a library that writes carriage returns as they are does to values that have some; nothing when none has. */
export function carriageReturnNotes(library: string, { values, headers }: SnippetRequest): string[] {
  if (!JSON.stringify([values, headers]).includes('\\r')) return [];
  return [
    `${library} sends a carriage return as it stands, which XML turns into a line feed. Plain HTTP keeps it.`,
  ];
}

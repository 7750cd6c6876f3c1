import {
  emptyRequest,
  SOAP_ENVELOPE,
  XSI,
  type ComplexType,
  type Contract,
  type Field,
  type GlobalElement,
  type Operation,
  type TypeRef,
} from '../contract/contract';
import { parseXml, type XmlElement, type XmlProblem } from '../xml/parse';
import { resolveQName } from '../xml/scope';
import { attribute, child, elements, text } from '../xml/tree';
import type { Path, Value, Values } from './values';

const SOAP12_ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';

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

/** A SOAP 1.1 message in parts. */
export interface Envelope {
  readonly root: XmlElement;
  readonly header: readonly XmlElement[];
  /** The first child of Body. */
  readonly body?: XmlElement;
  /** How many elements Body has. */
  readonly bodyCount: number;
}

export type EnvelopeProblem =
  | XmlProblem
  | {
      readonly code: 'not-an-envelope' | 'soap-1.2' | 'no-body';
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly problem: EnvelopeProblem };

/** A request as the contract sees it. */
export interface ReadRequest {
  readonly envelope: Envelope;
  /** Absent when the Body child is no request of the contract. */
  readonly operation?: Operation;
  readonly values: Values;
  /** Content of the Header children that the operation takes, by element name. */
  readonly headers: Readonly<Record<string, Values>>;
  readonly extras: readonly Extra[];
}

export type RequestResult =
  | { readonly ok: true; readonly request: ReadRequest }
  | { readonly ok: false; readonly problem: EnvelopeProblem };

/** Reads a text as a SOAP 1.1 envelope (SOAP 1.1, section 4). */
export function readEnvelope(source: string): EnvelopeResult {
  const parsed = parseXml(source);
  if (!parsed.ok) return parsed;
  const root = parsed.root;
  const problem = (code: 'not-an-envelope' | 'soap-1.2' | 'no-body', message: string): EnvelopeResult => ({
    ok: false,
    problem: { code, message },
  });
  if (root.namespace === SOAP12_ENVELOPE) {
    return problem(
      'soap-1.2',
      `The envelope is SOAP 1.2; the service takes SOAP 1.1, namespace ${SOAP_ENVELOPE}.`,
    );
  }
  if (root.name !== 'Envelope' || root.namespace !== SOAP_ENVELOPE) {
    return problem(
      'not-an-envelope',
      `The document is a <${root.name}>, not a SOAP 1.1 Envelope in ${SOAP_ENVELOPE}.`,
    );
  }
  const header = child(root, 'Header', SOAP_ENVELOPE);
  const body = child(root, 'Body', SOAP_ENVELOPE);
  if (!body) return problem('no-body', 'The envelope has no Body.');
  const inBody = elements(body);
  return {
    ok: true,
    envelope: { root, header: header ? elements(header) : [], body: inBody[0], bodyCount: inBody.length },
  };
}

/**
 * Reads a text as a request. Elements are matched by local name in any order, as the service did; what the values can't
 * hold is listed in `extras`.
 */
export function readRequest(source: string, contract: Contract): RequestResult {
  const result = readEnvelope(source);
  if (!result.ok) return result;
  const { envelope } = result;
  const body = envelope.body;
  const operation = body
    ? contract.operations.find((candidate) => candidate.input && isElement(body, candidate.input))
    : emptyRequest(contract);
  const reader = new ValueReader(contract);
  reader.commentsIn(envelope.root);
  const headers: Record<string, Values> = {};
  for (const part of envelope.header) {
    const element = (operation?.headers ?? Object.values(contract.elements)).find((candidate) =>
      isElement(part, candidate),
    );
    if (element && !(element.name in headers))
      headers[element.name] = reader.content(part, element.type, [element.name]);
    else reader.extras.push({ code: 'unknown-header', path: [], what: part.name });
  }
  const values = body && operation?.input ? reader.content(body, operation.input.type, []) : {};
  return { ok: true, request: { envelope, operation, values, headers, extras: reader.extras } };
}

/** Reads an element's content as the values of that type, without a word about what does not fit. */
export function readValues(contract: Contract, element: XmlElement, type: TypeRef): Values {
  return new ValueReader(contract).content(element, type, []);
}

function isElement(node: XmlElement, element: GlobalElement): boolean {
  return node.name === element.name && node.namespace === element.namespace;
}

class ValueReader {
  readonly extras: Extra[] = [];
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  content(element: XmlElement, type: TypeRef, path: Path): Values {
    const value = this.#value(element, type, path);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
  }

  /** Notes the comments of Envelope, Header and Body themselves. */
  commentsIn(root: XmlElement) {
    const sections = elements(root).filter((node) => node.namespace === SOAP_ENVELOPE);
    for (const part of [root, ...sections]) {
      for (const node of part.children) {
        if (typeof node !== 'string' && node.kind === 'comment') this.#extra('comment', [], node.text.trim());
      }
    }
  }

  #value(element: XmlElement, declared: TypeRef, path: Path): Value {
    const nil = attribute(element, 'nil', XSI)?.trim();
    if (nil === 'true' || nil === '1') return null;
    if (declared.kind !== 'complex') {
      this.#simple(element, path);
      return text(element);
    }
    const type = this.#chooseType(element, declared, path);
    if (!type) return {};
    const values: Record<string, Value> = {};
    if (type.name !== declared.name) values.$type = type.name;
    this.#attributes(element, type, values, path);
    this.#fields(element, type, values, path);
    return values;
  }

  #simple(element: XmlElement, path: Path) {
    for (const { name, namespace } of element.attributes) {
      if (namespace !== XSI) this.#extra('unknown-attribute', path, name);
    }
    for (const node of element.children) {
      if (typeof node === 'string') continue;
      if (node.kind === 'comment') this.#extra('comment', path, node.text.trim());
      else this.#extra('unknown-element', path, node.name);
    }
  }

  #chooseType(element: XmlElement, declared: TypeRef, path: Path): ComplexType | undefined {
    const own = this.#contract.types[declared.name];
    const wanted = attribute(element, 'type', XSI);
    if (wanted === undefined) return own;
    const resolved = resolveQName(element, wanted);
    const type =
      resolved &&
      Object.values(this.#contract.types).find(
        (candidate) => candidate.localName === resolved.local && candidate.namespace === resolved.namespace,
      );
    if (type && this.#isDerived(type, declared.name)) return type;
    this.#extra('unknown-type', path, wanted);
    return own;
  }

  #isDerived(type: ComplexType, base: string): boolean {
    let current: ComplexType | undefined = type;
    for (let depth = 0; current && depth < 50; depth += 1) {
      if (current.name === base) return true;
      current = current.extends === undefined ? undefined : this.#contract.types[current.extends];
    }
    return false;
  }

  #attributes(element: XmlElement, type: ComplexType, values: Record<string, Value>, path: Path) {
    for (const { name, namespace, value } of element.attributes) {
      if (namespace === XSI) continue;
      if (type.attributes.some((known) => known.name === name)) values[`@${name}`] = value;
      else this.#extra('unknown-attribute', path, name);
    }
  }

  #fields(element: XmlElement, type: ComplexType, values: Record<string, Value>, path: Path) {
    let last = 0;
    for (const node of element.children) {
      if (typeof node === 'string') {
        if (!type.text && node.trim() !== '') this.#extra('stray-text', path, node.trim());
        continue;
      }
      if (node.kind === 'comment') {
        this.#extra('comment', path, node.text.trim());
        continue;
      }
      const index = type.fields.findIndex((candidate) => candidate.name === node.name);
      const field = type.fields[index];
      if (!field) {
        this.#extra('unknown-element', path, node.name);
        continue;
      }
      if (index < last) this.#extra('order', path, node.name);
      last = Math.max(last, index);
      this.#field(node, field, values, path);
    }
    if (type.text) {
      const own = text(element);
      if (own !== '') values.$text = own;
    }
  }

  #field(node: XmlElement, field: Field, values: Record<string, Value>, path: Path) {
    if (node.namespace !== field.namespace) this.#extra('namespace', path, node.name);
    const known = values[field.name];
    if (field.maxOccurs > 1) {
      const items = (known ?? []) as Value[];
      items.push(this.#value(node, field.type, [...path, field.name, items.length]));
      values[field.name] = items;
    } else if (known === undefined) {
      values[field.name] = this.#value(node, field.type, [...path, field.name]);
    } else {
      this.#extra('repeated-element', path, node.name);
    }
  }

  #extra(code: Extra['code'], path: Path, what: string) {
    this.extras.push({ code, path, what });
  }
}

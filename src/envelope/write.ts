import {
  SOAP_ENVELOPE,
  XSI,
  type ComplexType,
  type Contract,
  type Field,
  type GlobalElement,
  type Operation,
  type TypeRef,
} from '../contract/contract';
import { forbiddenCharacter, isPlain } from '../xml/characters';
import { escapeAttribute, escapeText } from '../xml/references';
import type { Fragments } from './fragments';
import { LineSink, TagTable, TextSink, type Sink, type Tags } from './sink';
import { formatPath, isList, isValues, type Path, type Value, type Values } from './values';

/** Why a value can't be written as XML. */
export interface ValueProblem {
  readonly code: 'forbidden-character' | 'unknown-field' | 'unknown-type' | 'wrong-shape';
  readonly path: Path;
  /** A sentence that names the field. */
  readonly message: string;
}

/** The whole text, or everything that stands in its way. */
export type Written =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

/** A child of Header or Body with its content. */
export interface MessagePart {
  readonly element: GlobalElement;
  readonly values: Values;
}

/** What a request is made of. */
export interface RequestParts {
  readonly operation: Operation;
  readonly values: Values;
  /** Content of Header children by element name; one that the operation does not take is a problem. */
  readonly headers: Readonly<Record<string, Values>>;
}

/**
 * Writes a request as a SOAP 1.1 envelope, in UTF-8 and in schema order. Elements carry a prefix only where the schema
 * qualifies them; `xsi` is declared when it is used.
 */
export function writeRequest(contract: Contract, request: RequestParts): Written {
  const { operation, values, headers } = request;
  const problems: ValueProblem[] = [];
  const parts: MessagePart[] = [];
  for (const [name, content] of Object.entries(headers)) {
    const element = operation.headers.find((candidate) => candidate.name === name);
    if (element) parts.push({ element, values: content });
    else
      problems.push({
        code: 'unknown-field',
        path: [name],
        message: `${operation.name} takes no header ${name}.`,
      });
  }
  // The order that the contract lists them in, whatever the order of the keys.
  parts.sort((a, b) => operation.headers.indexOf(a.element) - operation.headers.indexOf(b.element));
  const written = writeMessage(
    contract,
    parts,
    operation.input ? [{ element: operation.input, values }] : [],
  );
  if (problems.length === 0) return written;
  return { ok: false, problems: written.ok ? problems : [...problems, ...written.problems] };
}

/**
 * Writes any message of the contract. No Header is written when there is nothing in it.
 *
 * @param fragments groups of fields that need not be written anew each time.
 */
export function writeMessage(
  contract: Contract,
  header: readonly MessagePart[],
  body: readonly MessagePart[],
  fragments?: Fragments,
): Written {
  const sink = new TextSink();
  const writer = new ElementWriter(contract, undefined, fragments, sink);
  const section = (name: string, parts: readonly MessagePart[]) => {
    sink.add(`  <SOAP-ENV:${name}>\n`);
    for (const part of parts) writer.global(part.element, part.values, 2);
    sink.add(`  </SOAP-ENV:${name}>\n`);
  };
  if (header.length > 0) section('Header', header);
  section('Body', body);
  if (writer.problems.length > 0) return { ok: false, problems: writer.problems };
  const declarations = [
    `xmlns:SOAP-ENV="${SOAP_ENVELOPE}"`,
    ...writer.prefixes.map(([namespace, prefix]) => `xmlns:${prefix}="${escapeAttribute(namespace)}"`),
    ...(writer.usesXsi ? [`xmlns:xsi="${XSI}"`] : []),
  ];
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${declarations.join(' ')}>\n`;
  return { ok: true, text: sink.textBetween(start, '</SOAP-ENV:Envelope>\n') };
}

/** Names for namespaces in a text that exists already. */
export interface BoundPrefixes {
  /** The prefix of a namespace where the element will stand. */
  prefix(namespace: string): string;
}

/** Writes elements as lines of text, two blanks a level, and remembers which prefixes they need. */
export class ElementWriter {
  readonly problems: ValueProblem[] = [];
  usesXsi = false;
  readonly #contract: Contract;
  readonly #prefixes = new Map<string, string>();
  readonly #bound: BoundPrefixes | undefined;
  readonly #fragments: Fragments | undefined;
  readonly #sink: Sink;
  readonly #tags: TagTable;
  /** How often a prefix was written: a text with one is good only where the prefix is bound. */
  #qualified = 0;
  #path: (string | number)[] = [];

  /** @param bound the names that a text uses already; without it, prefixes are `ns1`, `ns2`, … and `xsi`. */
  constructor(contract: Contract, bound?: BoundPrefixes, fragments?: Fragments, sink: Sink = new LineSink()) {
    this.#contract = contract;
    this.#bound = bound;
    this.#fragments = fragments;
    this.#sink = sink;
    this.#tags = new TagTable(sink.end);
  }

  /** What was written, an element's start, its end or a simple element to each line. */
  get lines(): string[] {
    return this.#sink instanceof LineSink ? this.#sink.lines : [];
  }

  /** The namespaces that were needed, with their prefixes, in order of use. */
  get prefixes(): [namespace: string, prefix: string][] {
    return [...this.#prefixes];
  }

  /** A child of Header or Body. */
  global(element: GlobalElement, values: Values, depth: number) {
    this.#element(this.#name(element.name, element.namespace), element.type, values, depth);
  }

  /** One field with its value; a list writes the element once for each item. */
  field(field: Field, value: Value, depth: number) {
    const name = this.#name(field.name, field.namespace);
    this.#path.push(field.name);
    if (isList(value)) {
      value.forEach((item, index) => {
        this.#path.push(index);
        this.#element(name, field.type, item, depth);
        this.#path.pop();
      });
    } else {
      this.#element(name, field.type, value, depth);
    }
    this.#path.pop();
  }

  #element(name: string, declared: TypeRef, value: Value, depth: number) {
    const tags = this.#tags.get(name, depth);
    if (value === null) {
      this.#sink.add(`${tags.start} ${this.#xsi()}:nil="true"/>${this.#sink.end}`);
    } else if (typeof value === 'string') {
      // A complex type without fields has an empty text as well as an empty object.
      if (declared.kind === 'complex' && value.trim() !== '')
        this.#problem('wrong-shape', 'is a group of fields, not a text.');
      if (value === '') this.#sink.add(tags.empty);
      else this.#sink.add3(tags.open, this.#text(value), tags.close);
    } else if (isValues(value) && declared.kind === 'complex') {
      if (this.#fragments?.has(value)) this.#repeated(this.#fragments, name, declared, value, depth);
      else this.#complex(tags, declared, value, depth);
    } else {
      this.#problem(
        'wrong-shape',
        declared.kind === 'complex' ? 'is not a list.' : 'is a text, not a group of fields.',
      );
    }
  }

  #complex(tags: Tags, declared: TypeRef, values: Values, depth: number) {
    const chosen = typeof values.$type === 'string' ? values.$type : declared.name;
    const type = this.#contract.types[chosen];
    if (!type)
      return this.#problem('unknown-type', `has the type ${chosen}, which the contract does not know.`);
    const attributes = this.#typeAttribute(type, declared) + this.#attributes(type, values);
    if (!type.fields.some(({ name }) => hasContent(values[name]))) {
      const own = typeof values.$text === 'string' ? this.#text(values.$text) : '';
      this.#sink.add(tags.start + attributes + (own ? `>${own}${tags.close}` : `/>${this.#sink.end}`));
      this.#refuseUnknown(type, values);
      return;
    }
    this.#sink.add(attributes ? `${tags.start}${attributes}>${this.#sink.end}` : tags.openLine);
    let known = 0;
    for (const field of type.fields) {
      const value = values[field.name];
      if (value === undefined) continue;
      known += 1;
      this.field(field, value, depth + 1);
    }
    this.#sink.add(tags.closeLine);
    // Most values have nothing else, and then there is no need to look further.
    if (Object.keys(values).length > known) this.#refuseUnknown(type, values);
  }

  #repeated(fragments: Fragments, name: string, declared: TypeRef, values: Values, depth: number) {
    const place = `${depth} ${name}`;
    const usedXsi = this.usesXsi;
    let fragment = fragments.get(values);
    if (fragment?.place === place) {
      this.#sink.add3(fragment.text, this.#sink.end, '');
    } else {
      const [problems, qualified] = [this.problems.length, this.#qualified];
      this.usesXsi = false;
      const text = this.#sink.aside(() =>
        this.#complex(this.#tags.get(name, depth), declared, values, depth),
      );
      this.#sink.add(text + this.#sink.end);
      fragment = { place, text, usesXsi: this.usesXsi };
      const isSound = this.problems.length === problems && this.#qualified === qualified;
      if (isSound) fragments.set(values, fragment);
    }
    this.usesXsi = usedXsi || fragment.usesXsi;
  }

  #typeAttribute(type: ComplexType, declared: TypeRef): string {
    if (type.name === declared.name) return '';
    return ` ${this.#xsi()}:type="${this.#name(type.localName, type.namespace)}"`;
  }

  #attributes(type: ComplexType, values: Values): string {
    if (type.attributes.length === 0) return '';
    return type.attributes
      .map(({ name }) => {
        const value = values[`@${name}`];
        if (typeof value !== 'string') return '';
        this.#checkCharacters(value);
        return ` ${name}="${escapeAttribute(value)}"`;
      })
      .join('');
  }

  #refuseUnknown(type: ComplexType, values: Values) {
    for (const key of Object.keys(values)) {
      if (key.startsWith('$') || key.startsWith('@') || values[key] === undefined) continue;
      if (type.fields.some((field) => field.name === key)) continue;
      this.#path.push(key);
      this.#problem('unknown-field', `is not a field of ${type.localName}.`);
      this.#path.pop();
    }
  }

  #text(value: string): string {
    if (isPlain(value)) return value;
    this.#checkCharacters(value);
    return escapeText(value);
  }

  #checkCharacters(value: string) {
    const forbidden = forbiddenCharacter(value);
    if (!forbidden) return;
    this.#problem(
      'forbidden-character',
      `has the character ${forbidden.label} at position ${forbidden.index + 1}, which XML can't carry in any form. Remove it.`,
    );
  }

  #problem(code: ValueProblem['code'], predicate: string) {
    this.problems.push({
      code,
      path: [...this.#path],
      message: `${formatPath(this.#path) || 'The request'} ${predicate}`,
    });
  }

  #name(local: string, namespace: string): string {
    if (namespace === '') return local;
    this.#qualified += 1;
    let prefix = this.#prefixes.get(namespace);
    if (prefix === undefined) {
      prefix = this.#bound?.prefix(namespace) ?? `ns${this.#prefixes.size + 1}`;
      this.#prefixes.set(namespace, prefix);
    }
    return prefix ? `${prefix}:${local}` : local;
  }

  #xsi(): string {
    this.usesXsi = true;
    return this.#bound?.prefix(XSI) ?? 'xsi';
  }
}

function hasContent(value: Value | undefined): boolean {
  return value !== undefined && !(isList(value) && value.length === 0);
}

import { XSI, type ComplexType, type Contract, type Field, type TypeRef } from '../contract/contract';
import { withoutPrefix, ScanToken, XmlScanner } from '../xml/scan';
import { tokenText } from './cell-text';
import { isXmlSpace } from '../text/white-space';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const INTEGERS = new Set([
  'int',
  'integer',
  'long',
  'short',
  'byte',
  'nonNegativeInteger',
  'positiveInteger',
  'unsignedInt',
]);
const DECIMALS = new Set(['decimal', 'double', 'float']);

/**
 * An answer as JSON. What the contract lets repeat is an array, even of one; nil is `null`, an element that holds nothing
 * is `""`, what is absent has no name. Numbers and booleans are such where the contract says so and JSON can say the same;
 * everything else is a string, letter by letter.
 *
 * @returns indented text; undefined when the text is no XML.
 */
export function answerJson(text: string, contract: Contract): string | undefined {
  const scanner = new XmlScanner(text);
  for (;;) {
    const token = scanner.next();
    if (token === ScanToken.end || token === ScanToken.broken) return undefined;
    if (token !== ScanToken.open) continue;
    const name = withoutPrefix(scanner.name);
    if (name === 'Envelope') continue;
    if (name === 'Header') {
      scanner.skip();
      continue;
    }
    if (name === 'Body') {
      if (scanner.selfClosing) return '{}';
      continue;
    }
    const output = contract.operations.find((operation) => operation.output?.name === name)?.output;
    const value = new JsonReader(scanner, contract).element(output?.type);
    return value === undefined ? undefined : JSON.stringify({ [name]: value }, null, 2);
  }
}

class JsonReader {
  readonly #scanner: XmlScanner;
  readonly #contract: Contract;

  constructor(scanner: XmlScanner, contract: Contract) {
    this.#scanner = scanner;
    this.#contract = contract;
  }

  /** The element whose start tag is the present token; undefined when the text breaks off in it. */
  element(type: TypeRef | undefined): Json | undefined {
    const scanner = this.#scanner;
    const complex = type?.kind === 'complex' ? this.#contract.types[type.name] : undefined;
    const isNil = this.#isNil();
    const fields = new Map<string, Json>();
    let own = '';
    if (!scanner.selfClosing) {
      const depth = scanner.depth - 1;
      for (;;) {
        const token = scanner.next();
        if (token === ScanToken.close && scanner.depth === depth) break;
        if (token === ScanToken.end || token === ScanToken.broken) return undefined;
        if (token !== ScanToken.open) own += tokenText(scanner, token);
        else if (!this.#field(fields, complex)) return undefined;
      }
    }
    if (isNil) return null;
    if (fields.size > 0) return Object.fromEntries(fields);
    if (complex && !complex.text && isXmlSpace(own)) return emptyOf(complex);
    return simple(own, type);
  }

  #field(fields: Map<string, Json>, type: ComplexType | undefined): boolean {
    const name = withoutPrefix(this.#scanner.name);
    const field: Field | undefined = type?.fields.find((candidate) => candidate.name === name);
    const value = this.element(field?.type);
    if (value === undefined) return false;
    const known = fields.get(name);
    const isMany = (field && field.maxOccurs > 1) || known !== undefined;
    if (!isMany) fields.set(name, value);
    else if (known === undefined) fields.set(name, [value]);
    else if (field && field.maxOccurs > 1) (known as Json[]).push(value);
    // The contract allows one, the answer has more: none is left out.
    else fields.set(name, [...(Array.isArray(known) ? known : [known]), value]);
    return true;
  }

  #isNil(): boolean {
    const { text, start, end, hasAttributes } = this.#scanner;
    if (!hasAttributes) return false;
    return /\s[^\s=:]+:nil\s*=\s*["']\s*(true|1)\s*["']/.test(text.slice(start, end)) && text.includes(XSI);
  }
}

function emptyOf({ fields }: ComplexType): Json {
  const [only] = fields;
  return fields.length === 1 && only && only.maxOccurs > 1 ? { [only.name]: [] } : {};
}

function simple(text: string, type: TypeRef | undefined): Json {
  if (type?.kind !== 'builtin') return text;
  if (type.name === 'boolean') {
    if (text === 'true') return true;
    if (text === 'false') return false;
    return text;
  }
  if (INTEGERS.has(type.name) || DECIMALS.has(type.name)) {
    const value = Number(text);
    if (
      Number.isFinite(value) &&
      String(value) === text &&
      (!Number.isInteger(value) || Number.isSafeInteger(value))
    )
      return value;
  }
  return text;
}

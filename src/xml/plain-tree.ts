import { isXmlSpace } from '../text/white-space';
import { forbiddenCharacter } from './characters';
import { decodeReferences } from './decode-references';
import { MAX_DEPTH } from './limits';
import type { XmlAttribute, XmlElement, XmlNode } from './parse';
import { ScanToken, XmlScanner } from './scan';
import { Bindings } from './scope';

/** Fewer than the limits that the parser has, so that it is asked where they might matter. */
const MOST_ATTRIBUTES = 100;
const MOST_DECLARATIONS = 500;

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
const ATTRIBUTE =
  /[ \t\n]+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const REST = /[ \t\n]*\/?>/y;
const DECLARATION =
  /^<\?xml[ \t\n]+version="1\.[01]"(?:[ \t\n]+encoding="[A-Za-z][\w.-]*")?(?:[ \t\n]+standalone="(?:yes|no)")?[ \t\n]*\?>$/;

/**
 * The tree that `parseXml` makes of a text, in a fraction of the time, for plain texts only: undefined where anything in it is
 * unusual or wrong, which is `parseXml`'s to judge. For texts that are large and mostly plain, such as WSDLs.
 */
export function plainTree(source: string): XmlElement | undefined {
  if (forbiddenCharacter(source)) return undefined;
  return new PlainReader(source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source).read();
}

/** An element whose end is still to come. */
type Open = XmlElement & { readonly children: XmlNode[] };

class PlainReader {
  readonly #text: string;
  readonly #scanner: XmlScanner;
  readonly #bindings = new Bindings();
  readonly #open: Open[] = [];
  /** For each of these, how many declarations it has made. */
  readonly #made: number[] = [];
  #root: XmlElement | undefined;
  /** How many hold at the present place. */
  #declarations = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new XmlScanner(text);
  }

  read(): XmlElement | undefined {
    for (;;) {
      const token = this.#scanner.next();
      if (token === ScanToken.end) return this.#root;
      if (token === ScanToken.broken) return undefined;
      const isPlain =
        token === ScanToken.open
          ? this.#enter()
          : token === ScanToken.close
            ? this.#leave()
            : token === ScanToken.text
              ? this.#words()
              : token === ScanToken.cdata
                ? this.#add(this.#text.slice(this.#scanner.start + 9, this.#scanner.end - 3))
                : this.#other();
      if (!isPlain) return undefined;
    }
  }

  #enter(): boolean {
    const { start, end, name: qname, selfClosing } = this.#scanner;
    if (!NAME.test(qname) || this.#open.length >= MAX_DEPTH || (this.#root && this.#open.length === 0))
      return false;
    const raw = this.#attributes(start + 1 + qname.length, end);
    if (!raw) return false;
    const own = this.#declared(raw);
    if (own === null) return false;
    this.#bindings.enter(own);
    const [prefix, name] = split(qname);
    const namespace = this.#bindings.get(prefix);
    const attributes = this.#qualified(raw);
    if (namespace === undefined || !attributes) return false;
    const element = {
      kind: 'element',
      name,
      prefix,
      namespace,
      attributes,
      scope: this.#bindings.scope,
      children: [] as XmlNode[],
    } as const;
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
    if (selfClosing) return this.#end(own?.size ?? 0);
    this.#open.push(element);
    this.#made.push(own?.size ?? 0);
    return true;
  }

  #leave(): boolean {
    this.#open.pop();
    return this.#end(this.#made.pop() ?? 0);
  }

  #end(made: number): boolean {
    this.#declarations -= made;
    this.#bindings.leave(made > 0);
    return true;
  }

  #words(): boolean {
    const { start, end } = this.#scanner;
    const raw = this.#text.slice(start, end);
    if (this.#open.length === 0) return isXmlSpace(raw);
    if (raw.includes(']]>')) return false;
    const words = resolved(raw);
    return words !== undefined && this.#add(words);
  }

  #add(words: string): boolean {
    const children = this.#open.at(-1)?.children;
    if (!children) return false;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + words;
    else if (words !== '') children.push(words);
    return true;
  }

  /** A comment, or the XML declaration; what else there may be is not plain. */
  #other(): boolean {
    const { start, end } = this.#scanner;
    const raw = this.#text.slice(start, end);
    if (!raw.startsWith('<!--')) return start === 0 && DECLARATION.test(raw);
    const words = raw.slice(4, -3);
    if (raw.length < 7 || words.includes('--') || words.endsWith('-')) return false;
    this.#open.at(-1)?.children.push({ kind: 'comment', text: words });
    return true;
  }

  /** A tag's attributes as pairs of name and value; undefined when there is anything else in it. */
  #attributes(from: number, end: number): string[] | undefined {
    const found: string[] = [];
    let at = from;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const match = ATTRIBUTE.exec(this.#text);
      if (!match) break;
      const name = match[1] ?? '';
      const value = resolved(foldedSpace(match[2] ?? match[3] ?? ''));
      if (value === undefined || found.length > 2 * MOST_ATTRIBUTES) return undefined;
      for (let index = 0; index < found.length; index += 2) if (found[index] === name) return undefined;
      found.push(name, value);
      at = ATTRIBUTE.lastIndex;
    }
    REST.lastIndex = at;
    return REST.test(this.#text) && REST.lastIndex === end ? found : undefined;
  }

  /** The namespaces that an element declares; null when one of them is not plain. */
  #declared(raw: readonly string[]): Map<string, string> | undefined | null {
    let own: Map<string, string> | undefined;
    for (let index = 0; index < raw.length; index += 2) {
      const name = raw[index] ?? '';
      if (!name.startsWith('xmlns')) continue;
      const isDefault = name === 'xmlns';
      if (!isDefault && name[5] !== ':') continue;
      const value = raw[index + 1] ?? '';
      const prefix = name.slice(6);
      const isReserved = /^xml/i.test(prefix) || /\/(?:XML\/1998\/namespace|2000\/xmlns\/)$/.test(value);
      if (isReserved || (!isDefault && value === '')) return null;
      if ((this.#declarations += 1) > MOST_DECLARATIONS) return null;
      own ??= new Map();
      own.set(prefix, value);
    }
    return own;
  }

  #qualified(raw: readonly string[]): XmlAttribute[] | undefined {
    const found: XmlAttribute[] = [];
    for (let index = 0; index < raw.length; index += 2) {
      const qname = raw[index] ?? '';
      if (qname === 'xmlns' || qname.startsWith('xmlns:')) continue;
      const [prefix, name] = split(qname);
      const namespace = prefix ? this.#bindings.get(prefix) : '';
      if (namespace === undefined) return undefined;
      // Two prefixes may stand for one namespace, and then two attributes may be one.
      if (prefix && found.some((other) => other.name === name && other.prefix !== '')) return undefined;
      found.push({ name, prefix, namespace, value: raw[index + 1] ?? '' });
    }
    return found;
  }
}

function split(qname: string): [prefix: string, name: string] {
  const colon = qname.indexOf(':');
  return colon < 0 ? ['', qname] : [qname.slice(0, colon), qname.slice(colon + 1)];
}

function foldedSpace(value: string): string {
  return value.includes('\n') || value.includes('\t') ? value.replace(/[\t\n]/g, ' ') : value;
}

/** A text with its references resolved; undefined when one can't be. */
function resolved(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  const decoded = decodeReferences(raw);
  return decoded.ok ? decoded.text : undefined;
}

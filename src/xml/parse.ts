import { SaxesParser } from 'saxes';
import { forbiddenCharacter } from './characters';
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_PREFIXES, quoted } from './limits';
import { xmlFlaws } from './flaws';
import { markupFlaw } from './markup';
import { placeXml } from './positions';
import { Bindings, type Scope } from './scope';

/** An element with its namespace resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  readonly kind: 'element';
  /** Local name. */
  readonly name: string;
  /** The prefix as written; empty without one. */
  readonly prefix: string;
  /** Empty when the element is in no namespace. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly scope: Scope;
}

/** An attribute that is no namespace declaration. */
export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly value: string;
}

/** A comment; what it says is not part of any value. */
export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

/** Text has its references decoded and CDATA sections merged in. */
export type XmlNode = XmlElement | XmlComment | string;

/** Why a text is not XML that this project reads. */
export interface XmlProblem {
  readonly code:
    'malformed' | 'forbidden-character' | 'doctype' | 'too-deep' | 'too-many-names' | 'unbound-prefix';
  /** A sentence for the user. */
  readonly message: string;
  /** From 1; absent where the parser can't tell. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

export type XmlResult =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly problem: XmlProblem };

/**
 * Reads a whole XML 1.0 document, without a DTD: a SOAP message must not contain one (SOAP 1.1, section 3), and none
 * is ever expanded here. It takes time in proportion to the text, whatever the text is.
 */
export function parseXml(text: string): XmlResult {
  const forbidden = forbiddenCharacter(text);
  if (forbidden) {
    const message = `The character ${forbidden.label} is not allowed in XML.`;
    return fail('forbidden-character', message, position(text, forbidden.index));
  }
  const flaw = markupFlaw(text);
  if (flaw) return fail(flaw.code, flaw.message, position(text, flaw.index));
  try {
    return { ok: true, root: new TreeReader(text).read() };
  } catch (error) {
    if (error instanceof Refusal) return explained(text, error);
    throw error;
  }
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

class Refusal extends Error {
  constructor(
    readonly code: XmlProblem['code'],
    message: string,
    readonly index: number,
  ) {
    super(message);
  }
}

/** An element while its end is not known yet. */
interface Open {
  readonly element: XmlElement;
  readonly children: XmlNode[];
  readonly declares: boolean;
}

/** Makes the tree out of the parser's events. */
class TreeReader {
  readonly #text: string;
  readonly #parser = new SaxesParser({
    xmlns: false,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  readonly #open: Open[] = [];
  readonly #bindings = new Bindings();
  #root: XmlElement | undefined;
  #attributes: { readonly name: string; readonly value: string }[] = [];
  #prefixes = 0;
  /** Where the markup begins that is being read. */
  #start = 0;

  constructor(text: string) {
    this.#text = text;
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new Refusal('malformed', sentence(error.message), parser.position);
    });
    parser.on('opentagstart', () => {
      this.#start = this.#text.lastIndexOf('<', parser.position - 1);
      this.#attributes = [];
    });
    parser.on('attribute', (attribute) => {
      if (this.#attributes.push(attribute) > MAX_ATTRIBUTES)
        throw this.#refusal('too-many-names', `An element has more than ${MAX_ATTRIBUTES} attributes.`);
    });
    parser.on('opentag', ({ name }) => this.#enter(name));
    parser.on('closetag', () => this.#leave());
    parser.on('text', (words) => this.#addText(words));
    parser.on('cdata', (words) => this.#addText(words));
    parser.on('comment', (words) => void this.#open.at(-1)?.children.push({ kind: 'comment', text: words }));
  }

  read(): XmlElement {
    this.#parser.write(this.#text).close();
    if (this.#root) return this.#root;
    throw new Refusal('malformed', 'There is no element.', 0);
  }

  #enter(qname: string) {
    if (this.#open.length >= MAX_DEPTH)
      throw this.#refusal('too-deep', `The elements are nested more than ${MAX_DEPTH} deep.`);
    const own = this.#declarations();
    this.#bindings.enter(own);
    const [prefix, name] = this.#split(qname);
    const children: XmlNode[] = [];
    const element: XmlElement = {
      kind: 'element',
      name,
      prefix,
      namespace: this.#resolve(prefix, qname),
      attributes: this.#ownAttributes(),
      children,
      scope: this.#bindings.scope,
    };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
    this.#open.push({ element, children, declares: own !== undefined });
  }

  #leave() {
    const open = this.#open.pop();
    if (!open) return;
    this.#bindings.leave(open.declares);
    if (open.declares) this.#prefixes -= open.element.scope.own.size;
  }

  #addText(words: string) {
    const children = this.#open.at(-1)?.children;
    if (!children) return;
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + words;
    else if (words !== '') children.push(words);
  }

  #declarations(): Map<string, string> | undefined {
    let own: Map<string, string> | undefined;
    for (const { name, value } of this.#attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name.slice(6);
      const reserved = prefix === 'xmlns' || value === XMLNS_NAMESPACE;
      // Namespaces in XML 1.0, section 3: xml is bound for good, xmlns can't be, and no prefix can be unbound.
      if (reserved || (prefix === 'xml') !== (value === XML_NAMESPACE) || (name !== 'xmlns' && !value))
        throw this.#refusal('malformed', `${quoted(name)} can’t be bound to “${quoted(value)}”.`);
      own ??= new Map();
      own.set(prefix, value);
      this.#prefixes += 1;
    }
    if (this.#prefixes > MAX_PREFIXES)
      throw this.#refusal(
        'too-many-names',
        `More than ${MAX_PREFIXES} namespace prefixes are declared at one place.`,
      );
    return own;
  }

  #ownAttributes(): XmlAttribute[] {
    const found: XmlAttribute[] = [];
    let qualified: Set<string> | undefined;
    for (const { name: qname, value } of this.#attributes) {
      if (qname === 'xmlns' || qname.startsWith('xmlns:')) continue;
      const [prefix, name] = this.#split(qname);
      // An attribute without a prefix is in no namespace, whatever the default is (Namespaces in XML 1.0, 6.2).
      const namespace = prefix ? this.#resolve(prefix, qname) : '';
      if (prefix) {
        qualified ??= new Set();
        const key = `{${namespace}}${name}`;
        if (qualified.has(key)) {
          const what = `The attribute ${quoted(name)} of the namespace ${quoted(namespace)} is repeated.`;
          throw this.#refusal('malformed', what);
        }
        qualified.add(key);
      }
      found.push({ name, prefix, namespace, value });
    }
    return found;
  }

  #split(qname: string): [prefix: string, local: string] {
    const colon = qname.indexOf(':');
    if (colon < 0) return ['', qname];
    const parts: [string, string] = [qname.slice(0, colon), qname.slice(colon + 1)];
    if (parts.some((part) => !/^[^\u0300-\u036F\u203F\u2040:\d.\-\u00B7][^:]*$/.test(part)))
      throw this.#refusal(
        'malformed',
        `${quoted(qname)} is no name: a prefix, one colon and a local name are expected.`,
      );
    return parts;
  }

  #resolve(prefix: string, qname: string): string {
    const namespace = this.#bindings.get(prefix);
    if (namespace !== undefined) return namespace;
    const shown = quoted(prefix);
    throw this.#refusal(
      'unbound-prefix',
      `The prefix "${shown}" of ${quoted(qname)} is bound to no namespace: xmlns:${shown} is missing.`,
    );
  }

  /** A problem with the tag that is being read. */
  #refusal(code: XmlProblem['code'], message: string): Refusal {
    return new Refusal(code, message, this.#start);
  }
}

/** What is wrong, in the words that the editor has for it; the parser's own words where the editor sees nothing wrong. */
function explained(text: string, { code, message, index }: Refusal): XmlResult {
  const [flaw] = code === 'malformed' ? xmlFlaws(placeXml(text)) : [];
  if (!flaw) return fail(code, message, position(text, index));
  const own = flaw.code === 'unbound-prefix' || flaw.code === 'too-deep' || flaw.code === 'too-many-names';
  return fail(own ? flaw.code : 'malformed', flaw.message, position(text, flaw.start));
}

function position(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The parser says "unexpected end." */
function sentence(message: string): string {
  return quoted(message.charAt(0).toUpperCase() + message.slice(1)) + (/[.!?]$/.test(message) ? '' : '.');
}

function fail(
  code: XmlProblem['code'],
  message: string,
  at: { line?: number; column?: number } = {},
): XmlResult {
  return { ok: false, problem: { code, message, ...at } };
}

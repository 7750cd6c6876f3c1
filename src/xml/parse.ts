import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { forbiddenCharacter } from './characters';
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_PREFIXES, quoted } from './limits';
import { xmlFlaws } from './flaws';
import { markupFlaw } from './markup';
import { placeXml } from './positions';
import { decodeReferences } from './decode-references';
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

const OUTSIDE = 'There is text outside the document’s one element.';

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

/** Stands before each name, so that none is a property that every object has, such as __proto__. No name begins with it. */
const MARK = '=';

const parser = /* @__PURE__ */ new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
  transformTagName: (name) => MARK + name,
  transformAttributeName: (name) => MARK + name,
  // The root is not counted.
  maxNestedTags: MAX_DEPTH - 1,
});

type RawNode = Readonly<Record<string, unknown>>;

/** Makes our tree out of the parser's. */
class TreeReader {
  readonly #text: string;
  readonly #bindings = new Bindings();
  #attributes: { readonly name: string; readonly value: string }[] = [];
  #prefixes = 0;

  constructor(text: string) {
    this.#text = withEmptyInstructions(text);
  }

  read(): XmlElement {
    const verdict = XMLValidator.validate(this.#text, { allowBooleanAttributes: false });
    if (verdict !== true)
      throw new Refusal('malformed', sentence(verdict.err.msg), this.#indexOf(verdict.err));
    const end = this.#text.lastIndexOf('>') + 1;
    const trailing = this.#text.slice(end).search(/[^ \t\r\n]/);
    if (trailing >= 0) throw new Refusal('malformed', OUTSIDE, end + trailing);
    const nodes = this.#parsed();
    const roots = nodes.filter((node) => !('#text' in node) && !('#comment' in node));
    if (nodes.some((node) => /[^ \t\r\n\ufeff]/.test(String(node['#text'] ?? ''))))
      throw this.#refusal('malformed', OUTSIDE);
    const [root] = roots;
    if (!root) throw this.#refusal('malformed', 'There is no element.');
    if (roots.length > 1)
      throw this.#refusal('malformed', 'There is more than one element at the top; XML has exactly one.');
    return this.#element(root);
  }

  #parsed(): RawNode[] {
    try {
      return parser.parse(this.#text) as RawNode[];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (/nested/i.test(message))
        throw this.#refusal('too-deep', `The elements are nested more than ${MAX_DEPTH} deep.`);
      throw this.#refusal('malformed', sentence(message));
    }
  }

  #element(node: RawNode): XmlElement {
    const tag = Object.keys(node).find((key) => key.startsWith(MARK)) ?? '';
    const raw = Object.entries((node[':@'] ?? {}) as Record<string, string>);
    if (raw.length > MAX_ATTRIBUTES)
      throw this.#refusal('too-many-names', `An element has more than ${MAX_ATTRIBUTES} attributes.`);
    this.#attributes = raw.map(([name, value]) => ({
      name: unmarked(name),
      value: this.#value(name, value),
    }));
    const own = this.#declarations();
    this.#bindings.enter(own);
    const qname = unmarked(tag);
    const [prefix, name] = this.#split(qname);
    const element: XmlElement = {
      kind: 'element',
      name,
      prefix,
      namespace: this.#resolve(prefix, qname),
      attributes: this.#ownAttributes(),
      scope: this.#bindings.scope,
      children: this.#children(node[tag] as RawNode[]),
    };
    this.#bindings.leave(own !== undefined);
    this.#prefixes -= own?.size ?? 0;
    return element;
  }

  #children(nodes: readonly RawNode[]): XmlNode[] {
    const found: XmlNode[] = [];
    const addText = (words: string) => {
      const last = found.length - 1;
      const before = found[last];
      if (typeof before === 'string') found[last] = before + words;
      else if (words !== '') found.push(words);
    };
    for (const node of nodes) {
      if ('#text' in node) addText(this.#content(String(node['#text'])));
      else if ('#cdata' in node) addText(inner(node['#cdata']));
      else if ('#comment' in node) found.push({ kind: 'comment', text: inner(node['#comment']) });
      else found.push(this.#element(node));
    }
    return found;
  }

  #content(raw: string): string {
    if (raw.includes(']]>')) throw this.#refusal('malformed', 'The text has a ]]>; it is written ]]&gt;.');
    return this.#decoded(raw);
  }

  #value(name: string, raw: string): string {
    if (raw.includes('<'))
      throw this.#refusal('malformed', `The value of ${quoted(unmarked(name))} has a <; it is written &lt;.`);
    // White space is folded before references are resolved: &#10; stays a line feed (XML 1.0, 3.3.3).
    return this.#decoded(raw.replace(/[\t\n\r]/g, ' '));
  }

  #decoded(raw: string): string {
    const decoded = decodeReferences(raw);
    if (decoded.ok) return decoded.text;
    throw this.#refusal('malformed', decoded.message);
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

  /** The parser's tree has no places: the editor's reader finds where it is. */
  #refusal(code: XmlProblem['code'], message: string): Refusal {
    return new Refusal(code, message, 0);
  }

  #indexOf({ line, col }: { readonly line: number; readonly col: number }): number {
    let start = 0;
    for (let at = 1; at < line; at += 1) start = this.#text.indexOf('\n', start) + 1;
    return start + col - 1;
  }
}

/**
 * The text with processing instructions that say nothing but their target: the parser takes quotes in them for those of
 * attributes, and what they say is not read anyway. Each has its end, as `markupFlaw` has seen.
 */
function withEmptyInstructions(text: string): string {
  const markup = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?(?!xml[ \t\r\n?])([^ \t\r\n?]*)[^]*?\?>/g;
  return text.replace(markup, (whole, target: string | undefined) =>
    target === undefined ? whole : `<?${target}?>`,
  );
}

function unmarked(name: string): string {
  let start = 0;
  while (name.startsWith(MARK, start)) start += 1;
  return name.slice(start);
}

function inner(nodes: unknown): string {
  return (nodes as RawNode[]).map((node) => String(node['#text'] ?? '')).join('');
}

/** The longest text that is read a second time to say what is wrong with it, in UTF-16 code units: that takes longer than reading. */
const MAX_EXPLAINED = 1024 * 1024;

/**
 * What is wrong, in the words that the editor has for it; the parser's own words where the editor sees nothing wrong, and for a long
 * text.
 */
function explained(text: string, { code, message, index }: Refusal): XmlResult {
  if (text.length > MAX_EXPLAINED) return fail(code, message, index > 0 ? position(text, index) : {});
  const [flaw] = xmlFlaws(placeXml(text));
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

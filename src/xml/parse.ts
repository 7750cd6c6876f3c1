import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { forbiddenCharacter } from './characters';
import { markupFlaw } from './markup';
import { decodeReferences } from './references';

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
  /** Namespaces in scope, by prefix; the default namespace under the empty string. */
  readonly scope: Readonly<Record<string, string>>;
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
    'malformed' | 'forbidden-character' | 'doctype' | 'too-deep' | 'unbound-prefix' | 'reserved-name';
  /** A sentence for the user. */
  readonly message: string;
  /** From 1; absent where the parser can't tell. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

export type XmlResult =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly problem: XmlProblem };

/** Deeper than any real SOAP message; deeper input is refused. */
export const MAX_DEPTH = 200;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

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
  // The root is not counted.
  maxNestedTags: MAX_DEPTH - 1,
  // toString is a name like any other: children are kept in lists, and attributes are only looked at.
  onDangerousProperty: (name) => name,
});

/**
 * Reads a whole XML 1.0 document, without a DTD: a SOAP message must not contain one (SOAP 1.1, section 3), and none
 * is ever expanded here.
 */
export function parseXml(text: string): XmlResult {
  const forbidden = forbiddenCharacter(text);
  if (forbidden) {
    return fail(
      'forbidden-character',
      `The character ${forbidden.label} is not allowed in XML.`,
      position(text, forbidden.index),
    );
  }
  const flaw = markupFlaw(text);
  if (flaw) return fail(flaw.code, flaw.message, position(text, flaw.index));
  const verdict = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (verdict !== true) {
    const { msg, line, col } = verdict.err;
    return fail('malformed', sentence(msg), { line, column: col });
  }
  const end = text.lastIndexOf('>') + 1;
  const trailing = text.slice(end).search(/[^ \t\r\n]/);
  if (trailing >= 0) return fail('malformed', OUTSIDE, position(text, end + trailing));
  try {
    return document(parser.parse(text) as RawNode[]);
  } catch (error) {
    if (error instanceof Refusal) return fail(error.code, error.message);
    const message = error instanceof Error ? error.message : String(error);
    if (/nested/i.test(message))
      return fail('too-deep', `The elements are nested more than ${MAX_DEPTH} deep.`);
    if (/reserved/i.test(message))
      return fail('reserved-name', 'An element or attribute has a name that is reserved here.');
    return fail('malformed', sentence(message));
  }
}

type RawNode = Record<string, unknown>;

class Refusal extends Error {
  constructor(
    readonly code: XmlProblem['code'],
    message: string,
  ) {
    super(message);
  }
}

const OUTSIDE = 'There is text outside the document’s one element.';

function document(nodes: RawNode[]): XmlResult {
  const roots = nodes.filter((node) => !('#text' in node) && !('#comment' in node));
  const root = roots[0];
  if (nodes.some((node) => /[^ \t\n\ufeff]/.test(String(node['#text'] ?? ''))))
    return fail('malformed', OUTSIDE);
  if (!root) return fail('malformed', 'There is no element.');
  if (roots.length > 1)
    return fail('malformed', 'There is more than one element at the top; XML has exactly one.');
  return { ok: true, root: element(root, { xml: XML_NAMESPACE, '': '' }) };
}

function element(node: RawNode, outer: Readonly<Record<string, string>>): XmlElement {
  const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
  const raw = (node[':@'] ?? {}) as Record<string, string>;
  const scope = declared(raw, outer);
  const [prefix, name] = split(tag);
  return {
    kind: 'element',
    name,
    prefix,
    namespace: resolve(prefix, scope, tag),
    attributes: attributes(raw, scope),
    children: children(node[tag] as RawNode[], scope),
    scope,
  };
}

function declared(raw: Record<string, string>, outer: Readonly<Record<string, string>>) {
  let scope = outer;
  for (const [key, value] of Object.entries(raw)) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue;
    if (scope === outer) scope = { ...outer };
    const prefix = key.slice(6);
    const namespace = attributeValue(key, value);
    // Namespaces in XML 1.0, section 3: xml is bound for good, xmlns can't be, and no prefix can be unbound.
    if (prefix === 'xmlns' || (prefix === 'xml') !== (namespace === XML_NAMESPACE) || (prefix && !namespace))
      throw new Refusal('malformed', `${key} can’t be bound to “${namespace}”.`);
    (scope as Record<string, string>)[prefix] = namespace;
  }
  return scope;
}

function attributes(raw: Record<string, string>, scope: Readonly<Record<string, string>>): XmlAttribute[] {
  const found: XmlAttribute[] = [];
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
    const [prefix, name] = split(key);
    // An attribute without a prefix is in no namespace, whatever the default is (Namespaces in XML 1.0, 6.2).
    const namespace = prefix ? resolve(prefix, scope, key) : '';
    if (prefix && found.some((other) => other.name === name && other.namespace === namespace))
      throw new Refusal('malformed', `The attribute ${name} of the namespace ${namespace} is repeated.`);
    found.push({ name, prefix, namespace, value: attributeValue(key, value) });
  }
  return found;
}

function attributeValue(name: string, raw: string): string {
  if (raw.includes('<')) throw new Refusal('malformed', `The value of ${name} has a <; it is written &lt;.`);
  // White space is folded before references are resolved: &#10; stays a line feed (XML 1.0, 3.3.3).
  return decode(raw.replace(/[\t\n\r]/g, ' '));
}

function children(nodes: RawNode[], scope: Readonly<Record<string, string>>): XmlNode[] {
  const found: XmlNode[] = [];
  const addText = (text: string) => {
    const last = found.length - 1;
    if (typeof found[last] === 'string') found[last] += text;
    else found.push(text);
  };
  for (const node of nodes) {
    if ('#text' in node) addText(content(String(node['#text'])));
    else if ('#cdata' in node) addText(inner(node['#cdata']));
    else if ('#comment' in node) found.push({ kind: 'comment', text: inner(node['#comment']) });
    else found.push(element(node, scope));
  }
  return found;
}

function content(raw: string): string {
  if (raw.includes(']]>')) throw new Refusal('malformed', 'The text has a ]]>; it is written ]]&gt;.');
  return decode(raw);
}

function inner(nodes: unknown): string {
  return (nodes as RawNode[]).map((node) => String(node['#text'] ?? '')).join('');
}

function decode(text: string): string {
  const decoded = decodeReferences(text);
  if (decoded.ok) return decoded.text;
  throw new Refusal('malformed', decoded.message);
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  if (colon < 0) return ['', name];
  const parts: [string, string] = [name.slice(0, colon), name.slice(colon + 1)];
  if (parts.some((part) => !/^[^:\d.-][^:]*$/.test(part)))
    throw new Refusal('malformed', `${name} is no name: a prefix, one colon and a local name are expected.`);
  return parts;
}

function resolve(prefix: string, scope: Readonly<Record<string, string>>, name: string): string {
  const namespace = scope[prefix];
  if (namespace !== undefined && Object.hasOwn(scope, prefix)) return namespace;
  throw new Refusal(
    'unbound-prefix',
    `The prefix "${prefix}" of ${name} is bound to no namespace: xmlns:${prefix} is missing.`,
  );
}

function position(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function sentence(message: string): string {
  const trimmed = message.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?]$/.test(trimmed) ? '' : '.');
}

function fail(
  code: XmlProblem['code'],
  message: string,
  at: { line?: number; column?: number } = {},
): XmlResult {
  return { ok: false, problem: { code, message, ...at } };
}

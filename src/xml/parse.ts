import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { forbiddenCharacter } from './characters';
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
  maxNestedTags: MAX_DEPTH,
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
  if (hasDoctype(text)) {
    return fail('doctype', 'A document type declaration (<!DOCTYPE) is not allowed in a SOAP message.');
  }
  const verdict = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (verdict !== true) {
    const { msg, line, col } = verdict.err;
    return fail('malformed', sentence(msg), { line, column: col });
  }
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

function document(nodes: RawNode[]): XmlResult {
  const roots = nodes.filter((node) => !('#text' in node) && !('#comment' in node));
  const root = roots[0];
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
    (scope as Record<string, string>)[key === 'xmlns' ? '' : key.slice(6)] = decode(value);
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
    // White space is folded before references are resolved: &#10; stays a line feed (XML 1.0, 3.3.3).
    found.push({ name, prefix, namespace, value: decode(value.replace(/[\t\n\r]/g, ' ')) });
  }
  return found;
}

function children(nodes: RawNode[], scope: Readonly<Record<string, string>>): XmlNode[] {
  const found: XmlNode[] = [];
  const addText = (text: string) => {
    const last = found.length - 1;
    if (typeof found[last] === 'string') found[last] += text;
    else found.push(text);
  };
  for (const node of nodes) {
    if ('#text' in node) addText(decode(String(node['#text'])));
    else if ('#cdata' in node) addText(inner(node['#cdata']));
    else if ('#comment' in node) found.push({ kind: 'comment', text: inner(node['#comment']) });
    else found.push(element(node, scope));
  }
  return found;
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
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function resolve(prefix: string, scope: Readonly<Record<string, string>>, name: string): string {
  const namespace = scope[prefix];
  if (namespace !== undefined && Object.hasOwn(scope, prefix)) return namespace;
  throw new Refusal(
    'unbound-prefix',
    `The prefix "${prefix}" of ${name} is bound to no namespace: xmlns:${prefix} is missing.`,
  );
}

/** Walks the prolog by hand: white space, processing instructions and comments may stand before a DOCTYPE. */
function hasDoctype(text: string): boolean {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
    const end = text.startsWith('<?', at)
      ? text.indexOf('?>', at) + 2
      : text.startsWith('<!--', at)
        ? text.indexOf('-->', at + 4) + 3
        : 0;
    if (end <= at) return text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE';
    at = end;
  }
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

import type { TreeCursor } from '@lezer/common';
import { parser } from '@lezer/xml';
import {
  type PlacedAttribute,
  type PlacedDocument,
  type PlacedElement,
  type PlacedNode,
  type PlacedOther,
  type Range,
  type Scope,
} from './placed';
import { decodeReferences } from './references';

const TOP: Scope = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

/** Reads any text as XML with positions. It never fails: what is broken is in the tree as far as it can be made out. */
export function placeXml(text: string): PlacedDocument {
  try {
    return new Placer(text).document();
  } catch (error) {
    // The parser goes as deep as the text does.
    if (error instanceof RangeError) return { text, nodes: [], root: undefined, read: false };
    throw error;
  }
}

/** An element while its end is not known yet. */
type Open = { -readonly [key in keyof PlacedElement]: PlacedElement[key] } & { children: PlacedNode[] };

/**
 * The parser's tokens are taken, and nested anew by whole names: the parser compares tag names up to their first digit
 * only, so that to it `</ns1:a>` closes `<ns1:b>`.
 */
class Placer {
  readonly #text: string;
  readonly #nodes: PlacedNode[] = [];
  readonly #open: Open[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): PlacedDocument {
    const cursor = parser.parse(this.#text).cursor();
    let more = cursor.firstChild();
    while (more) more = this.#token(cursor) ? cursor.next() : cursor.next(false);
    this.#textUpTo(this.#text.length);
    while (this.#open.length > 0) this.#leave(this.#text.length);
    const nodes = this.#nodes;
    return { text: this.#text, nodes, root: nodes.find((node) => node.kind === 'element'), read: true };
  }

  /** Takes a node of the parser's tree; true when what is in it is wanted too. */
  #token(cursor: TreeCursor): boolean {
    switch (cursor.name) {
      case 'Element':
        return true;
      case 'OpenTag':
      case 'SelfClosingTag':
        this.#enter(cursor);
        return false;
      case 'CloseTag':
      case 'MismatchedCloseTag':
        this.#close(cursor);
        return false;
      case 'StartCloseTag':
        this.#other('stray', cursor);
        return false;
      case 'Comment':
        this.#other('comment', cursor);
        return false;
      case 'Cdata':
        this.#other('cdata', cursor);
        return false;
      case 'ProcessingInst':
        this.#other('instruction', cursor);
        return false;
      case 'DoctypeDecl':
        this.#other('doctype', cursor);
        return false;
      default:
        return false;
    }
  }

  #add(node: PlacedNode) {
    (this.#open.at(-1)?.children ?? this.#nodes).push(node);
  }

  /** What lies between two tokens is text. */
  #textUpTo(end: number) {
    if (end > this.#at) this.#add({ kind: 'text', start: this.#at, end });
    this.#at = Math.max(this.#at, end);
  }

  #other(kind: PlacedOther['kind'], { from, to }: Span) {
    this.#textUpTo(from);
    this.#add({ kind, start: from, end: to });
    this.#at = to;
  }

  #enter(cursor: TreeCursor) {
    const { from, to } = cursor;
    this.#textUpTo(from);
    this.#at = to;
    const parent = this.#open.at(-1);
    const tag = readTag(this.#text, cursor);
    const scope = withDeclarations(parent?.scope ?? TOP, tag.attributes);
    const [prefix, name] = split(tag.name);
    const element: Open = {
      kind: 'element',
      qname: tag.name,
      name,
      prefix,
      namespace: scope.get(prefix),
      nameRange: tag.nameRange,
      start: from,
      end: to,
      open: { start: from, end: to },
      selfClosing: tag.selfClosing,
      complete: tag.complete,
      content: { start: to, end: to },
      close: undefined,
      attributes: tag.attributes.map((raw) => place(raw, scope)),
      children: [],
      parent,
      scope,
    };
    this.#add(element);
    if (!tag.selfClosing) this.#open.push(element);
  }

  #close(cursor: TreeCursor) {
    const { from, to } = cursor;
    this.#textUpTo(from);
    const name = closingName(this.#text, from, to);
    const depth = this.#open.findLastIndex((element) => element.qname === name);
    if (depth < 0) {
      this.#other('stray', cursor);
      return;
    }
    while (this.#open.length > depth + 1) this.#leave(from);
    this.#leave(from, { start: from, end: to });
    this.#at = to;
  }

  #leave(contentEnd: number, close?: Range) {
    const element = this.#open.pop();
    if (!element) return;
    element.content = { start: element.content.start, end: contentEnd };
    element.close = close;
    element.end = close?.end ?? contentEnd;
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface RawAttribute extends Range {
  readonly qname: string;
  readonly inner: Range | undefined;
  readonly value: string;
}

/** The name in an end tag; empty when there is none. */
export function closingName(text: string, start: number, end: number): string {
  return /^<\/\s*([^\s<>]*)/.exec(text.slice(start, end))?.[1] ?? '';
}

function readTag(text: string, cursor: TreeCursor) {
  let nameRange: Range = { start: cursor.from + 1, end: cursor.from + 1 };
  let complete = false;
  let selfClosing = false;
  const attributes: RawAttribute[] = [];
  if (cursor.firstChild()) {
    do {
      if (cursor.name === 'TagName') nameRange = { start: cursor.from, end: cursor.to };
      else if (cursor.name === 'Attribute') attributes.push(readAttribute(text, cursor));
      else if (cursor.name === 'EndTag') complete = true;
      else if (cursor.name === 'SelfCloseEndTag') complete = selfClosing = true;
    } while (cursor.nextSibling());
    cursor.parent();
  }
  return { name: text.slice(nameRange.start, nameRange.end), nameRange, complete, selfClosing, attributes };
}

function readAttribute(text: string, cursor: TreeCursor): RawAttribute {
  const { from: start, to: end } = cursor;
  let qname = '';
  let inner: Range | undefined;
  if (cursor.firstChild()) {
    do {
      if (cursor.name === 'AttributeName') qname = text.slice(cursor.from, cursor.to);
      else if (cursor.name === 'AttributeValue') inner = between(text, cursor);
    } while (cursor.nextSibling());
    cursor.parent();
  }
  const value = inner ? attributeText(text, inner) : '';
  return { start, end, qname, inner, value };
}

/** White space is folded before references are resolved: `&#10;` stays a line feed (XML 1.0, 3.3.3). */
function attributeText(text: string, inner: Range): string {
  const raw = text.slice(inner.start, inner.end).replace(/\r\n|[\t\n\r]/g, ' ');
  const result = decodeReferences(raw);
  return result.ok ? result.text : raw;
}

function between(text: string, { from, to }: Span): Range {
  const quote = text[from];
  const closed = to - from > 1 && text[to - 1] === quote;
  return { start: from + 1, end: closed ? to - 1 : to };
}

function withDeclarations(outer: Scope, attributes: readonly RawAttribute[]): Scope {
  let scope: Map<string, string> | undefined;
  for (const { qname, value } of attributes) {
    if (qname !== 'xmlns' && !qname.startsWith('xmlns:')) continue;
    scope ??= new Map(outer);
    scope.set(qname === 'xmlns' ? '' : qname.slice(6), value);
  }
  return scope ?? outer;
}

function place(raw: RawAttribute, scope: Scope): PlacedAttribute {
  const [prefix, name] = split(raw.qname);
  // An attribute without a prefix is in no namespace, whatever the default is (Namespaces in XML 1.0, 6.2).
  return { ...raw, name, prefix, namespace: prefix ? scope.get(prefix) : '' };
}

function split(qname: string): [prefix: string, name: string] {
  const colon = qname.indexOf(':');
  return colon < 0 ? ['', qname] : [qname.slice(0, colon), qname.slice(colon + 1)];
}

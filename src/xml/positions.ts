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
import { closingName, readTag, split, type RawAttribute, type Span } from './tags';

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

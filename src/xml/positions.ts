import type {
  PlacedAttribute,
  PlacedDocument,
  PlacedElement,
  PlacedNode,
  PlacedOther,
  TextRange,
} from './placed';
import { MAX_DEPTH } from './limits';
import { Bindings } from './scope';
import { closingName, split, type RawAttribute, type RawTag } from './tags';
import { tokens } from './tokens';

/** Reads any text as XML with positions. It never fails: what is broken is in the tree as far as it can be made out. */
export function placeXml(text: string): PlacedDocument {
  return new Placer(text).document();
}

/** Tags that are nested deeper than this are no message, and programs that follow them would run out of stack. */
const TOO_DEEP = 5 * MAX_DEPTH;

/** An element while its end is not known yet. */
type Open = { -readonly [key in keyof PlacedElement]: PlacedElement[key] } & { children: PlacedNode[] };

/** Nests the markup of a text by the names of its tags. */
class Placer {
  readonly #text: string;
  readonly #nodes: PlacedNode[] = [];
  readonly #open: Open[] = [];
  /** How many elements of a name are open. */
  readonly #counts = new Map<string, number>();
  readonly #bindings = new Bindings();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): PlacedDocument {
    const text = this.#text;
    for (const token of tokens(text)) {
      this.#textUpTo(token.start);
      this.#at = token.end;
      if (this.#open.length > TOO_DEEP) return { text, nodes: [], root: undefined, read: false };
      if (token.kind === 'open') this.#enter(token.tag, token);
      else if (token.kind === 'close') this.#close(token);
      else this.#other(token.kind, token);
    }
    this.#textUpTo(text.length);
    while (this.#open.length > 0) this.#leave(text.length);
    const nodes = this.#nodes;
    return { text, nodes, root: nodes.find((node) => node.kind === 'element'), read: true };
  }

  #add(node: PlacedNode) {
    (this.#open.at(-1)?.children ?? this.#nodes).push(node);
  }

  /** What lies between two tokens is text. */
  #textUpTo(end: number) {
    if (end > this.#at) this.#add({ kind: 'text', start: this.#at, end });
    this.#at = Math.max(this.#at, end);
  }

  #other(kind: PlacedOther['kind'], { start, end }: TextRange) {
    this.#add({ kind, start, end });
  }

  #enter(tag: RawTag, { start, end }: TextRange) {
    const parent = this.#open.at(-1);
    this.#bindings.enter(declarationsIn(tag.attributes));
    const { scope } = this.#bindings;
    const qname = this.#text.slice(tag.nameRange.start, tag.nameRange.end);
    const [prefix, name] = split(qname);
    const element: Open = {
      kind: 'element',
      qname,
      name,
      prefix,
      namespace: this.#bindings.get(prefix),
      nameRange: tag.nameRange,
      start,
      end,
      open: { start, end },
      selfClosing: tag.selfClosing,
      complete: tag.complete,
      content: { start: end, end },
      close: undefined,
      attributes: tag.attributes.map((raw) => this.#place(raw)),
      children: [],
      parent,
      scope,
    };
    this.#add(element);
    if (tag.selfClosing) {
      this.#bindings.leave(declares(element));
      return;
    }
    this.#open.push(element);
    this.#counts.set(qname, (this.#counts.get(qname) ?? 0) + 1);
  }

  #place(raw: RawAttribute): PlacedAttribute {
    const [prefix, name] = split(raw.qname);
    // An attribute without a prefix is in no namespace, whatever the default is (Namespaces in XML 1.0, 6.2).
    return { ...raw, name, prefix, namespace: prefix ? this.#bindings.get(prefix) : '' };
  }

  #close({ start, end }: TextRange) {
    const name = closingName(this.#text, start, end);
    if (!this.#counts.get(name)) {
      this.#other('stray', { start, end });
      return;
    }
    while (this.#open.at(-1)?.qname !== name) this.#leave(start);
    this.#leave(start, { start, end });
  }

  #leave(contentEnd: number, close?: TextRange) {
    const element = this.#open.pop();
    if (!element) return;
    this.#counts.set(element.qname, (this.#counts.get(element.qname) ?? 1) - 1);
    this.#bindings.leave(declares(element));
    element.content = { start: element.content.start, end: contentEnd };
    element.close = close;
    element.end = close?.end ?? contentEnd;
  }
}

function declares({ attributes }: PlacedElement): boolean {
  return attributes.some(({ qname }) => isDeclared(qname));
}

function isDeclared(qname: string): boolean {
  return qname === 'xmlns' || qname.startsWith('xmlns:');
}

function declarationsIn(attributes: readonly RawAttribute[]): Map<string, string> | undefined {
  let own: Map<string, string> | undefined;
  for (const { qname, value } of attributes) {
    if (!isDeclared(qname)) continue;
    own ??= new Map();
    own.set(qname === 'xmlns' ? '' : qname.slice(6), value);
  }
  return own;
}

import { decodeReferences } from './decode-references';
import type { Scope } from './scope';

/** A piece of a text: `start` counts in, `end` does not; both in UTF-16 code units from the text's beginning. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: what stands in the range gives way to `text`. Empty ranges insert. */
export interface Edit extends TextRange {
  readonly text: string;
}

/** An attribute where it stands; namespace declarations are attributes too. */
export interface PlacedAttribute extends TextRange {
  /** As written, with its prefix. */
  readonly qname: string;
  readonly name: string;
  readonly prefix: string;
  /** Empty for none, undefined when the prefix is bound to nothing. */
  readonly namespace: string | undefined;
  /** Decoded. */
  readonly value: string;
  /** Between the quotes; undefined when there are none. */
  readonly inner: TextRange | undefined;
}

/** An element where it stands, as far as it was written. */
export interface PlacedElement extends TextRange {
  readonly kind: 'element';
  readonly qname: string;
  readonly name: string;
  readonly prefix: string;
  /** Empty for none, undefined when the prefix is bound to nothing. */
  readonly namespace: string | undefined;
  /** The name in the start tag. */
  readonly nameRange: TextRange;
  /** The start tag, from `<` to `>`. */
  readonly open: TextRange;
  readonly selfClosing: boolean;
  /** The start tag has its `>`. */
  readonly complete: boolean;
  /** Between the tags. Empty, at the end, when the element closes itself. */
  readonly content: TextRange;
  /** The end tag, or undefined when there is none. */
  readonly close: TextRange | undefined;
  readonly attributes: readonly PlacedAttribute[];
  readonly children: readonly PlacedNode[];
  readonly parent: PlacedElement | undefined;
  readonly scope: Scope;
}

/** Text between markup, references and all. */
export interface PlacedText extends TextRange {
  readonly kind: 'text';
}

/** Whatever else can stand between tags. A stray end tag closes nothing. */
export interface PlacedOther extends TextRange {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype' | 'stray';
}

export type PlacedNode = PlacedElement | PlacedText | PlacedOther;

/** A text as a tree with positions. There is always one, however broken the text. */
export interface PlacedDocument {
  readonly text: string;
  readonly nodes: readonly PlacedNode[];
  /** The first element at the top. */
  readonly root: PlacedElement | undefined;
  /** False when the text is nested so deeply that it was not read. */
  readonly read: boolean;
}

/** The element children, in order. */
export function placedElements(parent: PlacedElement): PlacedElement[] {
  return parent.children.filter((node) => node.kind === 'element');
}

/** An attribute by local name; `namespace` is empty for attributes without a prefix. */
export function placedAttribute(
  element: PlacedElement,
  name: string,
  namespace = '',
): PlacedAttribute | undefined {
  return element.attributes.find(
    (candidate) => candidate.name === name && candidate.namespace === namespace && !isDeclaration(candidate),
  );
}

/** True for `xmlns` and `xmlns:…`. */
export function isDeclaration(attribute: PlacedAttribute): boolean {
  return attribute.qname === 'xmlns' || attribute.prefix === 'xmlns';
}

/** The element's own text, decoded, as a parser reports it: line ends are line feeds (XML 1.0, 2.11). */
export function ownText(text: string, element: PlacedElement): string {
  let own = '';
  for (const node of element.children) {
    if (node.kind === 'text') own += decoded(text, node);
    else if (node.kind === 'cdata') own += rawCdata(text, node);
  }
  return own;
}

/** What a CDATA section says, as a parser reports it. */
export function rawCdata(text: string, { start, end }: TextRange): string {
  return unfold(text.slice(start + 9, end - 3));
}

/** What a piece of text says once its references are resolved; it stays as it is where they can't be. */
export function decoded(text: string, range: TextRange): string {
  const raw = unfold(text.slice(range.start, range.end));
  const result = decodeReferences(raw);
  return result.ok ? result.text : raw;
}

function unfold(raw: string): string {
  return raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
}

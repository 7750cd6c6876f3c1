import type { Edit, TextRange } from './placed';

/** A change that mends something, in words. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Offered for one place at a time only: its author has to say what was meant. */
  readonly alone?: boolean;
}

/** A place where a text is not well-formed XML, or not XML that SOAP allows. */
export interface XmlFlaw extends TextRange {
  readonly code:
    | 'ampersand'
    | 'less-than'
    | 'reference'
    | 'cdata-end'
    | 'unfinished-tag'
    | 'unclosed-element'
    | 'mismatched-tag'
    | 'stray-closing-tag'
    | 'attribute-value'
    | 'attribute-space'
    | 'duplicate-attribute'
    | 'name'
    | 'comment'
    | 'cdata'
    | 'instruction'
    | 'declaration'
    | 'doctype'
    | 'forbidden-character'
    | 'text-outside'
    | 'several-roots'
    | 'no-root'
    | 'unbound-prefix'
    | 'namespace-declaration'
    | 'too-deep'
    | 'too-many-names'
    | 'white-space';
  /** A sentence for the user. */
  readonly message: string;
  /** Present where there is one right answer. */
  readonly fix?: Fix;
  /** The prefix that is bound to nothing. */
  readonly prefix?: string;
}

/** Flaws after which the tree of a text can't be trusted to mean what its author meant. */
const BREAKING: ReadonlySet<XmlFlaw['code']> = new Set([
  'less-than',
  'unfinished-tag',
  'unclosed-element',
  'mismatched-tag',
  'stray-closing-tag',
  'attribute-value',
  'comment',
  'cdata',
  'instruction',
  'doctype',
  'several-roots',
  'no-root',
  'too-deep',
  'too-many-names',
]);

/** True when the flaw leaves the nesting of the elements in doubt. */
export function breaksTree(flaw: XmlFlaw): boolean {
  return BREAKING.has(flaw.code);
}

/** One edit under a title. */
export function fix(title: string, start: number, end: number, text: string): Fix {
  return { title, edits: [{ start, end, text }] };
}

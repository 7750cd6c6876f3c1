import { isXmlSpace } from '../text/white-space';
/** What a scanner has come to. */
export const ScanToken = {
  /** The end of the text. */
  end: 0,
  /** A start tag, or an empty-element tag: `selfClosing` says which. */
  open: 1,
  /** An end tag that closes the innermost open element. */
  close: 2,
  /** Character data with its references as written. */
  text: 3,
  cdata: 4,
  /** A comment, a processing instruction, an XML declaration or a document type declaration. */
  other: 5,
  /** The text is no XML from `start` on; `message` says why. Nothing comes after it. */
  broken: 6,
} as const;

export type TokenKind = (typeof ScanToken)[keyof typeof ScanToken];

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BLANK = 0x20;

/**
 * Walks through an XML text once, tag by tag, without building anything: for texts so large that a tree of them costs
 * too much. Offsets count UTF-16 code units. It checks that tags nest; what else XML asks for, `parseXml` checks.
 */
export class XmlScanner {
  readonly text: string;
  /** Where the present token starts and ends. */
  start = 0;
  end = 0;
  /** The whole name of the present start tag, prefix included. */
  name = '';
  selfClosing = false;
  /** Whether the present start tag has more in it than its name. */
  hasAttributes = false;
  /** Why the text is no XML, once `next` has answered `Token.broken`. */
  message = '';
  readonly #limit: number;
  readonly #open: string[] = [];
  #at: number;

  /** @param from @param to the part to walk through: some whole elements. */
  constructor(text: string, from = 0, to = text.length) {
    this.text = text;
    this.#at = from;
    this.#limit = to;
  }

  /** How many elements are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** Goes on to the next token. */
  next(): TokenKind {
    const { text } = this;
    const at = this.#at;
    if (at >= this.#limit) return this.#finish();
    if (text.charCodeAt(at) !== LESS) {
      const found = text.indexOf('<', at);
      return this.#token(ScanToken.text, at, found < 0 || found > this.#limit ? this.#limit : found);
    }
    const second = text.charCodeAt(at + 1);
    if (second === SLASH) return this.#close(at);
    if (second === BANG) return this.#declaration(at);
    if (second === QUESTION) return this.#upTo(at, '?>', ScanToken.other);
    return this.#startTag(at);
  }

  /** Skips what the element holds whose start tag is the present token. @returns where its end tag starts. */
  skip(): number {
    if (this.selfClosing) return this.end;
    const depth = this.depth - 1;
    for (;;) {
      const token = this.next();
      if (token === ScanToken.close && this.depth === depth) return this.start;
      if (token === ScanToken.end || token === ScanToken.broken) return this.#limit;
    }
  }

  #token(kind: TokenKind, start: number, end: number): TokenKind {
    this.start = start;
    this.end = end;
    this.#at = end;
    return kind;
  }

  #finish(): TokenKind {
    const open = this.#open.at(-1);
    if (open === undefined) return this.#token(ScanToken.end, this.#limit, this.#limit);
    return this.#broken(this.#limit, `The text ends inside <${open}>: it was cut off.`);
  }

  #broken(at: number, message: string): TokenKind {
    this.message = message;
    this.#open.length = 0;
    this.#token(ScanToken.broken, at, at);
    this.#at = this.#limit;
    return ScanToken.broken;
  }

  #startTag(at: number): TokenKind {
    const { text } = this;
    let index = at + 1;
    let code = text.charCodeAt(index);
    while (code > BLANK && code !== GREATER && code !== SLASH && code !== LESS)
      code = text.charCodeAt(++index);
    if (Number.isNaN(code) || index > this.#limit) return this.#cutOff(at);
    if (index === at + 1)
      return this.#broken(at, 'A < stands where no tag begins; as text it is written &lt;.');
    this.name = text.slice(at + 1, index);
    this.hasAttributes = code !== GREATER && !(code === SLASH && text.charCodeAt(index + 1) === GREATER);
    if (this.hasAttributes) index = this.#afterAttributes(index);
    if (index < 0) return this.#cutOff(at);
    if (text.charCodeAt(index) === LESS)
      return this.#broken(at, `The tag <${this.name} is not closed before the next one begins.`);
    this.selfClosing = text.charCodeAt(index) === SLASH;
    if (!this.selfClosing) this.#open.push(this.name);
    return this.#token(ScanToken.open, at, this.selfClosing ? index + 2 : index + 1);
  }

  /** @returns where the tag's `>`, `/>` or a stray `<` is; -1 when the text ends before. */
  #afterAttributes(from: number): number {
    const { text } = this;
    for (let index = from; index < this.#limit; index += 1) {
      const code = text.charCodeAt(index);
      if (code === GREATER || code === LESS) return index;
      if (code === SLASH && text.charCodeAt(index + 1) === GREATER) return index;
      if (code !== QUOTE && code !== APOSTROPHE) continue;
      index = text.indexOf(code === QUOTE ? '"' : "'", index + 1);
      if (index < 0) return -1;
    }
    return -1;
  }

  #close(at: number): TokenKind {
    const { text } = this;
    const end = text.indexOf('>', at);
    if (end < 0 || end >= this.#limit) return this.#cutOff(at);
    const name = this.#open.pop();
    const after = at + 2 + (name?.length ?? 0);
    const matches =
      name !== undefined &&
      text.startsWith(name, at + 2) &&
      (after === end || isXmlSpace(text.slice(after, end)));
    if (matches) return this.#token(ScanToken.close, at, end + 1);
    const tag = text.slice(at, Math.min(end + 1, at + 80));
    return this.#broken(
      at,
      name === undefined ? `${tag} closes nothing.` : `${tag} stands where </${name}> is due.`,
    );
  }

  #declaration(at: number): TokenKind {
    if (this.text.startsWith('<!--', at)) return this.#upTo(at, '-->', ScanToken.other);
    if (this.text.startsWith('<![CDATA[', at)) return this.#upTo(at, ']]>', ScanToken.cdata);
    return this.#upTo(at, '>', ScanToken.other);
  }

  #upTo(at: number, close: string, kind: TokenKind): TokenKind {
    const found = this.text.indexOf(close, at + 2);
    if (found < 0 || found + close.length > this.#limit) return this.#cutOff(at);
    return this.#token(kind, at, found + close.length);
  }

  #cutOff(at: number): TokenKind {
    return this.#broken(at, 'The text ends inside a tag: it was cut off.');
  }
}

/** A name without its prefix. */
export function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

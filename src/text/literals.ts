import { doubled, phpLike, singleQuoted, type Dialect } from './literal-dialects';
import { openingOf, type Opening } from './literal-opening';
import { Rewriting, type Mapped } from './mapped';

/** A string as a program, a log or a data file holds it, with its escapes taken off. */
export interface Literal {
  readonly text: Mapped;
  /** After the closing quote of its last piece. */
  readonly end: number;
  readonly layer: Dialect['layer'];
  /** Expressions in it whose value the text does not tell; they stay as they were written. */
  readonly unknown: readonly string[];
}

/** Tells the value of an expression that is put into a string, or undefined. */
export type ValueOf = (expression: string) => Mapped | string | undefined;

/**
 * Reads the string literal that holds what stands at `begin`, which must be the first thing in it but white space.
 * Literals that are put together (`'…' + "…"`, `xml .= '…'`, `append("…")`) are read on until the element is closed.
 *
 * @param name the local name of the element that the string holds.
 * @returns undefined when no quote or here-document opens there, or when the literal does not hold the whole element.
 */
export function literalAround(
  source: Mapped,
  begin: number,
  name: string,
  valueOf: ValueOf,
): Literal | undefined {
  const opening = openingOf(source.text, begin);
  if (!opening) return undefined;
  const closed = new RegExp(`</(?:[\\w.-]{1,64}:)?${name}\\s{0,20}>|^\\s*<[^<>]{0,500}/>\\s*$`);
  const reader = new LiteralReader(source, closed, valueOf);
  const end = reader.read(opening, begin);
  const text = reader.out.finish(end);
  if (!closed.test(text.text)) return undefined;
  return {
    text: opening.margin ? unindented(text, opening.margin) : text,
    end,
    layer: opening.dialect.layer,
    unknown: [...reader.unknown],
  };
}

const PREFIX = '(?:[$@bBrRuUfF]{1,2}(?=["\']))?';
const ADJACENT = new RegExp(
  `(?:\\s|\\\\\\r?\\n|_(?=\\r?\\n))*([+.&,~]|\\.\\.|<>)?(?:\\s|\\\\\\r?\\n)*${PREFIX}(["'\`])`,
  'y',
);
const STATEMENT = new RegExp(
  `\\s{0,200}\\)?\\s{0,20};?\\s{0,20}(?://[^\\n]*)?\\r?\\n\\s{0,200}[$\\w.>-]{0,100}\\s{0,20}(?:\\.=|\\+=|&=|=[ \\t]{0,9}\\$?\\w{1,60}[ \\t]{0,9}[+.&]|\\.?[aA]ppend(?:Line)?\\(|<<)\\s{0,20}${PREFIX}(["'\`])`,
  'y',
);
const CHAINED = new RegExp(`\\s*\\)\\s{0,200}\\.[aA]ppend(?:Line)?\\(\\s{0,20}${PREFIX}(["'\`])`, 'y');
const EXPRESSION = new RegExp(
  `\\s{0,200}(?:([+.&])|\\)\\s{0,200}\\.[aA]ppend\\()\\s{0,200}([^"'\`;\\n]{1,160}?)\\s{0,200}(?:\\1|\\)\\s{0,200}\\.[aA]ppend\\()\\s{0,200}(?:_\\s{0,200})?${PREFIX}(["'\`])`,
  'y',
);

class LiteralReader {
  readonly out: Rewriting;
  readonly unknown = new Set<string>();
  readonly #text: string;
  readonly #valueOf: ValueOf;
  readonly #closed: RegExp;
  /** Whether the element's end has been read. */
  #isClosed = false;

  constructor(source: Mapped, closed: RegExp, valueOf: ValueOf) {
    this.#closed = closed;
    this.#text = source.text;
    this.#valueOf = valueOf;
    this.out = new Rewriting(source);
  }

  read(opening: Opening, begin: number): number {
    const { close, dialect, until } = opening;
    let end = this.#piece(begin, close, dialect, until);
    if (close.length !== 1) return end;
    for (let count = 0; count < 5000 && !this.#isClosed; count += 1) {
      const next = this.#next(end);
      if (next < 0) break;
      const quote = this.#text.charAt(next - 1);
      end = this.#piece(next, quote, quote === close ? dialect : dialectOf(dialect, quote));
    }
    return end;
  }

  /** One literal up to its closing mark; returns where the text goes on. */
  #piece(start: number, close: string, dialect: Dialect, until = this.#text.length): number {
    const text = this.#text;
    const notable = notableIn(dialect, close);
    let kept = start;
    let at = start;
    let end = until;
    let next = until;
    while (at < until) {
      notable.lastIndex = at;
      const found = notable.exec(text)?.index ?? until;
      if (found >= until) break;
      const filled = dialect.interpolation && this.#interpolated(dialect.interpolation, found);
      const escape = filled ? null : dialect.escapeAt(text, found);
      const shellQuote = close === "'" && text.startsWith("'\\''", found);
      if (filled || escape || shellQuote) {
        this.out.keep(kept, found);
        if (shellQuote) this.out.replace("'", found + 2);
        else if (escape) this.out.replace(escape[0], found);
        else this.#fill(filled ?? '', found);
        at = kept = found + (shellQuote ? 4 : (escape?.[1] ?? filled?.length ?? 1));
      } else if (close !== '' && closes(text, close, found)) {
        end = found;
        next = found + close.length;
        break;
      } else at = found + 1;
    }
    if (close.startsWith('\n') && text.charAt(end - 1) === '\r') end -= 1;
    this.out.keep(kept, end);
    this.#isClosed ||= this.#closed.test(text.slice(Math.max(start, end - 300), end));
    return next;
  }

  #interpolated(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0];
  }

  #fill(written: string, at: number) {
    const value = this.#valueOf(written);
    if (value === undefined) {
      this.unknown.add(written);
      this.out.keep(at, at + written.length);
    } else if (typeof value === 'string') this.out.replace(value, at);
    else this.out.insert(value);
  }

  /** After the quote that opens the next piece, or -1 when the string ends here. */
  #next(end: number): number {
    for (const pattern of [ADJACENT, STATEMENT, CHAINED]) {
      pattern.lastIndex = end;
      const match = pattern.exec(this.#text);
      if (!match) continue;
      if (match[1] === ',') this.out.replace('\n', end);
      return end + match[0].length;
    }
    EXPRESSION.lastIndex = end;
    const match = EXPRESSION.exec(this.#text);
    if (!match) return -1;
    const [whole, , expression = ''] = match;
    this.#fill(expression, end + whole.indexOf(expression));
    return end + whole.length;
  }
}

/** A piece in the other kind of quotes has the other kind of escapes. */
function dialectOf(first: Dialect, quote: string): Dialect {
  if (first.layer === 'doubled-quotes') return doubled(quote);
  return first === singleQuoted && quote === '"' ? phpLike : first;
}

/** Every character that may end a literal or stand for something else in it. */
function notableIn({ special }: Dialect, close: string): RegExp {
  const characters = `${special.source === '(?!)' ? '' : special.source.slice(1, -1)}${close === '' ? '' : close.charAt(0)}`;
  return characters === '' ? /(?!)/g : new RegExp(`[${characters}]`, 'g');
}

/** Whether a literal ends here: at its closing mark, or at a line that begins with a here-document's word. */
function closes(text: string, close: string, at: number): boolean {
  if (!close.startsWith('\n') || /^\n["']/.test(close)) return text.startsWith(close, at);
  const line = text.slice(at + 1, at + 300);
  const mark = line.trimStart();
  return !/^\s*\n/.test(line) && mark.startsWith(close.slice(1)) && !/^\w/.test(mark.slice(close.length - 1));
}

/** Lines without the margin that the first one has; a line that has less of it keeps what follows its white space. */
export function unindented(source: Mapped, margin: number): Mapped {
  const out = new Rewriting(source);
  let at = 0;
  const line = new RegExp(`\\n[ \\t]{0,${margin}}`, 'g');
  for (const match of source.text.matchAll(line)) {
    out.keep(at, match.index + 1);
    at = match.index + match[0].length;
  }
  out.keep(at, source.text.length);
  return out.finish(source.text.length);
}

import { ansiEscapeAt, backslashAt, type Escape } from './escapes';

/** How a string literal is written: what ends it, what is escaped in it, and where values are put into it. */
export interface Dialect {
  /** What was taken off, for words about it. */
  readonly layer: 'backslashes' | 'doubled-quotes' | 'backticks' | 'here-document' | 'indentation' | 'raw';
  /** Every character that may mean something other than itself, as a class of characters. */
  readonly special: RegExp;
  /** What stands at such a character; null when it means itself. */
  readonly escapeAt: (text: string, index: number) => Escape;
  /** A value that is put in where it matches; the expression is in one of its groups. */
  readonly interpolation?: RegExp;
}

/** Interpolations by the languages that have them, sticky. */
export const INTERPOLATION = {
  template: /\$\{([^{}\n]{1,200})\}/y,
  dollar:
    /\$\{([^{}\n]{1,200})\}|\{\$([^{}\n]{1,200})\}|\$\(([^\n<]{1,200})\)(?=<)|\$([A-Za-z_]\w*(?:->\w+)*)/y,
  ruby: /#\{([^{}\n]{1,200})\}/y,
  braces: /\{([A-Za-z_][^{}\n]{0,200})\}/y,
} as const;

const nothing = () => null;

/** No escapes at all: Go's backticks, single-quoted here-documents, C++ raw strings. */
export const raw: Dialect = { layer: 'raw', special: /(?!)/g, escapeAt: nothing };

/** The escapes of C and its many descendants: JSON, JavaScript, Java, C#, Python, Go, YAML with double quotes. */
export const backslashes: Dialect = { layer: 'backslashes', special: /[\\]/g, escapeAt: commonEscape };

/** The same, where values are put in as `${name}`: JavaScript's backticks. */
export const template: Dialect = {
  ...backslashes,
  special: /[\\$]/g,
  interpolation: INTERPOLATION.template,
};

/** Python's bytes: `\xc3\xa9` are two bytes of one character. */
export const bytes: Dialect = {
  ...backslashes,
  escapeAt(text, index) {
    const run = /^(?:\\x[0-9a-fA-F]{2})+/.exec(text.slice(index, index + 256))?.[0];
    if (run === undefined) return commonEscape(text, index);
    const codes = run.split('\\x').slice(1);
    return [new TextDecoder().decode(Uint8Array.from(codes, (code) => parseInt(code, 16))), run.length];
  },
};

/** PHP's and Ruby's single quotes: only the quote and the backslash itself are escaped. */
export const singleQuoted: Dialect = {
  layer: 'backslashes',
  special: /[\\]/g,
  escapeAt: (text, index) =>
    text.charAt(index) === '\\' && /['\\]/.test(text.charAt(index + 1)) ? [text.charAt(index + 1), 2] : null,
};

/** Double quotes and here-documents of PHP, Perl and Kotlin. */
export const phpLike: Dialect = {
  layer: 'backslashes',
  special: /[\\${]/g,
  escapeAt: commonEscape,
  interpolation: INTERPOLATION.dollar,
};

/** Double quotes and here-documents of Ruby. */
export const rubyLike: Dialect = {
  layer: 'backslashes',
  special: /[\\#]/g,
  escapeAt: commonEscape,
  interpolation: INTERPOLATION.ruby,
};

/** A quote is written twice: Visual Basic, SQL, C# with `@`, CSV, YAML's and PowerShell's single quotes. */
export function doubled(quote: string, isFilled = false): Dialect {
  return {
    layer: 'doubled-quotes',
    special: isFilled ? /["'{}]/g : /["']/g,
    escapeAt(text, index) {
      const character = text.charAt(index);
      const isTwice = text.charAt(index + 1) === character;
      return isTwice && (character === quote || (isFilled && /[{}]/.test(character))) ? [character, 2] : null;
    },
    ...(isFilled && { interpolation: INTERPOLATION.braces }),
  };
}

/** Python's `f'…'` and C#'s `$"…"`: braces are written twice. */
export const filled: Dialect = {
  layer: 'backslashes',
  special: /[\\{}]/g,
  escapeAt(text, index) {
    const character = text.charAt(index);
    if (character === '\\') return commonEscape(text, index);
    return /[{}]/.test(character) && text.charAt(index + 1) === character ? [character, 2] : null;
  },
  interpolation: INTERPOLATION.braces,
};

const BACKTICKS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', b: '\b' };

/** PowerShell: a backtick escapes, and ends a line that goes on. */
export const backticks: Dialect = {
  layer: 'backticks',
  special: /[`$"]/g,
  escapeAt(text, index) {
    const next = text.charAt(index + 1);
    if (text.charAt(index) === '"') return next === '"' ? ['"', 2] : null;
    if (text.charAt(index) !== '`' || next === '') return null;
    return [BACKTICKS[next] ?? next, 2];
  },
  interpolation: INTERPOLATION.dollar,
};

/** An unquoted here-document of a shell. */
export const hereDocument: Dialect = {
  layer: 'here-document',
  special: /[\\$]/g,
  escapeAt: (text, index) =>
    text.charAt(index) === '\\' && /[\\$`]/.test(text.charAt(index + 1)) ? [text.charAt(index + 1), 2] : null,
  interpolation: INTERPOLATION.dollar,
};

/** YAML's folding: a line break within a quoted scalar is a space, and an escaped one is nothing (YAML 1.2, 7.3.1). */
export function folded(dialect: Dialect): Dialect {
  return {
    ...dialect,
    special: dialect.layer === 'backslashes' ? /[\\\n]/g : /['\n]/g,
    escapeAt(text, index) {
      const piece = text.slice(index, index + 1000);
      const joint = dialect.layer === 'backslashes' ? /^\\(?:\r?\n[ \t]*|(?=[ \t]))/.exec(piece) : null;
      if (joint) return joint[0] === '\\' ? [text.charAt(index + 1), 2] : ['', joint[0].length];
      const lines = /^\n(?:[ \t]*\r?\n)*[ \t]*/.exec(piece)?.[0];
      if (lines === undefined) return dialect.escapeAt(text, index);
      const count = lines.split('\n').length - 1;
      return [count === 1 ? ' ' : '\n'.repeat(count - 1), lines.length];
    },
  };
}

/** What most languages escape; a backslash before a line's end joins the lines, any other character stands for itself. */
function commonEscape(text: string, index: number): Escape {
  if (text.charAt(index) !== '\\') return null;
  const next = text.charAt(index + 1);
  if (next === '\n') return ['', 2];
  if (/[$#{}`]/.test(next)) return [next, 2];
  const long = /^\\u\{([0-9A-Fa-f]{1,6})\}/.exec(text.slice(index, index + 10));
  if (long && parseInt(long[1] ?? '', 16) <= 0x10ffff)
    return [String.fromCodePoint(parseInt(long[1] ?? '', 16)), long[0].length];
  return backslashAt(text, index) ?? ansiEscapeAt(text, index);
}

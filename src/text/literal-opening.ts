import {
  backslashes,
  backticks,
  bytes,
  doubled,
  filled,
  folded,
  hereDocument,
  phpLike,
  raw,
  rubyLike,
  singleQuoted,
  template,
  type Dialect,
} from './literal-dialects';

/** How the string begins that holds a place in a text. */
export interface Opening {
  /** What ends it; after a line feed, a line that begins with the rest. */
  readonly close: string;
  readonly dialect: Dialect;
  /** Where it ends, when no mark ends it. */
  readonly until?: number;
  /** White space that each line has in front and that is no part of the string. */
  readonly margin?: number;
}

/** White space and escaped white space before the first character of a string that matters. */
const LEAD = /(?:\s|\\[nrt]|`[nrt]|\\u000[aAdD])*$/;

/** Finds what opens right before `begin`: a quote, a here-document, a block of YAML; undefined when nothing does. */
export function openingOf(text: string, begin: number): Opening | undefined {
  const before = text.slice(Math.max(0, begin - 400), begin);
  const lead = LEAD.exec(before)?.[0] ?? '';
  const code = before.slice(0, before.length - lead.length);
  const isOnNewLine = lead.includes('\n');
  const margin = /(?:^|\n)([ \t]*)$/.exec(before)?.[1]?.length ?? 0;
  const quote = code.charAt(code.length - 1);
  const prefix = /(?:^|[^\w$@])([$@bBrRuUfFlL]{1,3})(?:"""|'''|["'])$/.exec(code)?.[1] ?? '';
  if (/["'`]/.test(quote)) {
    if (code.charAt(code.length - 2) === '\\') return undefined;
    if (code.endsWith(quote.repeat(3)) && quote !== '`')
      return tripled(quote, prefix, isOnNewLine ? margin : 0, text);
    if (isOnNewLine && code.endsWith(`@${quote}`))
      return { close: `\n${quote}@`, dialect: quote === '"' ? { ...backticks, special: /[`$]/g } : raw };
    if (quote === '`') return { close: '`', dialect: isGo(text, code) ? raw : template };
    return { close: quote, dialect: quotedDialect(text, begin, quote, prefix, code) };
  }
  return isOnNewLine ? blockOpening(text, code, margin, begin) : undefined;
}

/** Python's, Java's, Kotlin's, Swift's and C#'s strings of many lines; Java takes the margin off. */
function tripled(quote: string, prefix: string, margin: number, text: string): Opening {
  const close = quote.repeat(3);
  const isRaw = /[rR@]/.test(prefix);
  const isKotlin = /\b(?:val|fun)\s+\w+/.test(text);
  const dialect = isRaw
    ? raw
    : /[fF$]/.test(prefix)
      ? filled
      : isKotlin
        ? { ...phpLike, escapeAt: () => null }
        : backslashes;
  return { close, dialect, margin };
}

/** Here-documents of shells, PHP, Perl and Ruby, blocks of YAML, and bodies of `.bru` files. */
function blockOpening(text: string, code: string, margin: number, begin: number): Opening | undefined {
  const line = code.slice(code.lastIndexOf('\n') + 1);
  const here = /(<<<|<<[~-]?)[ \t]*(["']?)([A-Za-z_]\w*)\2[^\n]*$/.exec(line);
  if (here) {
    const [, mark = '', quote = '', name = ''] = here;
    const isRuby = mark === '<<~' || /^\s*(?:\w+ = |def )|\.\w+\(<</.test(line);
    const dialect = quote === "'" ? raw : mark === '<<<' ? phpLike : isRuby ? rubyLike : hereDocument;
    return {
      close: `\n${name}`,
      dialect: { ...dialect, layer: 'here-document' },
      margin: mark === '<<~' || mark === '<<<' ? margin : 0,
    };
  }
  const block =
    /^([ \t]*)(?:- )?[\w"'.-]+:[ \t]+[|>][-+0-9]*[ \t]*$/.exec(line) ??
    /^()body(?::\w+)?[ \t]*\{[ \t]*$/.exec(line);
  if (!block || margin === 0) return undefined;
  // The block ends at the first line that is indented less than its first one.
  const dedent = new RegExp(`\\n(?![ \\t]{${margin}})(?=[ \\t]*\\S)`, 'g');
  dedent.lastIndex = begin;
  return {
    close: '',
    dialect: { ...raw, layer: 'indentation' },
    margin,
    until: dedent.exec(text)?.index ?? text.length,
  };
}

function quotedDialect(text: string, begin: number, quote: string, prefix: string, code: string): Dialect {
  const line = code.slice(code.lastIndexOf('\n') + 1);
  const inner = text.indexOf(quote, begin);
  // In a program an operator or a comma follows the closing quote, in YAML nothing does.
  const isCode = /^[ \t]*[+,;)}\].&]/.test(text.slice(inner + 1, inner + 40));
  const isYaml = !isCode && /^[ \t]*(?:- )?[\w.-]+: +$/.test(line.slice(0, -1));
  const previous = text.charAt(inner - 1);
  const isDoubled = previous !== '\\' && text.charAt(inner + 1) === quote;
  if (prefix.includes('@')) return doubled('"', prefix.includes('$'));
  if (/[rR]/.test(prefix)) return raw;
  if (/[bB]/.test(prefix)) return bytes;
  if (/[fF$]/.test(prefix)) return filled;
  if (previous === '`' && quote === '"') return backticks;
  if (isDoubled) return isYaml ? folded(doubled(quote)) : doubled(quote);
  if (isYaml) return folded(quote === '"' ? backslashes : doubled(quote));
  const holdsLines = inner > 0 && text.slice(begin, inner).includes('\n');
  if (quote === "'") return holdsLines || isPhp(text, code) ? singleQuoted : backslashes;
  if (isPhp(text, code)) return phpLike;
  return /\b(?:def|end|require)\b/.test(text.slice(0, 5000)) && text.includes('#{') ? rubyLike : backslashes;
}

function isGo(text: string, code: string): boolean {
  return /:=\s*`$/.test(code) || /^package \w+/m.test(text.slice(0, 20_000));
}

function isPhp(text: string, code: string): boolean {
  return /<\?php/.test(text.slice(0, 2000)) || /\$\w+(?:\[[^\]\n]*\])?\s*\.?=\s*["']$|=>\s*["']$/.test(code);
}

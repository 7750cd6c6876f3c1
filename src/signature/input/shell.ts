import { Rewriting, type Mapped } from './mapped';
import { backslashAt, unescapeLayer } from './unescape';

/** More words than any command that carries one envelope. */
const mostWords = 2000;

/** Cuts a command into its words and takes off the quotes, as a POSIX shell with `$'…'` or Windows' `cmd` does. */
export function shellWords(source: Mapped): Mapped[] {
  const windows = /^\S+[ \t]{0,8}[^\n]{0,512}?\^["\r\n]/.test(source.text);
  const command = windows ? unescapeLayer(source, 'carets') : source;
  const words: Mapped[] = [];
  let at = 0;
  while (words.length < mostWords) {
    at = skipBlanks(command.text, at);
    const word = readWord(command, at);
    if (!word) break;
    words.push(word.word);
    at = word.end;
  }
  return words;
}

/** A backslash joins lines in POSIX shells, a backtick in PowerShell. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const joint = /^[\\`]\r?\n/.exec(text.slice(at, at + 3));
    if (joint) at += joint[0].length;
    else if (/[ \t\r]/.test(text.charAt(at))) at += 1;
    else break;
  }
  return at;
}

function readWord(source: Mapped, start: number): { word: Mapped; end: number } | null {
  const { text } = source;
  if (start >= text.length || /[\n;|]/.test(text.charAt(start))) return null;
  const out = new Rewriting(source);
  let at = start;
  while (at < text.length && !/[ \t\r\n;|]/.test(text.charAt(at))) {
    const character = text.charAt(at);
    if (text.startsWith("$'", at)) at = ansi(out, text, at + 2);
    else if (character === "'") at = single(out, text, at + 1);
    else if (character === '"') at = double(out, text, at + 1);
    else if (character === '\\' && at + 1 < text.length) {
      const joins = text.charAt(at + 1) === '\n';
      if (!joins) out.keep(at + 1, at + 2);
      at += 2;
    } else {
      const end = plainEnd(text, at + 1);
      out.keep(at, end);
      at = end;
    }
  }
  return { word: out.finish(at), end: at };
}

function plainEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[ \t\r\n;|'"\\]/.test(text.charAt(at)) && !text.startsWith("$'", at)) at++;
  return at;
}

function single(out: Rewriting, text: string, start: number): number {
  const close = text.indexOf("'", start);
  const end = close < 0 ? text.length : close;
  out.keep(start, end);
  return end + 1;
}

/** Windows doubles a quote within quotes where POSIX shells put a backslash before it. */
function double(out: Rewriting, text: string, start: number): number {
  let kept = start;
  let at = start;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '"' && next !== '"') break;
    const escaped = character === '\\' && next !== '' && '"\\$`\n'.includes(next);
    if (!escaped && character !== '"') continue;
    out.keep(kept, at);
    kept = next === '\n' ? at + 2 : at + 1;
    at++;
  }
  out.keep(kept, Math.min(at, text.length));
  return at + 1;
}

/** The `$'…'` of bash and zsh. */
function ansi(out: Rewriting, text: string, start: number): number {
  let kept = start;
  let at = start;
  for (; at < text.length && text.charAt(at) !== "'"; at++) {
    if (text.charAt(at) !== '\\') continue;
    const escape = backslashAt(text, at);
    if (!escape) continue;
    out.keep(kept, at);
    out.replace(escape[0], at);
    at += escape[1] - 1;
    kept = at + 1;
  }
  out.keep(kept, Math.min(at, text.length));
  return at + 1;
}

import { ansiEscapeAt } from './escapes';
import { replaceMatches, Rewriting, slice, type Mapped } from './mapped';
import type { ShellReader } from './shell';
import { outputOf } from './shell-output';

/** No script that is meant well has more commands or variables one in another; what is deeper stays as it is. */
const DEEPEST = 50;
const PLAIN = /[^\s'"\\$`;|&<>()‘’“”]+/y;
const BETWEEN_QUOTES = /[^"\\$`]+/y;
const IN_HERE_DOCUMENT = /[^\\$`]+/y;

/** Reads one word of a command, where the reader stands: quotes are taken off, known variables are filled in. */
export class ShellWord {
  readonly #reader: ShellReader;
  readonly #text: string;
  readonly #out: Rewriting;

  constructor(reader: ShellReader) {
    this.#reader = reader;
    this.#text = reader.text;
    this.#out = new Rewriting(reader.source);
  }

  /** Reads up to white space or an operator. */
  read(): Mapped {
    const reader = this.#reader;
    const text = this.#text;
    const start = reader.at;
    while (reader.at < text.length) {
      const character = text.charAt(reader.at);
      if (/[\s;|&<>]/.test(character) || (character === ')' && this.#isEnd())) break;
      if (character === "'") this.#literal("'");
      else if ((character === '‘' || character === '“') && reader.at === start)
        this.#literal(character === '‘' ? '’' : '”');
      else if (character === '"') this.#doubleQuoted();
      else if (character === '\\') {
        const joint = /^\\\r?\n/.exec(text.slice(reader.at, reader.at + 3));
        if (!joint) this.#out.keep(reader.at + 1, reader.at + 2);
        reader.at += joint?.[0].length ?? 2;
      } else if (character === '`' && /^`\r?\n/.test(text.slice(reader.at, reader.at + 3))) break;
      else if (character === '$') this.#dollar(true);
      else this.#run(PLAIN);
    }
    return this.#out.finish(reader.at);
  }

  /** The whole text as an unquoted here-document has it. */
  hereDocument(): Mapped {
    const reader = this.#reader;
    while (reader.at < this.#text.length) this.#expand(IN_HERE_DOCUMENT, /[\\$`\n]/);
    return this.#out.finish(this.#text.length);
  }

  /** The whole text without the tabs that begin its lines. */
  linesWithoutTabs(): Mapped {
    return replaceMatches(this.#reader.source, /^\t+/gm, () => '');
  }

  /** A closing parenthesis ends a word of a command substitution, but not `name()`. */
  #isEnd(): boolean {
    const { at, stop } = this.#reader;
    return stop === ')' && this.#text.charAt(at - 1) !== '(';
  }

  #run(pattern: RegExp) {
    const reader = this.#reader;
    pattern.lastIndex = reader.at;
    const end = reader.at + (pattern.exec(this.#text)?.[0].length ?? 1);
    this.#out.keep(reader.at, end);
    reader.at = end;
  }

  #literal(close: string) {
    const from = this.#reader.at + 1;
    const end = this.#text.indexOf(close, from);
    const until = end < 0 ? this.#text.length : end;
    this.#out.keep(from, until);
    this.#reader.at = until + 1;
  }

  #doubleQuoted() {
    const reader = this.#reader;
    reader.at += 1;
    while (reader.at < this.#text.length && this.#text.charAt(reader.at) !== '"')
      this.#expand(BETWEEN_QUOTES, /["\\$`\n]/);
    reader.at += 1;
  }

  #expand(plain: RegExp, escaped: RegExp) {
    const reader = this.#reader;
    const character = this.#text.charAt(reader.at);
    if (character === '\\' && escaped.test(this.#text.charAt(reader.at + 1))) {
      if (this.#text.charAt(reader.at + 1) !== '\n') this.#out.keep(reader.at + 1, reader.at + 2);
      reader.at += 2;
    } else if (character === '\\' || character === '`') {
      this.#out.keep(reader.at, reader.at + 1);
      reader.at += 1;
    } else if (character === '$') this.#dollar(false);
    else this.#run(plain);
  }

  /** `$'…'`, `$name`, `${name}`, `${name:-otherwise}` and `$(command)`; what is not known stays, and is named. */
  #dollar(isBare: boolean) {
    const reader = this.#reader;
    const rest = this.#text.slice(reader.at, reader.at + 120);
    const name = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/.exec(rest);
    const isDeep = reader.depth >= DEEPEST;
    const otherwise = /^\$\{([A-Za-z_]\w*):?-/.exec(rest);
    if (isBare && rest.startsWith("$'")) this.#ansi();
    else if (isBare && rest.startsWith('$"')) reader.at += 1;
    else if (name) this.#variable(name[1] ?? name[2] ?? '', name[0].length);
    else if (otherwise && !isDeep) this.#variableOr(otherwise[1] ?? '', otherwise[0].length);
    else if (rest.startsWith('$(') && !rest.startsWith('$((') && !isDeep) this.#substitution();
    else {
      this.#out.keep(reader.at, reader.at + 1);
      reader.at += 1;
    }
  }

  #variable(name: string, length: number) {
    const reader = this.#reader;
    const value = reader.variables.get(name);
    if (value) this.#out.insert(value);
    else {
      reader.unknown.add(name);
      this.#out.keep(reader.at, reader.at + length);
    }
    reader.at += length;
  }

  #variableOr(name: string, lead: number) {
    const reader = this.#reader;
    const from = reader.at + lead;
    const quote = /^["']/.exec(this.#text.charAt(from))?.[0];
    const close = quote ? this.#text.indexOf(`${quote}}`, from + 1) + 1 : this.#text.indexOf('}', from);
    const end = close < from ? this.#text.length : close;
    const inner = reader.inside(slice(reader.source, from, end));
    this.#out.insert(reader.variables.get(name) ?? new ShellWord(inner).read());
    reader.at = end + 1;
  }

  #substitution() {
    const reader = this.#reader;
    const start = reader.at;
    const inner = reader.inside(slice(reader.source, start + 2));
    const commands = inner.commands(')');
    reader.at = Math.min(start + 2 + inner.at, this.#text.length);
    const last = commands.at(-1);
    const output = last && (outputOf(last, reader.functions) ?? escapedArgument(last.words));
    if (output) this.#out.insert(slice(output, 0, output.text.trimEnd().length));
    else {
      const command = this.#text.slice(start, reader.at);
      reader.unknown.add(command.length > 60 ? `${command.slice(0, 60)}…` : command);
      this.#out.keep(start, reader.at);
    }
  }

  #ansi() {
    const reader = this.#reader;
    reader.at += 2;
    while (reader.at < this.#text.length && this.#text.charAt(reader.at) !== "'") {
      const escape = this.#text.charAt(reader.at) === '\\' ? ansiEscapeAt(this.#text, reader.at) : null;
      if (escape) {
        this.#out.replace(escape[0], reader.at);
        reader.at += escape[1];
      } else this.#run(/\\?[^\\']+|\\/y);
    }
    reader.at += 1;
  }
}

/** A function that escapes its one argument for XML leaves ids and dates as they are. */
function escapedArgument(words: readonly Mapped[]): Mapped | undefined {
  return words.length === 2 && /escape|encode|quote/i.test(words[0]?.text ?? '') ? words[1] : undefined;
}

import { slice, type Mapped } from './mapped';
import { outputOf, type ShellFunctions } from './shell-output';
import { ShellWord } from './shell-word';

/** One command of a script, with its quotes taken off. */
export interface ShellCommand {
  readonly words: readonly Mapped[];
  /** What the command reads: a here-document, or what the command before prints into its pipe, as far as it is known. */
  readonly input?: Mapped;
  /** The file that the command reads, as in `< request.xml`. */
  readonly inputFile?: string;
}

/** A script as far as a pasted cURL needs it. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Variables and commands whose value the script does not tell; they stay in the words as they were written. */
  readonly unknown: readonly string[];
}

interface OpenCommand {
  words: Mapped[];
  input?: Mapped;
  inputFile?: string;
  /** The command whose output goes into this one's pipe. */
  from?: OpenCommand;
}

interface HereDocument {
  readonly command: OpenCommand;
  readonly end: string;
  readonly isLiteral: boolean;
  readonly isIndented: boolean;
}

/**
 * Reads a script for a POSIX shell or bash: quotes, `$'…'`, variables, here-documents, here-strings, pipes, functions and
 * command substitutions, as far as they can be known without running anything. Text between commands is passed over.
 */
export function readShell(source: Mapped): ShellScript {
  const reader = new ShellReader(source);
  const commands = reader.commands('');
  return { commands, unknown: [...reader.unknown] };
}

/** A line that is a command, by how it begins. */
const COMMAND_LINE =
  /^[$>%#]?[ \t]*(?:(?:export|local|readonly|declare|cat|echo|printf|sudo|time|function|set)\b|[A-Za-z_]\w*=|\w+\(\)|[^\s'"]*curl(?:\.exe)?\s)/;

/** Reads commands one after the other; the words' own quoting is `ShellWord`'s. */
export class ShellReader {
  readonly source: Mapped;
  readonly text: string;
  readonly unknown: Set<string>;
  readonly variables: Map<string, Mapped>;
  readonly functions: ShellFunctions;
  at = 0;
  /** What ends the commands that are being read, when it stands outside quotes. */
  stop: ')' | '' = '';
  #done: OpenCommand[] = [];
  #open: OpenCommand = { words: [] };
  #waiting: HereDocument[] = [];
  /** The function whose body is being read, and where its commands begin. */
  #body: { name: string; from: number } | undefined;

  /** How many readers it is inside of. */
  readonly depth: number;

  constructor(source: Mapped, outer?: ShellReader) {
    this.source = source;
    this.depth = outer ? outer.depth + 1 : 0;
    this.text = source.text;
    this.unknown = outer?.unknown ?? new Set();
    this.variables = outer?.variables ?? new Map();
    this.functions = outer?.functions ?? new Map();
  }

  /** A reader for a piece of the script, which shares what is known. */
  inside(source: Mapped): ShellReader {
    return new ShellReader(source, this);
  }

  /** @param stop the character that ends the commands, when it stands outside quotes; empty to read to the end. */
  commands(stop: ')' | ''): ShellCommand[] {
    const { text } = this;
    this.stop = stop;
    if (stop === '') this.#skipProse();
    while (this.at < text.length) {
      const character = text.charAt(this.at);
      const joint = /^[\\`]\r?\n/.exec(text.slice(this.at, this.at + 3));
      if (character === stop) break;
      if (joint) this.at += joint[0].length;
      else if (character === '\n') this.#endLine(stop);
      else if (character === ';' || character === '|' || character === '&') this.#operator(character);
      else if (/\s/.test(character)) this.at += 1;
      else if (character === '#') this.at = lineEnd(text, this.at);
      else if (character === '<' || character === '>') this.#redirect(character);
      else this.#word();
    }
    this.at += 1;
    this.#endCommand();
    for (const command of this.#done)
      if (command.from && !command.input) {
        const input = outputOf(command.from, this.functions);
        if (input) command.input = input;
      }
    return this.#done;
  }

  #operator(character: string) {
    const isPipe = character === '|' && this.text.charAt(this.at + 1) !== '|';
    const from = this.#endCommand();
    if (isPipe && from) this.#open.from = from;
    this.at += 1;
  }

  #endLine(stop: string) {
    this.at += 1;
    for (const here of this.#waiting) this.#readHereDocument(here);
    this.#waiting = [];
    // A pipe at a line's end goes on in the next line.
    if (this.#open.words.length > 0 || !this.#open.from) this.#endCommand();
    if (stop === '') this.#skipProse();
  }

  /** Passes over lines of prose with an apostrophe, which is no quote: “Here's the command:”. */
  #skipProse() {
    while (this.at < this.text.length) {
      const line = this.text.slice(this.at, Math.min(lineEnd(this.text, this.at), this.at + 400));
      const isProse =
        line.trim() === '' || (/[A-Za-z]['’][a-z]/.test(line) && !COMMAND_LINE.test(line.trimStart()));
      if (!isProse) return;
      this.at = lineEnd(this.text, this.at) + 1;
    }
  }

  #word() {
    const word = new ShellWord(this).read();
    if (/^\d$/.test(word.text) && /[<>]/.test(this.text.charAt(this.at))) return;
    this.#open.words.push(word);
  }

  /** `<<EOF`, `<<<word`, `< file`; where output goes is passed over, and so is a prompt's `>`. */
  #redirect(character: string) {
    const rest = this.text.slice(this.at, this.at + 160);
    const here = /^<<(-?)[ \t]*(["']?)([\w.-]+)\2/.exec(rest);
    if (rest.startsWith('<<<')) {
      this.at += 3;
      this.#open.input = this.#operand();
    } else if (here) {
      const [whole, dash, quote, end = ''] = here;
      this.at += whole.length;
      this.#waiting.push({ command: this.#open, end, isLiteral: quote !== '', isIndented: dash === '-' });
    } else if (character === '>' && (this.#open.words.length === 0 || /^>+[ \t]*\S*curl/.test(rest))) {
      this.#endCommand();
      this.at += 1;
    } else {
      this.at += /^[<>]+&?/.exec(rest)?.[0].length ?? 1;
      const file = this.#operand().text;
      if (character === '<') this.#open.inputFile = file;
    }
  }

  #operand(): Mapped {
    while (/[ \t]/.test(this.text.charAt(this.at))) this.at += 1;
    return new ShellWord(this).read();
  }

  #readHereDocument({ command, end, isLiteral, isIndented }: HereDocument) {
    const start = this.at;
    let from = start;
    let until = this.text.length;
    this.at = this.text.length;
    while (from < this.text.length) {
      const next = lineEnd(this.text, from);
      if (this.text.slice(from, Math.min(next, from + 200)).trim() === end) {
        until = Math.max(start, from - 1);
        this.at = next;
        break;
      }
      from = next + 1;
    }
    if (this.text.charAt(until - 1) === '\r') until -= 1;
    const body = slice(this.source, start, until);
    const raw = isIndented ? new ShellWord(this.inside(body)).linesWithoutTabs() : body;
    command.input = isLiteral ? raw : new ShellWord(this.inside(raw)).hereDocument();
  }

  /** Puts the command away, and keeps what it assigns or defines. */
  #endCommand(): OpenCommand | undefined {
    const command = this.#open;
    this.#open = { words: [] };
    if (command.words.length === 0 && !command.from) return undefined;
    this.#assign(command.words);
    const names = command.words.map(({ text }) => text);
    const start = names.findIndex((name) => name !== 'function');
    const name = /^(\w+)\(\)$/.exec(names[start] ?? '')?.[1] ?? (start === 1 ? names[1] : undefined);
    if (name !== undefined) {
      const brace = names.indexOf('{');
      command.words = brace < 0 ? [] : command.words.slice(brace + 1);
      this.#body = { name, from: this.#done.length };
      if (command.words.length === 0) return undefined;
    } else if (names[0] === '{') command.words.shift();
    else if (names[0] === '}' && this.#body) {
      this.functions.set(this.#body.name, this.#done.slice(this.#body.from));
      this.#body = undefined;
      if (names.length === 1) return undefined;
    }
    this.#done.push(command);
    return command;
  }

  #assign(words: readonly Mapped[]) {
    const own = words.filter(({ text }) => !/^(?:export|local|readonly|declare|set|-\w+)$/.test(text));
    for (const word of own) {
      const name = /^([A-Za-z_]\w*)=/.exec(word.text.slice(0, 200))?.[1];
      if (name === undefined) return;
      this.variables.set(name, slice(word, name.length + 1));
    }
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The words of one command. */
export type Command = readonly string[];

/** Splits a script for a Unix shell into commands, as far as a pasted cURL needs it: quotes, `$'…'`, here-documents. */
export function unixCommands(text: string): Command[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let at = 0;
  const end = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 3);
    const character = text[at] ?? '';
    if (character === '\\') {
      const lineEnd = /^\\\r?\n/.exec(text.slice(at, at + 3))?.[0];
      if (lineEnd === undefined) word = (word ?? '') + (text[at + 1] ?? '');
      at += lineEnd?.length ?? 2;
    } else if (rest.startsWith("$'")) {
      const [value, next] = ansiQuoted(text, at + 2);
      word = (word ?? '') + value;
      at = next;
    } else if (character === "'") {
      const close = text.indexOf("'", at + 1);
      const until = close < 0 ? text.length : close;
      word = (word ?? '') + text.slice(at + 1, until);
      at = until + 1;
    } else if (character === '"') {
      const [value, next] = doubleQuoted(text, at + 1);
      word = (word ?? '') + value;
      at = next;
    } else if (rest.startsWith('<<') && !rest.startsWith('<<<')) {
      end();
      const here = hereDocument(text, at);
      if (here.text !== undefined) commands.at(-1)?.push('<<', here.text);
      at = here.next;
    } else if (character === '#' && word === undefined) {
      at = lineEndAfter(text, at);
    } else if (/[\n;|&]/.test(character)) {
      end();
      if (commands.at(-1)?.length) commands.push([]);
      at += 1;
    } else if (/\s/.test(character)) {
      end();
      at += 1;
    } else {
      word = (word ?? '') + character;
      at += 1;
    }
  }
  end();
  return commands.filter((command) => command.length > 0);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

/** Bash's `$'…'`; returns the value and where the text goes on. */
function ansiQuoted(text: string, from: number): [value: string, next: number] {
  let value = '';
  let at = from;
  while (at < text.length && text[at] !== "'") {
    if (text[at] !== '\\') {
      value += text[at];
      at += 1;
      continue;
    }
    const code = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
      text.slice(at, at + 10),
    );
    if (code) {
      const point = code[4] ? parseInt(code[4], 8) : parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
      value += point <= 0x10ffff ? String.fromCodePoint(point) : '';
      at += code[0].length;
    } else {
      const escaped = text[at + 1] ?? '';
      value += ESCAPES[escaped] ?? escaped;
      at += 2;
    }
  }
  return [value, at + 1];
}

function doubleQuoted(text: string, from: number): [value: string, next: number] {
  let value = '';
  let at = from;
  while (at < text.length && text[at] !== '"') {
    const next = text[at + 1] ?? '';
    if (text[at] === '\\' && next === '\n') at += 2;
    else if (text[at] === '\\' && /["\\$`]/.test(next)) {
      value += next;
      at += 2;
    } else {
      value += text[at];
      at += 1;
    }
  }
  return [value, at + 1];
}

/** `<<EOF`: the lines up to the word; the rest of the line it stands in is kept for the command. */
function hereDocument(text: string, at: number): { text?: string; next: number } {
  const match = /^<<-?\s*(["']?)([\w.-]+)\1/.exec(text.slice(at, at + 80));
  const lineEnd = lineEndAfter(text, at);
  if (!match) return { next: at + 2 };
  const lines = text.slice(lineEnd + 1).split('\n');
  const last = lines.findIndex((line) => line.trim() === match[2]);
  if (last < 0) return { text: lines.join('\n'), next: text.length };
  const body = lines.slice(0, last).join('\n');
  const taken = lines.slice(0, last + 1).join('\n').length;
  return { text: body, next: lineEnd + 1 + taken };
}

function lineEndAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Splits what was copied for Windows' command prompt: carets escape, quotes follow the C runtime's rules. */
export function windowsCommands(text: string): Command[] {
  return uncaret(text)
    .map(windowsWords)
    .filter((command) => command.length > 0);
}

/** What the command prompt makes of carets: one line for each command. */
function uncaret(text: string): string[] {
  const lines = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '^' && !quoted) {
      const lineEnd = /^\^[ \t]*\r?\n/.exec(text.slice(at, at + 80))?.[0];
      if (lineEnd === undefined) {
        lines[lines.length - 1] += text[at + 1] ?? '';
        at += 1;
        continue;
      }
      at += lineEnd.length - 1;
      // A line end that is escaped together with an empty line is a line end of the argument.
      const second = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
      if (second === undefined) continue;
      lines[lines.length - 1] += '\n';
      at += second.length;
    } else if (character === '\n' && !quoted) {
      lines.push('');
    } else {
      if (character === '"' && text[at - 1] !== '\\') quoted = !quoted;
      lines[lines.length - 1] += character;
    }
  }
  return lines;
}

function windowsWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const slashes = /^\\+(?=")/.exec(line.slice(at, at + 50))?.[0];
    if (slashes) {
      word = (word ?? '') + '\\'.repeat(Math.floor(slashes.length / 2));
      at += slashes.length - 1;
      if (slashes.length % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (line[at] === '"') {
      if (quoted && line[at + 1] === '"') {
        word = `${word ?? ''}"`;
        at += 1;
      } else {
        quoted = !quoted;
        word ??= '';
      }
    } else if (!quoted && /\s/.test(line[at] ?? '')) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + (line[at] ?? '');
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

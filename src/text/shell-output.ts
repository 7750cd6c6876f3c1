import { ansiEscapeAt } from './escapes';
import { join, rewrite, type Mapped } from './mapped';
import type { ShellCommand } from './shell';

/** A script's functions, each with the commands of its body. */
export type ShellFunctions = Map<string, readonly ShellCommand[]>;

/** What a command prints, or undefined when that can't be known without running it. */
export function outputOf(
  command: ShellCommand & { readonly from?: ShellCommand },
  functions: ShellFunctions,
  depth = 0,
): Mapped | undefined {
  const [name, ...words] = command.words;
  switch (name?.text ?? '') {
    case 'cat': {
      const input = command.input ?? (command.from && outputOf(command.from, functions, depth));
      return words.every(({ text }) => text.startsWith('-')) ? input : undefined;
    }
    case 'echo': {
      const first = words.findIndex(({ text }) => !/^-[neE]+$/.test(text));
      const text = join(first < 0 ? [] : words.slice(first), ' ');
      return words.slice(0, Math.max(first, 0)).some((option) => option.text.includes('e'))
        ? rewrite(text, '\\', ansiEscapeAt)
        : text;
    }
    case 'printf': {
      const [format, ...values] = words[0]?.text === '--' ? words.slice(1) : words;
      if (/^%s(?:\\n)?$/.test(format?.text ?? '')) return values[0];
      return values.length === 0 && format ? rewrite(format, '\\', ansiEscapeAt) : undefined;
    }
    case '':
      return undefined;
    default: {
      const last = functions.get(name?.text ?? '')?.at(-1);
      return last && depth < 5 ? outputOf(last, functions, depth + 1) : undefined;
    }
  }
}

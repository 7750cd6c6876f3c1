import { Rewriting, type Mapped } from './mapped';
import type { ShellCommand } from './shell';

/** True for commands as Windows' command prompt takes them: with carets, or with its own name of cURL. */
export function looksLikeWindows(text: string): boolean {
  return /\^[ \t]{0,8}\r?\n|\^"/.test(text) || /\bcurl\.exe\b(?![^\n]{0,2000}[ \t]')/.test(text);
}

/** Splits what was copied for Windows' command prompt: carets escape, quotes follow the C runtime's rules. */
export function readWindowsShell(source: Mapped): ShellCommand[] {
  return words(withoutCarets(source));
}

/** A line end that the command prompt would see, as against one that an argument holds. */
const LINE_END = '\n';
const HELD_LINE_END = '\u2028';

/** What the command prompt makes of carets; line ends within an argument are marked, to tell them from a command's end. */
function withoutCarets(source: Mapped): Mapped {
  const { text } = source;
  const out = new Rewriting(source);
  let quoted = false;
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' && text.charAt(at - 1) !== '\\') quoted = !quoted;
    else if (character === LINE_END && quoted) {
      out.keep(kept, at);
      out.replace(HELD_LINE_END, at);
      kept = at + 1;
    }
    if (character !== '^' || quoted) continue;
    out.keep(kept, at);
    const joint = /^\^[ \t]*\r?\n/.exec(text.slice(at, at + 80))?.[0];
    if (joint === undefined) {
      const escaped = text.charAt(at + 1);
      out.replace(escaped === LINE_END ? HELD_LINE_END : escaped, at);
      kept = at + 2;
      at += 1;
      continue;
    }
    at += joint.length - 1;
    // A line end that is escaped together with an empty line is a line end of the argument.
    const second = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
    if (second !== undefined) out.replace(HELD_LINE_END, at + 1);
    at += second?.length ?? 0;
    kept = at + 1;
  }
  out.keep(kept, text.length);
  return out.finish(text.length);
}

const PLAIN = /[^\\"\s\u2028|&]+/y;

function words(source: Mapped): ShellCommand[] {
  const { text } = source;
  const commands: Mapped[][] = [[]];
  let out: Rewriting | undefined;
  let quoted = false;
  const end = (at: number) => {
    if (out) commands.at(-1)?.push(out.finish(at));
    out = undefined;
  };
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    const slashes = character === '\\' ? (/^\\+(?=")/.exec(text.slice(at, at + 50))?.[0].length ?? 0) : 0;
    if (!quoted && (character === LINE_END || character === '|' || character === '&')) {
      end(at);
      if (commands.at(-1)?.length) commands.push([]);
      at += 1;
    } else if (!quoted && /\s/.test(character) && character !== HELD_LINE_END) {
      end(at);
      at += 1;
    } else if (slashes > 0) {
      out ??= new Rewriting(source);
      out.keep(at, at + Math.floor(slashes / 2));
      at += slashes;
      if (slashes % 2 === 1) out.keep(at, ++at);
    } else if (character === '"') {
      out ??= new Rewriting(source);
      if (quoted && text.charAt(at + 1) === '"') out.keep(at, ++at);
      else quoted = !quoted;
      at += 1;
    } else {
      out ??= new Rewriting(source);
      PLAIN.lastIndex = at;
      const length = PLAIN.exec(text)?.[0].length ?? 1;
      if (character === HELD_LINE_END) out.replace('\n', at);
      else out.keep(at, at + length);
      at += length;
    }
  }
  end(text.length);
  return commands.filter((command) => command.length > 0).map((command) => ({ words: command }));
}

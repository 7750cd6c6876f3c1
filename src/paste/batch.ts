import { readCurlWords } from '../text/curl';
import { slice, type Mapped } from '../text/mapped';
import { readWindowsShell } from '../text/shell-windows';
import { fillIn } from './fill-in';
import { LeftOut, messageOf, type Paste } from './message';

/** What stands before the envelope in a batch file that keeps it behind its last command. */
const MARK = /^:envelope\r?\n/m;

/** True for a batch file of the Code tab: Windows' command prompt with cURL, and the envelope behind a label. */
export function looksLikeBatch(text: string): boolean {
  return /^@echo off\r?\n/i.test(text.trimStart()) && MARK.test(text);
}

/** Reads such a file: target and headers from its command, user id and frozen signature from what it sets. */
export function readBatch(source: Mapped): Paste {
  const { text } = source;
  const leftOut = new LeftOut();
  const mark = MARK.exec(text);
  const end = mark?.index ?? text.length;
  const commands = text.slice(0, end);
  const [, timestamp] = /\$t = '([^']*)'/.exec(commands) ?? [];
  const [, signature] = /\$s = '([^']*)'/.exec(commands) ?? [];
  const variables = new Map<string, string>([['position', first(commands)]]);
  const user = setting(commands, 'USER') ?? setting(commands, 'MARKETO_USER_ID');
  for (const [name, value] of [
    ['userId', user],
    ['timestamp', timestamp],
    ['signature', signature],
  ] as const)
    if (value !== undefined) variables.set(name, value);
  const line = /^curl .*$/m.exec(commands);
  const [command] = line ? readWindowsShell(slice(source, line.index, line.index + line[0].length)) : [];
  const [request] = command ? readCurlWords(command, 1) : [];
  const body = fillIn(slice(source, end + (mark?.[0].length ?? 0)), variables, leftOut);
  const url = setting(commands, 'MARKETO_ENDPOINT');
  const message = messageOf(body, { ...(url && { url }), headers: request?.headers ?? [] });
  return { kind: 'curl', messages: [message], leftOut: leftOut.sentences };
}

/** What a variable is set to, where that is a value and not another variable. */
function setting(commands: string, name: string): string | undefined {
  return new RegExp(String.raw`set "${name}=([^"%\r\n]*)"`).exec(commands)?.[1];
}

/** The position of the first page. */
function first(commands: string): string {
  const [, literal = ''] = /\$p = '((?:[^']|'')*)'/.exec(commands) ?? [];
  return literal.replaceAll("''", "'").replaceAll('%%', '%');
}

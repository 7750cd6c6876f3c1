import { LeftOut, MOST_REQUESTS, titleOf, type PastedRequest, type Recognised } from './pasted';
import { unixCommands, windowsCommands, type Command } from './shell';

/** Options that take a value and say nothing about the request itself. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['-o', '--output', '-w', '--write-out', '-m', '--max-time', '--connect-timeout', '--retry'],
  ...['-c', '--cookie-jar', '-D', '--dump-header', '--resolve', '--limit-rate', '-y', '-Y', '-C'],
]);

/** Options that take a value and change who asks, or how: named, since they are not taken over. */
const NAMED: ReadonlySet<string> = new Set([
  ...['-u', '--user', '-x', '--proxy', '-E', '--cert', '--key', '--cacert', '-b', '--cookie', '-F', '--form'],
  ...['-T', '--upload-file', '-U', '--proxy-user', '--oauth2-bearer', '-K', '--config'],
]);

const DATA: ReadonlySet<string> = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--data-urlencode',
  '--json',
]);

/** True for text that calls cURL. */
export function looksLikeCurl(text: string): boolean {
  return /(^|[\n;&|$>]\s*)curl(\.exe)?\s/.test(text.slice(0, 20_000));
}

/** Reads cURL commands, as typed or as copied from a browser, for a Unix shell or for Windows. */
export function readCurl(text: string): Recognised {
  const leftOut = new LeftOut();
  const requests: PastedRequest[] = [];
  const windows = /\^\s*\r?\n|\^"|\bcurl\.exe\b/.test(text);
  const commands = windows ? windowsCommands(text) : unixCommands(text.replace(/\r\n/g, '\n'));
  for (const command of commands) {
    const start = command.findIndex((word) => /^(.*[\\/])?curl(\.exe)?$/.test(word));
    if (start < 0) leftOut.add(`The command ${command[0]?.slice(0, 40) ?? ''} is no cURL.`);
    else if (requests.length < MOST_REQUESTS) requests.push(readCommand(command.slice(start + 1), leftOut));
  }
  return { kind: 'curl', requests, leftOut: leftOut.sentences };
}

function readCommand(words: Command, leftOut: LeftOut): PastedRequest {
  const headers: [string, string][] = [];
  const data: string[] = [];
  let url: string | undefined;
  const here = words.indexOf('<<');
  const input = here < 0 ? undefined : words[here + 1];
  const rest = here < 0 ? [...words] : [...words.slice(0, here), ...words.slice(here + 2)];
  while (rest.length > 0) {
    const { option, value: joined } = split(rest.shift() ?? '');
    const value = () => joined ?? rest.shift() ?? '';
    if (DATA.has(option)) data.push(readData(option, value(), input, leftOut));
    else if (option === '-H' || option === '--header') readHeader(value(), headers);
    else if (option === '-A' || option === '--user-agent') headers.push(['User-Agent', value()]);
    else if (option === '-e' || option === '--referer') headers.push(['Referer', value()]);
    else if (option === '-X' || option === '--request') noteMethod(value(), leftOut);
    else if (option === '--url') url = value();
    else if (NAMED.has(option)) {
      value();
      leftOut.add(`The option ${option} and its value are left out.`);
    } else if (PASSED_OVER.has(option)) value();
    else if (!option.startsWith('-') && option !== '') url ??= option;
    else if (option === '-k' || option === '--insecure')
      leftOut.add('The option -k is left out: certificates are checked.');
  }
  const body = data.join('&');
  return { title: titleOf(body, url), url, headers, body };
}

/** `-XPOST` and `-H'…'` carry their value; `-sSk` are several options, of which only the last one counts here. */
function split(word: string): { option: string; value?: string } {
  const long = /^(--[\w-]+)=([^]*)$/.exec(word);
  if (long) return { option: long[1] ?? '', value: long[2] };
  const short = /^-([a-zA-Z])([^]+)$/.exec(word);
  if (!short || word.startsWith('--')) return { option: word };
  const [, letter = '', rest = ''] = short;
  if (/[XHdAeobuxEFTmwcD]/.test(letter)) return { option: `-${letter}`, value: rest };
  return split(`-${rest}`);
}

function readHeader(line: string, headers: [string, string][]) {
  const colon = line.indexOf(':');
  if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
}

function noteMethod(method: string, leftOut: LeftOut) {
  if (method.toUpperCase() !== 'POST')
    leftOut.add(`The method ${method} is left out: SOAP requests are sent with POST.`);
}

function readData(option: string, value: string, input: string | undefined, leftOut: LeftOut): string {
  if (!value.startsWith('@') || option === '--data-raw') return value;
  if (value === '@-' && input !== undefined) return input;
  const file = value.slice(1);
  leftOut.add(
    file === '-'
      ? 'The body came from another program; paste it as well.'
      : `The body is in the file ${file}, which is not in the paste; paste its content as well.`,
  );
  return '';
}

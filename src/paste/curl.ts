import { isCurl, readCurlWords, type CurlRequest } from '../text/curl';
import { slice, untouched, type Mapped } from '../text/mapped';
import { readShell } from '../text/shell';
import { looksLikeWindows, readWindowsShell } from '../text/shell-windows';
import { unwrapEnvelope } from './layers';
import { LeftOut, messageOf, MOST_MESSAGES, type Message, type Paste } from './message';

const NAME = String.raw`(?:[^\s'"]{0,300}[\\/])?curl(?:\.exe)?[ \t]+`;
const CALL = new RegExp(
  String.raw`(?:^|[\n;&|>(\x60]|[$#%][ \t])[ \t]*(?:sudo |time )?${NAME}(?=[^\s=:])|(?:^|[\s:"'(\x60])${NAME}(?=-{1,2}[\w]|\^?['"‘“]?https?:)`,
  'm',
);

/** True for text that calls cURL. */
export function looksLikeCurl(text: string): boolean {
  return CALL.test(text.slice(0, 200_000));
}

/** Reads cURL commands, as typed or as copied from a browser, for a Unix shell or for Windows. */
export function readCurl(source: Mapped): Paste {
  const leftOut = new LeftOut();
  const messages: Message[] = [];
  let file: string | undefined;
  const isWindows = looksLikeWindows(source.text);
  const script = isWindows
    ? { commands: readWindowsShell(source), unknown: [] }
    : readShell(fromCall(source));
  for (const command of script.commands) {
    const start = command.words.findIndex(({ text }) => isCurl(text));
    const first = command.words[0]?.text ?? '';
    if (start < 0) {
      const isPart = /^(?:cat|echo|printf|export|local|set|function|[A-Za-z_]\w*=.*|[{}])$/s.test(first);
      if (!isPart && messages.length > 0 && /^[\w./-]+$/.test(first))
        leftOut.add(`The command ${first.slice(0, 40)} is no cURL.`);
      continue;
    }
    for (const request of readCurlWords(command, start + 1)) {
      if (messages.length >= MOST_MESSAGES) break;
      note(request, leftOut);
      file ??= request.file;
      const { text, layers } = unwrapEnvelope(request.body ?? untouched('', source.at(0)));
      messages.push(messageOf(text, { url: request.url?.text, headers: request.headers, layers }));
    }
  }
  // Variables of programs around the command are of no interest; those in what it sends are.
  for (const name of script.unknown)
    if (messages.some(({ text, url }) => text.text.includes(written(name)) || url?.includes(written(name))))
      leftOut.add(
        name.startsWith('$(')
          ? `What ${name} prints is not in the text; it stays as it is.`
          : `The variable ${name} has no value here; ${written(name)} stays as it is.`,
      );
  return { kind: 'curl', messages, leftOut: leftOut.sentences, ...(file !== undefined && { file }) };
}

function written(name: string): string {
  return name.startsWith('$(') ? name.replace(/…$/, '') : `$${name}`;
}

/** Where prose goes before the command in the same line, the command is read from its name on. */
function fromCall(source: Mapped): Mapped {
  const call = new RegExp(String.raw`^[^\n'"=|;]{0,2000}?[:"(\x60][ \t]*(?=${NAME})`).exec(source.text);
  return call && !/\n/.test(call[0]) ? slice(source, call[0].length) : source;
}

function note({ method, options, file }: CurlRequest, leftOut: LeftOut) {
  if (method !== undefined && method.toUpperCase() !== 'POST')
    leftOut.add(`The method ${method} is left out: SOAP requests are sent with POST.`);
  for (const option of options)
    leftOut.add(
      option === '-k' || option === '--insecure'
        ? 'The option -k is left out: certificates are checked.'
        : `The option ${option} and its value are left out.`,
    );
  if (file !== undefined)
    leftOut.add(
      file === '-'
        ? 'The body came from another program; paste it as well.'
        : `The body is in the file ${file}, which is not in the paste; paste its content as well.`,
    );
}

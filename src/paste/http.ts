import {
  headerNamed,
  isRequestLine,
  readHttpMessage,
  readHttpMessages,
  withoutLineMarks,
  type HttpMessage,
} from '../text/http';
import { slice, untouched, type Mapped } from '../text/mapped';
import { fillIn } from './fill-in';
import { unwrapEnvelope } from './layers';
import { LeftOut, messageOf, MOST_MESSAGES, type Message, type Paste } from './message';

/** True for raw HTTP messages, requests or answers, alone or as a tool prints them. */
export function looksLikeHttp(text: string): boolean {
  const first = text.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
  return (
    /^HTTP\/\d/.test(first) || /^[ \t]*(?:> ?)?(?:GET|POST|PUT) \S+ HTTP\/\d/m.test(text.slice(0, 200_000))
  );
}

/** Reads raw HTTP; what a server answered is an answer. */
export function readHttp(source: Mapped): Paste {
  const leftOut = new LeftOut();
  const text = withoutLineMarks(source);
  const found = readHttpMessages(text);
  const messages = found.slice(0, MOST_MESSAGES).map((message) => toMessage(message, leftOut));
  if (messages.length > 0 && messages.every(({ kind }) => kind === 'answer'))
    return { kind: 'http', messages, leftOut: ['This is an answer, not a request.'] };
  return { kind: 'http', messages, leftOut: leftOut.sentences };
}

/** True for a file of requests as editors run them: parted by `###`, or a request line without a protocol version. */
export function looksLikeHttpFile(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r?\n/);
  return lines.some((line) => isStart(line.trim()));
}

/** Reads an `.http` or `.rest` file: several requests, variables, and what runs before and after. */
export function readHttpFile(source: Mapped): Paste {
  const leftOut = new LeftOut();
  const variables = new Map<string, string>();
  for (const match of source.text.matchAll(/^@([\w.-]+)[ \t]*=[ \t]*(.*)$/gm))
    variables.set(match[1] ?? '', (match[2] ?? '').trim());
  const messages: Message[] = [];
  const marks = [...source.text.matchAll(/^###/gm)].map((match) => match.index);
  for (const [index, end] of [...marks, source.text.length].entries()) {
    if (messages.length >= MOST_MESSAGES) break;
    const start = index === 0 ? 0 : (marks[index - 1] ?? 0) + 3;
    const message = readPart(slice(source, start, end), variables, leftOut);
    if (message) messages.push(message);
  }
  return { kind: 'http-file', messages, leftOut: leftOut.sentences };
}

function isStart(line: string): boolean {
  return isRequestLine(line) || /^https?:\/\/\S+$/.test(line);
}

function readPart(
  part: Mapped,
  variables: ReadonlyMap<string, string>,
  leftOut: LeftOut,
): Message | undefined {
  const lines = part.text.split('\n');
  const start = lines.findIndex((line) => isStart(line.trim()));
  if (start < 0) return undefined;
  const before = lines.slice(0, start);
  const named = before.map((line) => /^\s*(?:#|\/\/)\s*@name\s+(.+)$/.exec(line)?.[1]).find(Boolean);
  const title = (named ?? before[0] ?? '').trim().replace(/^#.*$/, '');
  if (before.some((line) => /<\s*\{%/.test(line)))
    leftOut.add('Scripts that run before a request are left out.');
  const from = before.reduce((sum, line) => sum + line.length + 1, 0);
  const content = fillIn(slice(part, from), variables, leftOut);
  const first = content.text.trimStart().split('\n', 1)[0]?.trim() ?? '';
  const url = isRequestLine(first) ? undefined : first;
  const message = readHttpMessage(url ? withMethod(content) : content);
  if (!message) return undefined;
  return toMessage({ ...message, body: fileBody(message.body, leftOut) }, leftOut, title);
}

/** A URL alone is a request line too; `POST` is put in front of it. */
function withMethod(source: Mapped): Mapped {
  const lead = 'POST '.length;
  return { text: `POST ${source.text}`, at: (index) => source.at(Math.max(0, index - lead)) };
}

function toMessage(message: HttpMessage, leftOut: LeftOut, title?: string): Message {
  const { method, url, headers } = message;
  const body = unwrapEnvelope(message.body);
  if (message.kind === 'answer')
    return messageOf(body.text, { kind: 'answer', headers, layers: body.layers });
  if (method !== 'POST') leftOut.add(`The method ${method} is left out: SOAP requests are sent with POST.`);
  const target = url && !/^https?:/i.test(url) && !headerNamed(headers, 'host') ? undefined : url;
  return messageOf(body.text, { title, url: target ?? url, headers, layers: body.layers });
}

/** A body of an `.http` file ends where a script or a file for the answer begins. */
function fileBody(body: Mapped, leftOut: LeftOut): Mapped {
  const include = /^\s*<@?\s+(\S.*?)\s*$/m.exec(body.text);
  if (include && body.text.slice(0, include.index).trim() === '') {
    leftOut.add(
      `The body is in the file ${include[1]}, which is not in the paste; paste its content as well.`,
    );
    return untouched('', body.at(0));
  }
  const after = /^\s*(?:>>?!?\s|<>\s)/m.exec(body.text);
  if (after) leftOut.add('What handles the answer is left out.');
  const end = after?.index ?? body.text.length;
  return slice(body, 0, body.text.slice(0, end).trimEnd().length);
}

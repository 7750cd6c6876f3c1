import { fillIn, LeftOut, MOST_REQUESTS, titleOf, type PastedRequest, type Recognised } from './pasted';

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS';
const REQUEST_LINE = new RegExp(`^(${METHODS})\\s+(\\S+)(?:\\s+HTTP/\\d(?:\\.\\d)?)?\\s*$`);
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/;

/** True for a raw HTTP message, a request or an answer. */
export function looksLikeHttp(text: string): boolean {
  const first = text.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
  return /^HTTP\/\d/.test(first) || (/ HTTP\/\d/.test(first) && REQUEST_LINE.test(first));
}

/** True for a file of requests as editors run them: parted by `###`, or a request line without a protocol version. */
export function looksLikeHttpFile(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r?\n/);
  return lines.some((line) => REQUEST_LINE.test(line.trim()) || /^https?:\/\/\S+$/.test(line.trim()));
}

/** Reads a raw HTTP request; what a server answered is left out. */
export function readHttp(text: string): Recognised {
  const leftOut = new LeftOut();
  const source = text.trimStart();
  if (/^HTTP\/\d/.test(source)) {
    leftOut.add('This is an answer, not a request.');
    return { kind: 'http', requests: [], leftOut: leftOut.sentences };
  }
  const request = readMessage(source, 'http', leftOut);
  return { kind: 'http', requests: request ? [request] : [], leftOut: leftOut.sentences };
}

/** Reads an `.http` or `.rest` file: several requests, variables, and what runs before and after. */
export function readHttpFile(text: string): Recognised {
  const leftOut = new LeftOut();
  const variables = new Map<string, string>();
  for (const match of text.matchAll(/^@([\w.-]+)[ \t]*=[ \t]*(.*)$/gm))
    variables.set(match[1] ?? '', (match[2] ?? '').trim());
  const requests: PastedRequest[] = [];
  for (const part of text.split(/^###/m)) {
    if (requests.length >= MOST_REQUESTS) break;
    const request = readPart(part, variables, leftOut);
    if (request) requests.push(request);
  }
  return { kind: 'http-file', requests, leftOut: leftOut.sentences };
}

function readPart(part: string, variables: ReadonlyMap<string, string>, leftOut: LeftOut) {
  const lines = part.split('\n');
  const start = lines.findIndex(
    (line) => REQUEST_LINE.test(line.trim()) || /^https?:\/\/\S+$/.test(line.trim()),
  );
  if (start < 0) return undefined;
  const before = lines.slice(0, start);
  const named = before.map((line) => /^\s*(?:#|\/\/)\s*@name\s+(.+)$/.exec(line)?.[1]).find(Boolean);
  const title = (named ?? before[0] ?? '').trim();
  if (before.some((line) => /<\s*\{%/.test(line)))
    leftOut.add('Scripts that run before a request are left out.');
  const first = (lines[start] ?? '').trim();
  const line = REQUEST_LINE.test(first) ? first : `POST ${first}`;
  const source = fillIn([line, ...lines.slice(start + 1)].join('\n'), variables, leftOut);
  const request = readMessage(source, 'http-file', leftOut);
  return request && title ? { ...request, title } : request;
}

function readMessage(
  source: string,
  kind: 'http' | 'http-file',
  leftOut: LeftOut,
): PastedRequest | undefined {
  const blank = /\r?\n[ \t]*\r?\n/.exec(source);
  const head = (blank ? source.slice(0, blank.index) : source).split(/\r?\n/);
  const match = REQUEST_LINE.exec((head[0] ?? '').trim());
  if (!match) return undefined;
  const [, method = '', target = ''] = match;
  const headers: [string, string][] = [];
  for (const line of head.slice(1)) {
    const header = HEADER_LINE.exec(line.trim());
    if (header && !/^(#|\/\/)/.test(line.trim())) headers.push([header[1] ?? '', header[2] ?? '']);
  }
  let body = blank ? source.slice(blank.index + blank[0].length) : '';
  if (kind === 'http-file') body = fileBody(body, leftOut);
  const find = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  if (/chunked/i.test(find('transfer-encoding') ?? '')) body = unchunk(body);
  if (method !== 'POST') leftOut.add(`The method ${method} is left out: SOAP requests are sent with POST.`);
  const host = find('host');
  const url = /^https?:/i.test(target) ? target : host ? `https://${host}${target}` : target;
  return { title: titleOf(body, url), url, headers, body };
}

/** A body of an `.http` file ends where a script or a file for the answer begins. */
function fileBody(text: string, leftOut: LeftOut): string {
  const include = /^\s*<@?\s+(\S.*?)\s*$/m.exec(text);
  if (include && text.slice(0, include.index).trim() === '') {
    leftOut.add(
      `The body is in the file ${include[1]}, which is not in the paste; paste its content as well.`,
    );
    return '';
  }
  const after = /^\s*(?:>>?!?\s|<>\s)/m.exec(text);
  if (after) leftOut.add('What handles the answer is left out.');
  return (after ? text.slice(0, after.index) : text).trimEnd();
}

/** Parts of a chunked body put together (RFC 9112, section 7.1); a body that is not chunked after all stays. */
function unchunk(body: string): string {
  let rest = body;
  let whole = '';
  for (let count = 0; count < 100_000; count += 1) {
    const size = /^\s*([0-9a-fA-F]+)(?:;[^\r\n]*)?\r?\n/.exec(rest);
    if (!size) return count === 0 ? body : whole;
    const length = parseInt(size[1] ?? '0', 16);
    if (length === 0) return whole;
    whole += rest.slice(size[0].length, size[0].length + length);
    rest = rest.slice(size[0].length + length);
  }
  return whole;
}

import { replaceMatches, Rewriting, slice, type Mapped } from './mapped';

/** One message of HTTP/1.1 as text: its first line, its headers and its body. */
export interface HttpMessage {
  readonly kind: 'request' | 'answer';
  readonly method: string;
  /** Where the request goes: absolute where the request line or `Host` tells the host. */
  readonly url?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Mapped;
}

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS';
const REQUEST_LINE = new RegExp(`^(${METHODS})[ \\t]+(\\S+)(?:[ \\t]+HTTP/\\d(?:\\.\\d)?)?[ \\t]*$`);
const START_LINE = new RegExp(
  `^[ \\t]*(?:(?:${METHODS})[ \\t]+\\S{1,4096}[ \\t]+HTTP/\\d(?:\\.\\d)?|HTTP/\\d(?:\\.\\d)?[ \\t]+\\d{3}\\b[^\\r\\n]*)[ \\t]*\\r?$`,
  'gm',
);
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+)[ \t]*:[ \t]*(.*)$/;

/** A line that asks for something, with or without a protocol version. */
export function isRequestLine(line: string): boolean {
  return line.length < 5000 && REQUEST_LINE.test(line);
}

/** Where the messages in a text begin, by request lines and status lines with a protocol version. */
export function httpStarts(text: string): number[] {
  return [...text.matchAll(START_LINE)].map((match) => match.index);
}

/** Splits a text into its HTTP messages; what stands before the first one is no part of any. */
export function readHttpMessages(source: Mapped): HttpMessage[] {
  const starts = httpStarts(source.text);
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    let end = next ?? source.text.length;
    // What stands between two messages is white space and a line of dashes, as recording tools print it.
    if (next !== undefined)
      end -=
        /\s*(?:[-=]{3,}\s*)?$/.exec(source.text.slice(Math.max(start, next - 200), next))?.[0].length ?? 0;
    const message = readHttpMessage(slice(source, start, end));
    return message ? [message] : [];
  });
}

/** Reads one message, from its first line on; undefined when that line is none. */
export function readHttpMessage(source: Mapped): HttpMessage | undefined {
  const lead = /^\s*/.exec(source.text)?.[0].length ?? 0;
  const { text } = source;
  const empty = endOfHead(text, lead);
  const lines = text.slice(lead, empty[0]).split(/\r?\n/);
  const first = (lines[0] ?? '').trim();
  const match = REQUEST_LINE.exec(first);
  if (!match && !/^HTTP\/\d/.test(first)) return undefined;
  const headers: [string, string][] = [];
  for (const line of lines.slice(1)) {
    const header = HEADER_LINE.exec(line.trim());
    if (header && !/^(#|\/\/)/.test(line.trim())) headers.push([header[1] ?? '', header[2] ?? '']);
  }
  let body = slice(source, empty[1]);
  if (/chunked/i.test(headerNamed(headers, 'transfer-encoding') ?? '')) body = withoutChunks(body);
  const [, method = '', target = ''] = match ?? [];
  const host = headerNamed(headers, 'host');
  const url = /^https?:/i.test(target) || !host ? target : `https://${host}${target}`;
  return { kind: match ? 'request' : 'answer', method, ...(url && { url }), headers, body };
}

/** The first header of that name, in lower case. */
export function headerNamed(
  headers: readonly (readonly [name: string, value: string])[],
  name: string,
): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Where the head ends and where the body begins: at the first empty line, or where XML begins without one. */
function endOfHead(text: string, from: number): [end: number, body: number] {
  const empty = /\r?\n[ \t]*\r?\n/g;
  empty.lastIndex = from;
  const match = empty.exec(text);
  const markup = /\n[ \t]*<[?\w]/g;
  markup.lastIndex = from;
  const early = markup.exec(match ? text.slice(0, match.index) : text);
  if (early) return [early.index, early.index + 1];
  return match ? [match.index, match.index + match[0].length] : [text.length, text.length];
}

/** Parts of a chunked body put together (RFC 9112, section 7.1); a body that is not chunked after all stays. */
function withoutChunks(body: Mapped): Mapped {
  const { text } = body;
  const out = new Rewriting(body);
  const size = /\s*([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r?\n/y;
  for (let at = 0; ;) {
    size.lastIndex = at;
    const match = size.exec(text);
    if (!match) return at === 0 ? body : out.finish(at);
    const start = at + match[0].length;
    const end = Math.min(start + parseInt(match[1] ?? '0', 16), text.length);
    if (end === start) return out.finish(start);
    out.keep(start, end);
    at = end;
  }
}

/** Takes the marks off that tools print before each line: `> ` for what is sent, `< ` for what comes, `* ` for remarks. */
export function withoutLineMarks(source: Mapped): Mapped {
  const marked = new RegExp(`^[ \\t]*(>|<) ?(?:(?:${METHODS}) \\S+ HTTP/|HTTP/\\d)`, 'm').exec(source.text);
  if (!marked) return source;
  return replaceMatches(source, /^(?:[ \t]*[<>](?: |(?=\r?$))|\*.*\r?\n|[{}] \[.*\r?\n)/gm, () => '');
}

const WIRE_LINE = /^.{0,300}?(>>|<<) "(.*)"[ \t]*\r?$/gm;

/** The text that a log of bytes on the wire holds, as `>> "POST / HTTP/1.1[\r][\n]"`; undefined when it is none. */
export function readWireLog(source: Mapped): Mapped | undefined {
  const lines = [...source.text.matchAll(WIRE_LINE)];
  if (lines.length === 0 || !lines.some((line) => /\[\\n\]"/.test(line[0]))) return undefined;
  const out = new Rewriting(source);
  let direction = '';
  for (const line of lines) {
    const start = line.index + line[0].indexOf(`${line[1]} "`) + 4;
    const content = slice(source, start, start + (line[2] ?? '').length);
    if (direction !== '' && line[1] !== direction) out.replace('\n', start);
    direction = line[1] ?? '';
    out.insert(
      replaceMatches(content, /\[\\(r|n|t)\]|\[0x([0-9a-f]{1,2})\]/g, ([, name, hex]) =>
        hex ? String.fromCharCode(parseInt(hex, 16)) : { r: '\r', n: '\n', t: '\t' }[name ?? ''],
      ),
    );
  }
  return out.finish(source.text.length);
}

import { items, member, readJsonValue, scalarOf, stringOf, type JsonNode } from '../text/json';
import { decodeBase64 } from '../text/base64';
import type { Mapped } from '../text/mapped';
import { fillIn, fillInText } from './fill-in';
import { unwrapEnvelope } from './layers';
import {
  isAnswer,
  bodyName,
  LeftOut,
  looksLikeXml,
  messageOf,
  MOST_MESSAGES,
  type HttpHeader,
  type Layer,
  type Message,
  type Paste,
  type PasteKind,
} from './message';
import { readPostman } from './postman';

/**
 * Reads files of JSON that hold requests: HAR, Postman collections, and whatever else keeps an envelope in a string beside
 * a URL and headers, as Insomnia, Hoppscotch, Thunder Client and logs do.
 *
 * @param readInner reads a string that holds more than an envelope.
 * @returns undefined when there is no message in it.
 */
export function readJson(source: Mapped, readInner: (text: Mapped) => Paste): Paste | undefined {
  const start = /^\uFEFF?\s*/.exec(source.text)?.[0].length ?? 0;
  const read = readJsonValue(source, start);
  if (!read || source.text.slice(read.end).trim() !== '') return undefined;
  const { value } = read;
  const entries = member(member(value, 'log'), 'entries');
  if (entries?.kind === 'list') return readHar(items(entries));
  const collection = member(value, 'collection') ?? value;
  if (member(collection, 'item')?.kind === 'list') return readPostman(collection);
  return readAny(value, readInner);
}

/** HTTP Archive 1.2: what a browser recorded. Only requests with an XML body are taken. */
function readHar(entries: readonly JsonNode[]): Paste {
  const leftOut = new LeftOut();
  const messages: Message[] = [];
  let others = 0;
  for (const entry of entries) {
    const request = member(entry, 'request');
    const data = member(request, 'postData');
    const content = stringOf(member(data, 'text'));
    const decoded = content && decodedBody(content, scalarOf(member(data, 'encoding')));
    if (!decoded || messages.length >= MOST_MESSAGES) {
      others += 1;
      continue;
    }
    const headers = headersOf(member(request, 'headers')).filter(([name]) => !name.startsWith(':'));
    messages.push(
      messageOf(decoded.text, { url: scalarOf(member(request, 'url')), headers, layers: decoded.layers }),
    );
  }
  if (others > 0) leftOut.add(`${others} recorded request${others === 1 ? '' : 's'} without XML.`);
  if (messages.length > 0) leftOut.add('The recorded answers and times are left out.');
  return { kind: 'har', messages, leftOut: leftOut.sentences };
}

/** A body as text; recorders keep some in base64, whether or not they say so. */
function decodedBody(content: Mapped, encoding = ''): { text: Mapped; layers: readonly Layer[] } | undefined {
  const layers: readonly Layer[] = ['backslashes'];
  if (looksLikeXml(content.text) && encoding !== 'base64') return { text: content, layers };
  const isLikely = encoding === 'base64' || /^\s*(?:PD|77u\/P)[\w+/\s-]{20}/.test(content.text);
  const text = isLikely ? decodeBase64(content) : null;
  return text && looksLikeXml(text.text) ? { text, layers: [...layers, 'base64'] } : undefined;
}

/** What stands around a string in a file: the nearest of each kind counts. */
interface Around {
  readonly url?: string;
  readonly headers?: readonly HttpHeader[];
  readonly name?: string;
  readonly isAnswer?: boolean;
}

const URL_KEYS = [
  'url',
  'uri',
  'endpoint',
  'href',
  'requestUrl',
  'request_url',
  'address',
  'location',
  'target',
];
const HEADER_KEYS = ['headers', 'header', 'requestHeaders', 'request_headers'];

function readAny(value: JsonNode, readInner: (text: Mapped) => Paste): Paste | undefined {
  const leftOut = new LeftOut();
  const variables = variablesOf(value);
  const messages: Message[] = [];
  const waiting: [node: JsonNode, around: Around, depth: number][] = [[value, {}, 0]];
  for (let next = waiting.pop(); next && messages.length < MOST_MESSAGES; next = waiting.pop()) {
    const [node, around, depth] = next;
    if (node.kind === 'object') {
      const own = aroundOf(node, around);
      const inner = node.entries.map(([key, part]): [JsonNode, Around, number] => [
        part,
        /^(?:response|answer|reply|result)/i.test(key) ? { ...own, isAnswer: true } : own,
        depth + 1,
      ]);
      waiting.push(...inner.reverse());
    } else if (node.kind === 'list') {
      for (const part of node.items.toReversed()) waiting.push([part, around, depth + 1]);
    } else if (node.kind === 'string') {
      const found = envelopeIn(node.value);
      if (!found) {
        if (/Envelope|soap|%3C/.test(node.value.text))
          messages.push(...innerMessages(readInner(node.value), around));
        continue;
      }
      const text = fillIn(found.text, variables, leftOut);
      const element = bodyName(text.text);
      messages.push(
        messageOf(text, {
          kind: around.isAnswer || isAnswer(element) ? 'answer' : 'request',
          title: around.name,
          url: around.url && fillInText(around.url, variables, leftOut),
          headers: around.headers?.map(([name, text]) => [name, fillInText(text, variables, leftOut)]),
          layers: found.layers,
        }),
      );
    }
  }
  return messages.length > 0 ? { kind: kindOf(value), messages, leftOut: leftOut.sentences } : undefined;
}

/** Messages of a string that holds a request, a log or JSON again. */
function innerMessages(paste: Paste, { url, headers = [], isAnswer: isReply }: Around): Message[] {
  return paste.messages
    .filter(({ text }) => text.text !== '')
    .map((message) => ({
      ...message,
      ...(isReply && { kind: 'answer' as const }),
      ...(message.url === undefined && url !== undefined && { url }),
      headers: message.headers.length > 0 ? message.headers : headers,
      layers: ['backslashes' as const, ...message.layers],
    }));
}

/** An envelope that is all there is in a string, in base64 or escaped once more too. */
function envelopeIn(value: Mapped): { text: Mapped; layers: readonly Layer[] } | undefined {
  if (value.text.length < 20) return undefined;
  const body = decodedBody(value);
  const { text, layers } = unwrapEnvelope(body?.text ?? value);
  const isEnvelope = /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--[^]*?-->\s*)*<(?:[\w.-]+:)?Envelope[\s>]/.test(
    text.text,
  );
  return isEnvelope
    ? { text, layers: [...(body?.layers ?? ['backslashes' as const]), ...layers] }
    : undefined;
}

function aroundOf(node: JsonNode, outer: Around): Around {
  const url = URL_KEYS.map((key) => member(node, key)).find((found) => found !== undefined);
  const address = scalarOf(url) ?? scalarOf(member(url, 'raw'));
  const headers = HEADER_KEYS.map((key) => member(node, key)).find((found) => found !== undefined);
  const name = scalarOf(member(node, 'name'));
  return {
    ...outer,
    ...(address !== undefined && /^https?:|\{\{/.test(address) && { url: address }),
    ...(headers && { headers: headersOf(headers) }),
    ...(name !== undefined && address !== undefined && { name }),
  };
}

/** Headers as a list of pairs, as an object, or as lines. */
export function headersOf(node: JsonNode | undefined): HttpHeader[] {
  if (node?.kind === 'object')
    return node.entries.flatMap(([name, value]): HttpHeader[] => {
      const text = scalarOf(value) ?? scalarOf(items(value)[0]);
      return text === undefined ? [] : [[name, text]];
    });
  const lines = scalarOf(node);
  if (lines !== undefined)
    return lines.split('\n').flatMap((line): HttpHeader[] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
    });
  return items(node).flatMap((pair): HttpHeader[] => {
    const name = scalarOf(member(pair, 'name')) ?? scalarOf(member(pair, 'key'));
    const isOff = [
      scalarOf(member(pair, 'disabled')) === 'true',
      scalarOf(member(pair, 'active')) === 'false',
      scalarOf(member(pair, 'enabled')) === 'false',
    ].some(Boolean);
    return name === undefined || isOff ? [] : [[name, scalarOf(member(pair, 'value')) ?? '']];
  });
}

/** Variables that a file defines, wherever it keeps them. */
function variablesOf(value: JsonNode): Map<string, string> {
  const variables = new Map<string, string>();
  const waiting: JsonNode[] = [value];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'list') waiting.push(...node.items);
    if (node.kind !== 'object') continue;
    for (const [key, part] of node.entries) {
      if (part.kind === 'object' || part.kind === 'list') waiting.push(part);
      if (!/^(?:variables?|environments?|data|values)$/.test(key)) continue;
      for (const [name, text] of [...headersOf(part)]) if (!variables.has(name)) variables.set(name, text);
    }
  }
  return variables;
}

function kindOf(value: JsonNode): PasteKind {
  if (scalarOf(member(value, '__export_format'))) return 'insomnia';
  const first = value.kind === 'list' ? value.items[0] : value;
  if (member(first, 'requests')?.kind === 'list')
    return scalarOf(member(first, 'v')) ? 'hoppscotch' : member(first, 'order') ? 'postman' : 'json';
  return 'json';
}

import {
  fillIn,
  LeftOut,
  looksLikeXml,
  MOST_REQUESTS,
  titleOf,
  type PastedRequest,
  type Recognised,
} from './pasted';

type Json = Readonly<Record<string, unknown>>;

/** Reads a HAR file or a Postman collection; undefined when the JSON is neither. */
export function readJson(text: string): Recognised | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const whole = object(parsed);
  if (Array.isArray(object(whole?.log)?.entries)) return readHar(list(object(whole?.log)?.entries));
  const collection = object(whole?.collection) ?? whole;
  if (collection && Array.isArray(collection.item)) return readPostman(collection);
  return undefined;
}

/** HTTP Archive 1.2: what a browser recorded. Only requests with an XML body are taken. */
function readHar(entries: readonly unknown[]): Recognised {
  const leftOut = new LeftOut();
  const requests: PastedRequest[] = [];
  let others = 0;
  for (const entry of entries) {
    const request = object(object(entry)?.request);
    const body = string(object(request?.postData)?.text) ?? '';
    if (!request || !looksLikeXml(body) || requests.length >= MOST_REQUESTS) {
      others += 1;
      continue;
    }
    const url = string(request.url);
    const headers = pairs(request.headers, 'name').filter(([name]) => !name.startsWith(':'));
    requests.push({ title: titleOf(body, url), url, headers, body });
  }
  if (others > 0) leftOut.add(`${count(others, 'recorded request')} without XML.`);
  if (requests.length > 0) leftOut.add('The recorded answers and times are left out.');
  return { kind: 'har', requests, leftOut: leftOut.sentences };
}

/** Postman Collection 2.0 and 2.1. */
function readPostman(collection: Json): Recognised {
  const leftOut = new LeftOut();
  const requests: PastedRequest[] = [];
  const variables = new Map<string, string>();
  for (const entry of list(collection.variable)) {
    const variable = object(entry);
    const name = string(variable?.key) ?? string(variable?.id);
    if (name !== undefined && variable?.value !== undefined) variables.set(name, String(variable.value));
  }
  const walk = (items: readonly unknown[], depth: number) => {
    for (const entry of items) {
      const item = object(entry);
      if (!item) continue;
      note(item, leftOut);
      if (Array.isArray(item.item) && depth < 50) walk(item.item, depth + 1);
      const request = typeof item.request === 'string' ? { url: item.request } : object(item.request);
      if (!request || requests.length >= MOST_REQUESTS) continue;
      note(request, leftOut);
      const found = postmanRequest(string(item.name) ?? '', request, variables, leftOut);
      if (found) requests.push(found);
    }
  };
  note(collection, leftOut);
  walk(list(collection.item), 0);
  return { kind: 'postman', requests, leftOut: leftOut.sentences };
}

function postmanRequest(
  title: string,
  request: Json,
  variables: ReadonlyMap<string, string>,
  leftOut: LeftOut,
): PastedRequest | undefined {
  const content = object(request.body);
  const mode = string(content?.mode);
  if (mode === 'file') leftOut.add(`The body of ${title} is in a file, which is not in the paste.`);
  const raw = mode === 'raw' || mode === undefined ? (string(content?.raw) ?? '') : '';
  const body = fillIn(raw, variables, leftOut);
  if (!looksLikeXml(body) && mode !== 'file') {
    leftOut.add(`${title || 'A request'} has no XML body.`);
    return undefined;
  }
  const address = string(request.url) ?? string(object(request.url)?.raw);
  const url = address === undefined ? undefined : fillIn(address, variables, leftOut);
  const headers = pairs(request.header, 'key').map(
    ([name, value]) => [name, fillIn(value, variables, leftOut)] as const,
  );
  return { title: title || titleOf(body, url), url, headers, body };
}

function note(part: Json, leftOut: LeftOut) {
  const events = list(part.event).some(
    (event) =>
      list(object(object(event)?.script)?.exec)
        .join('')
        .trim() !== '',
  );
  if (events) leftOut.add('Scripts and tests are left out.');
  const auth = string(object(part.auth)?.type);
  if (auth && auth !== 'noauth')
    leftOut.add(`The ${auth} authentication is left out: SOAP requests are signed.`);
}

function pairs(value: unknown, key: 'name' | 'key'): (readonly [string, string])[] {
  return list(value).flatMap((entry) => {
    const pair = object(entry);
    const name = string(pair?.[key]);
    return name === undefined || pair?.disabled === true ? [] : [[name, string(pair?.value) ?? ''] as const];
  });
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

import { writeCsvLine } from '../text/csv';
import { restOperation } from './catalog';
import { PIECE, Reference, type JsonPart, type Parameter, type RestCall } from './equivalent';

/** A call as it goes over the wire. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  /** In the order in which they are shown; `Authorization` is among them where a token is needed. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** What a value of an answer can be. */
export type Scalar = string | number | boolean;

/** Gives the values that a reference stands for: one, several, or none. */
export type ResolveReference = (reference: Reference) => readonly Scalar[];

/** Where calls go, and who makes them. */
export interface Instance {
  /** Without a slash at its end: `https://123-ABC-456.mktorest.com`. */
  readonly base: string;
  /** The token; absent for the call that fetches one. */
  readonly token?: string;
}

/** The longest address that the service takes, in bytes; a longer GET goes as POST (vendor's page on error codes, 414). */
export const LONGEST_ADDRESS = 8_192;

/** Shows references by their names in braces. */
export const showReferences: ResolveReference = ({ name }) => [`{${name}}`];

/**
 * Writes a call.
 *
 * @param resolve gives the values of references; a reference without a value leaves its place empty.
 */
export function writeCall(call: RestCall, { base, token }: Instance, resolve: ResolveReference): HttpRequest {
  const { method, path, document } = restOperation(call.operation);
  const address =
    base +
    path.replace(/\{(\w+)\}/g, (_, name: string) => encodePath(encodedText(call.path[name] ?? '', resolve)));
  const query = queryOf(call.query, resolve);
  const auth =
    document === 'identity' || token === undefined ? [] : [['Authorization', `Bearer ${token}`] as const];
  const { body } = call;
  if (call.asGet) {
    const url = withQuery(address, ['_method=GET', query]);
    return { method: 'POST', url, ...jsonBody(body?.kind === 'json' ? body.value : {}, auth, resolve) };
  }
  const url = withQuery(address, [query]);
  if (!body) {
    if (method !== 'GET' || url.length <= LONGEST_ADDRESS) return { method, url, headers: auth };
    return {
      method: 'POST',
      url: `${address}?_method=GET`,
      headers: [...auth, ['Content-Type', FORM]],
      body: query,
    };
  }
  switch (body.kind) {
    case 'json':
      return { method, url, ...jsonBody(body.value, auth, resolve) };
    case 'form':
      return {
        method,
        url,
        headers: [...auth, ['Content-Type', FORM]],
        body: body.fields
          .map(({ name, value }) => `${encodePart(name)}=${encodeForm(value, resolve)}`)
          .join('&'),
      };
    case 'csv': {
      const file = [body.columns, ...body.rows].map(writeCsvLine).join('\n');
      const boundary = boundaryFor(file);
      return {
        method,
        url,
        headers: [...auth, ['Content-Type', `multipart/form-data; boundary=${boundary}`]],
        body: [
          `--${boundary}`,
          `Content-Disposition: form-data; name="${body.name}"; filename="leads.csv"`,
          'Content-Type: text/csv; charset=utf-8',
          '',
          file,
          `--${boundary}--`,
          '',
        ].join('\r\n'),
      };
    }
  }
}

const FORM = 'application/x-www-form-urlencoded';

function jsonBody(
  value: JsonPart,
  auth: HttpRequest['headers'],
  resolve: ResolveReference,
): Pick<HttpRequest, 'headers' | 'body'> {
  return {
    headers: [...auth, ['Content-Type', 'application/json']],
    body: JSON.stringify(resolveJson(value, resolve)),
  };
}

/** JSON with the references replaced. Of a reference to one value that has none, null is left. */
export function resolveJson(value: JsonPart, resolve: ResolveReference): unknown {
  if (value instanceof Reference) return resolve(value)[0] ?? null;
  if (Array.isArray(value)) return value.flatMap((item: JsonPart) => repeated(item, resolve));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, JsonPart>>);
  const object: Record<string, unknown> = {};
  for (const [name, item] of entries) {
    Object.defineProperty(object, name, {
      value: resolveJson(item, resolve),
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return object;
}

/** An item of a list: once for each value of the reference to many that it holds. */
function repeated(item: JsonPart, resolve: ResolveReference): unknown[] {
  const many = manyIn(item);
  if (!many) return [resolveJson(item, resolve)];
  return resolve(many).map((value) => resolveJson(item, (one) => (one === many ? [value] : resolve(one))));
}

function manyIn(item: JsonPart): Reference | undefined {
  if (item instanceof Reference) return item.many ? item : undefined;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  return Object.values(item as Readonly<Record<string, JsonPart>>).find(
    (part): part is Reference => part instanceof Reference && part.many,
  );
}

/** The texts of a part, encoded. A reference that is shown by its name stays readable: `{leadId}`. */
function encodedTexts(part: string | Reference, resolve: ResolveReference): string[] {
  if (typeof part === 'string') return [encodePart(part)];
  return resolve(part).map((value) => (value === `{${part.name}}` ? value : encodePart(String(value))));
}

function encodedText(part: string | Reference, resolve: ResolveReference): string {
  return encodedTexts(part, resolve)[0] ?? '';
}

function encodeForm(value: JsonPart, resolve: ResolveReference): string {
  return typeof value === 'string' || value instanceof Reference
    ? encodedText(value, resolve)
    : encodePart(formText(resolveJson(value, resolve)));
}

/** The parameters of a call as text, encoded. Parameters without a value are left out. */
function queryOf(parameters: readonly Parameter[], resolve: ResolveReference): string {
  return parameters
    .flatMap(({ name, value }) => {
      const key = encodePart(name);
      if (!Array.isArray(value)) return [`${key}=${encodedText(value as string | Reference, resolve)}`];
      const values = (value as readonly (string | Reference)[]).flatMap((part) =>
        encodedTexts(part, resolve),
      );
      if (values.length === 0) return [];
      // The service's pages write lists with commas; a value that holds one can only be repeated.
      if (values.some((text) => text.includes('%2C'))) return values.map((text) => `${key}=${text}`);
      return [`${key}=${values.join(',')}`];
    })
    .join('&');
}

function withQuery(address: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&');
  return query === '' ? address : `${address}?${query}`;
}

function encodePart(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** As a part of a path: one that would be taken for another directory is encoded whole. */
function encodePath(encoded: string): string {
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}

/** A half of a surrogate pair has no UTF-8, and no place in an address. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

function formText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function boundaryFor(file: string): string {
  let boundary = 'marketo-leads';
  while (file.includes(boundary)) boundary += '-x';
  return boundary;
}

/** True for the reference to a piece of one of the call's own lists. */
export function isPiece({ calls }: Reference): boolean {
  return calls[0] === PIECE;
}

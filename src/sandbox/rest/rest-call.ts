import type { Contract } from '../../contract/contract';
import type { RestOperationId } from '../../rest/catalog';
import type { Settings } from '../settings';
import type { Store } from '../store/store';

/** One REST call that is known to be allowed, with the data on which it is carried out. */
export interface RestServiceCall {
  readonly operation: RestOperationId;
  readonly contract: Contract;
  readonly store: Store;
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The variables of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** The query, and the form of a long GET or of an asset. */
  readonly query: URLSearchParams;
  /** The JSON of the body; undefined when there is none. */
  readonly body: unknown;
  /** The file of a multipart body. */
  readonly file?: string;
  /** What imports this face has begun, by batch id. */
  readonly batches: Batches;
}

/** The imports that were begun over REST, which are asked about by their number. */
export interface Batches {
  add(listId: number | undefined): number;
  list(batchId: number): { readonly listId: number | undefined } | undefined;
}

/** What a call answers: its members beside requestId and success, or an error. */
export type RestAnswer = Readonly<Record<string, unknown>> | RestError | string;

/** An error of the service, as `errors` holds it. */
export class RestError {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}

/** Carries out one call. A text is an answer that is no JSON, such as a CSV file. */
export type RestHandler = (call: RestServiceCall) => RestAnswer;

/** The handlers of an area by the operationId of their calls. */
export type RestHandlers = Partial<Readonly<Record<RestOperationId, RestHandler>>>;

/** A parameter, or undefined when it is absent or empty. */
export function parameterText(call: RestServiceCall, name: string): string | undefined {
  const value = call.query.get(name) ?? bodyMember(call, name);
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

/** A list, whether it is repeated, written with commas, or stands in the body. A value that was repeated may hold a comma. */
export function texts(call: RestServiceCall, name: string): string[] {
  const all = call.query.getAll(name);
  if (all.length > 1) return all;
  const inBody = bodyMember(call, name);
  if (all.length === 0 && Array.isArray(inBody)) return inBody.map(String);
  return all
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function bodyMember({ body }: RestServiceCall, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

/** The most records of a call and of a page. */
export const MOST = 300;

/** The records of a body's `input`: objects, from 1 to 300 of them. */
export function inputOf(call: RestServiceCall): readonly Readonly<Record<string, unknown>>[] | RestError {
  const input = bodyMember(call, 'input');
  if (!Array.isArray(input) || input.length === 0)
    return new RestError('1002', "Missing value for required parameter 'input'");
  if (input.length > MOST) return new RestError('1003', `Maximum batch size of ${MOST} records exceeded`);
  const objects = input.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
  return objects.length === input.length
    ? objects
    : new RestError('1003', "Each value of 'input' is an object");
}

/** A page of records, with the token for the next one. */
export function page(call: RestServiceCall, records: readonly unknown[]): RestAnswer {
  const asked = parameterText(call, 'batchSize');
  const size = asked === undefined ? MOST : Number(asked);
  if (!Number.isInteger(size) || size < 1)
    return new RestError('1001', `Invalid value '${asked}' for batchSize. Required of type 'Integer'`);
  const token = parameterText(call, 'nextPageToken');
  const start = token === undefined ? 0 : readToken(token, call.operation);
  if (start === undefined) return badToken(token);
  const end = start + Math.min(size, MOST);
  const more = end < records.length;
  return {
    result: records.slice(start, end),
    moreResult: more,
    ...(more ? { nextPageToken: writeToken(call.operation, end) } : {}),
  };
}

/** The code of a bad token is our choice: nobody documents it. */
export function badToken(token: string | undefined): RestError {
  return new RestError('1003', `Invalid nextPageToken '${(token ?? '').slice(0, 40)}'`);
}

/** A token that nobody but us understands: the kind of what is read, and how far it was read. */
export function writeToken(kind: string, position: number): string {
  return btoa(JSON.stringify([kind, position])).replaceAll('=', '');
}

/** @returns undefined when the token is none of this kind. */
export function readToken(token: string, kind: string): number | undefined {
  try {
    const [own, position] = JSON.parse(atob(token)) as [unknown, unknown];
    return own === kind && typeof position === 'number' && Number.isInteger(position) && position >= 0
      ? position
      : undefined;
  } catch {
    return undefined;
  }
}

/** A page of assets, by offset and maxReturn. */
export function assetPage({ query }: RestServiceCall, records: readonly unknown[]): RestAnswer {
  const number = (name: string, usual: number) => Number(query.get(name) ?? usual);
  const [offset, size] = [number('offset', 0), number('maxReturn', 20)];
  if (!Number.isInteger(offset) || offset < 0) return new RestError('701', 'offset is not valid');
  if (!Number.isInteger(size) || size < 1 || size > 200)
    return new RestError('701', 'maxReturn is not valid');
  return assets(records.slice(offset, offset + size));
}

/** An answer with assets; of none there is a warning in place of the result (vendor's samples). */
export function assets(result: readonly unknown[]): RestAnswer {
  return result.length > 0
    ? { errors: [], warnings: [], result }
    : { errors: [], warnings: ['No assets found for the given search criteria.'] };
}

/** A time as the lead database writes it. */
export function restInstant(instant: number): string {
  return new Date(Math.floor(instant / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
}

/** A time as assets have it. */
export function assetTime(instant: number): string {
  return `${restInstant(instant)}+0000`;
}

/** A record that was not taken. */
export function skipped(code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
  return { ...more, status: 'skipped', reasons: [{ code, message }] };
}

/** A whole number of a parameter, or undefined. */
export function wholeNumber(value: unknown): number | undefined {
  return /^\d{1,10}$/.test(String(value)) ? Number(value) : undefined;
}

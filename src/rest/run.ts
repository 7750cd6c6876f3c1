import { readInstant } from '../text/instant';
import {
  Reference,
  type CallBody,
  type RestCondition,
  type Equivalent,
  type Parameter,
  type RestCall,
  type ValueList,
} from './equivalent';
import { isPiece, writeCall, type HttpRequest, type ResolveReference, type Scalar } from './http';

/** What came back: status 0 when nothing did. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** One call that was made. */
export interface RestExchange {
  /** The call's id within its equivalent. */
  readonly call: string;
  readonly request: HttpRequest;
  readonly status: number;
  readonly text: string;
  /** The answer as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** How calls are made. */
export interface RunOptions {
  /** Without a slash at its end. */
  readonly base: string;
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Values that only the caller has, by name: `client_id`, `client_secret`, `batchId`. */
  readonly kept: ReadonlyMap<string, string>;
  /** More calls than this are not made; 200 by default. */
  readonly mostCalls?: number;
}

/** What became of an equivalent. */
export interface RunResult {
  readonly exchanges: readonly RestExchange[];
  /** Calls that were not made because an earlier answer lacked what they need, or because they were not needed. */
  readonly skipped: readonly string[];
  /** The first failure, after which no more calls were made. */
  readonly failure?: RestFailure;
}

/** How a call failed. */
export interface RestFailure {
  readonly call: string;
  /** The service's code, such as 1006; absent for a failure below it. */
  readonly code?: string;
  readonly message: string;
}

/** Makes the calls of an equivalent, one after another: pages are read to the end, long lists go in pieces. */
export async function runEquivalent(equivalent: Equivalent, options: RunOptions): Promise<RunResult> {
  const run = new Run(equivalent, options);
  for (const call of equivalent.calls) if (!(await run.make(call))) break;
  return run;
}

class Run implements RunResult {
  readonly exchanges: RestExchange[] = [];
  readonly skipped: string[] = [];
  failure: RestFailure | undefined;
  #token: string | undefined;

  constructor(
    readonly equivalent: Equivalent,
    readonly options: RunOptions,
  ) {}

  /** @returns false when the calls after it are of no use. */
  async make(call: RestCall): Promise<boolean> {
    if (!this.#isDue(call)) {
      this.skipped.push(call.id);
      return true;
    }
    for (const pieces of combinations((call.lists ?? []).map((list) => this.#pieces(list)))) {
      const resolve: ResolveReference = (reference) =>
        isPiece(reference) ? (pieces[listIndex(call, reference)] ?? []) : this.#values(reference);
      if (!(await this.#pages(call, resolve))) return false;
    }
    return true;
  }

  #isDue(call: RestCall): boolean {
    const { when } = call;
    if (when && recordsOf(this.equivalent, this.exchanges, when.call).length > 0 !== when.found) return false;
    if ((call.lists ?? []).some((list) => this.#pieces(list).length === 0)) return false;
    return singlesOf(call).every((reference) => isPiece(reference) || this.#values(reference).length > 0);
  }

  #pieces(list: ValueList): Scalar[][] {
    const values = list.parts.flatMap((part): Scalar[] =>
      part instanceof Reference ? this.#values(part) : [part],
    );
    const distinct = [...new Map(values.map((value) => [String(value), value])).values()];
    const typed = list.numbers
      ? distinct.map((value) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : value))
      : distinct;
    return Array.from({ length: Math.ceil(typed.length / list.size) }, (_, index) =>
      typed.slice(index * list.size, (index + 1) * list.size),
    );
  }

  #values(reference: Reference): Scalar[] {
    if (reference.calls.length === 0) {
      const value = this.options.kept.get(reference.name);
      return value === undefined ? [] : [value];
    }
    const all = reference.calls.flatMap((id) => valuesOf(this.equivalent, this.exchanges, id, reference));
    return reference.many ? all : all.slice(0, 1);
  }

  async #pages(call: RestCall, resolve: ResolveReference): Promise<boolean> {
    let page: RestCall | undefined = call;
    while (page) {
      if (this.exchanges.length >= (this.options.mostCalls ?? 200)) {
        this.failure = { call: call.id, message: 'There are more calls to make than are made here.' };
        return false;
      }
      const request = writeCall(page, { base: this.options.base, token: this.#token }, resolve);
      const { status, text } = await this.options.send(request);
      const json = parse(text);
      this.exchanges.push({ call: call.id, request, status, text, json });
      this.failure = failureOf(call, status, text, json);
      if (this.failure) return false;
      const token = memberOf(json, 'access_token');
      if (typeof token === 'string') this.#token = token;
      page = nextRestPage(page, json);
    }
    return true;
  }
}

/** The call for the next page, or undefined after the last one. */
export function nextRestPage(call: RestCall, json: unknown): RestCall | undefined {
  if (call.paging === 'token') {
    const token = memberOf(json, 'nextPageToken');
    if (typeof token !== 'string' || token === '' || memberOf(json, 'moreResult') === false) return undefined;
    if (call.until && resultOf(json).some((record) => isLater(record, call.until))) return undefined;
    if (call.asGet) return { ...call, body: withToken(call.body, token) };
    return { ...call, query: withParameter(call.query, 'nextPageToken', token) };
  }
  if (call.paging === 'offset') {
    const size = numberParameter(call, 'maxReturn', 20);
    if (resultOf(json).length < size) return undefined;
    return {
      ...call,
      query: withParameter(call.query, 'offset', String(numberParameter(call, 'offset', 0) + size)),
    };
  }
  return undefined;
}

function withToken(body: CallBody | undefined, nextPageToken: string): CallBody {
  const value = body?.kind === 'json' && typeof body.value === 'object' ? body.value : {};
  return { kind: 'json', value: { ...(value as Record<string, never>), nextPageToken } };
}

function withParameter(query: readonly Parameter[], name: string, value: string): Parameter[] {
  return [...query.filter((parameter) => parameter.name !== name), { name, value }];
}

function numberParameter({ query }: RestCall, name: string, usual: number): number {
  const value = query.find((parameter) => parameter.name === name)?.value;
  return typeof value === 'string' ? Number(value) : usual;
}

/** Every record that a call of an equivalent has given, over all its pages. */
export function recordsOf(
  equivalent: Equivalent,
  exchanges: readonly RestExchange[],
  id: string,
): readonly unknown[] {
  const until = equivalent.calls.find((call) => call.id === id)?.until;
  return exchanges
    .filter(({ call }) => call === id)
    .flatMap(({ json }) => resultOf(json))
    .filter((record) => !isLater(record, until));
}

function valuesOf(
  equivalent: Equivalent,
  exchanges: readonly RestExchange[],
  id: string,
  { member, where }: Reference,
): Scalar[] {
  if (member.startsWith('$')) {
    const last = exchanges.findLast(({ call }) => call === id);
    return scalars(memberOf(last?.json, member.slice(1)));
  }
  return recordsOf(equivalent, exchanges, id)
    .filter((record) => where.every((condition) => holds(record, condition)))
    .flatMap((record) => scalars(atPath(record, member.split('.'))));
}

function holds(record: unknown, { member, oneOf, noneOf, absent }: RestCondition): boolean {
  const value = memberOf(record, member);
  const has = (texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase() === String(value ?? '').toLowerCase());
  if (absent && value !== undefined && value !== null) return false;
  return (!oneOf || has(oneOf)) && !(noneOf && has(noneOf));
}

function isLater(record: unknown, until: RestCall['until']): boolean {
  if (!until) return false;
  const limit = readInstant(until.instant);
  const value = memberOf(record, until.member);
  const instant = typeof value === 'string' ? readRestTime(value) : undefined;
  return limit !== null && instant !== undefined && instant > limit.time;
}

/**
 * A time of an answer, in milliseconds since 1970. The service writes `Z`, an offset with or without a colon, and in assets
 * `Z+0000`.
 */
export function readRestTime(text: string): number | undefined {
  return readInstant(text.replace(/Z\+0000$/, 'Z'))?.time;
}

function atPath(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.flatMap((item) => atPath(item, [name, ...rest]) ?? []);
  return atPath(memberOf(value, name), rest);
}

function scalars(value: unknown): Scalar[] {
  if (Array.isArray(value)) return value.flatMap(scalars);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [];
}

/** The records of an answer; none where it has no list of them. */
export function resultOf(json: unknown): readonly unknown[] {
  const result = memberOf(json, 'result');
  return Array.isArray(result) ? result : [];
}

/** A member of a JSON object, or undefined. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function failureOf(
  { id: call }: RestCall,
  status: number,
  text: string,
  json: unknown,
): RestFailure | undefined {
  const [error] = (memberOf(json, 'errors') ?? []) as readonly unknown[];
  const code = memberOf(error, 'code');
  const message = memberOf(error, 'message');
  if (memberOf(json, 'success') === false || error !== undefined) {
    return { call, code: String(code ?? ''), message: String(message ?? 'The service said no more.') };
  }
  if (status === 200 && json !== undefined) return undefined;
  const description = memberOf(json, 'error_description');
  return {
    call,
    message:
      typeof description === 'string'
        ? description
        : `The answer is HTTP ${status}${json === undefined ? ' and no JSON' : ''}: ${text.slice(0, 200)}`,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listIndex(call: RestCall, { name }: Reference): number {
  return (call.lists ?? []).findIndex((list) => list.name === name);
}

/** The references of which a call needs the one value. */
function singlesOf({ path, query, body }: RestCall): Reference[] {
  const found = [...Object.values(path), ...query.map(({ value }) => value)].filter(
    (part): part is Reference => part instanceof Reference,
  );
  if (body?.kind === 'json') visit(body.value);
  return found;

  function visit(value: unknown): void {
    if (value instanceof Reference) {
      if (!value.many) found.push(value);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  }
}

/** Every choice of one piece from each list. */
function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((made, list) => made.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

import { readBody } from '../../proxy/body';
import { REST_OPERATIONS, type RestOperation, type RestOperationId } from '../../rest/catalog';
import { Limits } from '../../service/limits';
import { damage, delay } from '../http/damage';
import { FAULT_HEADERS, NO_FAULTS, readFaultHeaders, type PlannedFaults } from '../http/planned-faults';
import type { Sandbox } from '../sandbox';
import { restActivityHandlers } from './activities';
import { restCampaignHandlers } from './campaigns';
import { restLeadHandlers } from './leads';
import { restListHandlers } from './lists';
import { restObjectHandlers } from './objects';
import { restProgramHandlers } from './programs';
import { RestError, type Batches, type RestAnswer, type RestHandlers } from './rest-call';
import { readMultipartFile } from './multipart';
import { Tokens } from './tokens';

const HANDLERS: RestHandlers = {
  ...restLeadHandlers,
  ...restListHandlers,
  ...restActivityHandlers,
  ...restCampaignHandlers,
  ...restObjectHandlers,
  ...restProgramHandlers,
};

/** The largest bodies in bytes: of a call, and of a file (vendor's pages). */
const MOST_BYTES = 1_000_000;
const MOST_FILE = 10_000_000;

/** Whether a path is one of the REST API's. */
export function isRestPath(path: string): boolean {
  return /^\/(identity|rest|bulk)\//.test(path);
}

/** Opens the REST face of a sandbox: the same world as over SOAP, with calls counted by themselves. */
export function openRest(sandbox: Sandbox): (request: Request, path: string) => Promise<Response> {
  const face = new RestFace(sandbox);
  return (request, path) => face.handle(request, path);
}

/** Codes of the service with what it says, in our words. */
const SENTENCES: Readonly<Record<string, string>> = {
  '601': 'Access token invalid',
  '602': 'Access token expired',
  '603': 'Access denied',
  '604': 'Request time-out',
  '606': 'Max rate limit exceeded with in the span of 20 seconds',
  '607': 'Daily quota reached',
  '608': 'API temporarily unavailable',
  '611': 'System error',
  '613': 'Invalid multipart request',
  '614': 'Invalid subscription',
  '615': 'Concurrent access limit reached',
  '713': 'Transient error',
};

/** What takes the place of a fault of SOAP that was ordered, or that a limit makes. */
const OF_FAULTS: Readonly<Record<string, string>> = {
  '20013': '603',
  '20014': '601',
  '20015': '607',
  '20016': '602',
  '20023': '606',
  '20024': '615',
};

interface Route {
  readonly id: RestOperationId;
  readonly path: Readonly<Record<string, string>>;
}

class RestFace {
  readonly #sandbox: Sandbox;
  readonly #limits = new Limits();
  readonly #tokens = new Tokens();
  readonly #batches: (number | undefined)[] = [];
  #requests = 0;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async handle(request: Request, path: string): Promise<Response> {
    const end = this.#limits.begin();
    try {
      return await this.#answer(request, path);
    } finally {
      end();
    }
  }

  async #answer(request: Request, path: string): Promise<Response> {
    const { inside } = this.#sandbox;
    const at = inside.now();
    const url = new URL(request.url);
    const isFile = path.startsWith('/bulk/') && request.method === 'POST';
    const read =
      request.method === 'GET' ? undefined : await readBody(request, isFile ? MOST_FILE : MOST_BYTES);
    if (read && !read.ok) {
      return plainText(read.problem === 'too-large' ? 413 : 400, 'Request Entity Too Large');
    }
    const body = read ? new TextDecoder().decode(read.bytes) : '';
    const type = (request.headers.get('content-type') ?? '').toLowerCase();
    const form = type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : undefined;
    const asGet = (url.searchParams.get('_method') ?? form?.get('_method'))?.toUpperCase() === 'GET';
    const method = asGet && request.method === 'POST' ? 'GET' : request.method;
    const routes = routesOf(path);
    const route = routes.find(({ id }) => REST_OPERATIONS[id].method === method);

    const { restCode, rest } = ownFault(request.headers);
    const ordered = readFaultHeaders(rest);
    if (typeof ordered === 'string') return plainText(400, ordered);
    const plan: PlannedFaults = ordered.length > 0 || route ? inside.plan(route?.id, ordered) : NO_FAULTS;
    const code = restCode ?? (plan.fault && (OF_FAULTS[plan.fault.code] ?? '611'));
    const token = bearer(request.headers, url);
    const query = new URLSearchParams([...url.searchParams, ...(form ?? [])]);

    const outcome = this.#outcome({ path, method, query, type, body, form, route, routes, token, code });
    await delay(plan.latency, request.signal);
    const response = damage(
      new Response(outcome.text, { status: outcome.status, headers: outcome.headers }),
      outcome.text,
      plan,
    );
    const { clientSecret } = this.#sandbox.settings();
    inside.remember(
      {
        at,
        operation: route?.id,
        verdict: outcome.error === '601' || outcome.error === '602' ? 'expired' : 'unchecked',
        status: response.status,
        code: outcome.error,
        message: outcome.message,
        request: `${request.method} ${path}${url.search}${body === '' ? '' : `\n\n${body}`}`,
        answer: outcome.text,
      },
      [
        clientSecret,
        ...(token === undefined ? [] : [token]),
        ...(outcome.secret === undefined ? [] : [outcome.secret]),
      ],
    );
    return response;
  }

  #outcome(asked: Asked): Outcome {
    const { inside } = this.#sandbox;
    const settings = this.#sandbox.settings();
    const { path, route, routes, code } = asked;
    if (path.startsWith('/identity/')) return this.#identity(asked);
    if (code === '429' || code === '502' || code === '503') {
      return { status: Number(code), text: `${code}\n`, headers: TEXT, error: code };
    }
    const now = inside.now();
    const verdict = this.#tokens.judge(asked.token ?? '', settings.clientId, now);
    if (verdict !== 'fine') return this.#error(new RestError(verdict, sentence(verdict)));
    if (code !== undefined) return this.#error(new RestError(code, sentence(code)));
    const full = this.#limits.admit(settings, now);
    if (full) {
      const limit = OF_FAULTS[full.code] ?? '611';
      return this.#error(new RestError(limit, sentence(limit)));
    }
    if (!route) {
      return this.#error(
        routes.length > 0
          ? new RestError('605', `${asked.method} is not supported for this path`)
          : new RestError('610', 'Requested resource not found'),
      );
    }
    if (settings.deniedOperations.includes(route.id))
      return this.#error(new RestError('603', sentence('603')));
    const handler = HANDLERS[route.id];
    // A call that the sandbox lacks: the resource is not there, and no success is made up.
    if (!handler) return this.#error(new RestError('610', 'Requested resource not found'));
    const body = readJson(asked);
    if (body instanceof RestError) return this.#error(body);
    try {
      const store = inside.store();
      const answer = handler({
        operation: route.id,
        contract: inside.contract(),
        store,
        settings,
        now,
        path: route.path,
        query: asked.query,
        body: body.json,
        file: body.file,
        batches: this.#batchList,
      });
      return this.#written(answer);
    } catch (error) {
      inside.onError(error);
      return this.#error(new RestError('611', sentence('611')));
    }
  }

  get #batchList(): Batches {
    return {
      add: (listId) => this.#batches.push(listId),
      list: (batchId) =>
        Number.isInteger(batchId) && batchId >= 1 && batchId <= this.#batches.length
          ? { listId: this.#batches[batchId - 1] }
          : undefined,
    };
  }

  #identity({ path, query, method }: Asked): Outcome {
    const { clientId, clientSecret } = this.#sandbox.settings();
    if (path !== '/identity/oauth/token' || (method !== 'GET' && method !== 'POST')) {
      return { status: 404, text: 'Not Found\n', headers: TEXT, error: '404' };
    }
    const problem = (status: number, error: string, description: string): Outcome => ({
      status,
      text: JSON.stringify({ error, error_description: description }),
      headers: JSON_HEADERS,
      error: String(status),
      message: description,
    });
    if (query.get('grant_type') !== 'client_credentials') {
      return problem(400, 'unsupported_grant_type', 'grant_type has to be client_credentials');
    }
    if (query.get('client_id') !== clientId || query.get('client_secret') !== clientSecret) {
      return problem(401, 'unauthorized', 'No client with the requested id and secret');
    }
    const { inside } = this.#sandbox;
    const { token, seconds } = this.#tokens.take(clientId, inside.now(), inside.random);
    return {
      status: 200,
      text: JSON.stringify({
        access_token: token,
        token_type: 'bearer',
        expires_in: seconds,
        scope: 'api@sandbox.example',
      }),
      headers: JSON_HEADERS,
      secret: token,
    };
  }

  #written(answer: RestAnswer): Outcome {
    if (answer instanceof RestError) return this.#error(answer);
    if (typeof answer === 'string')
      return { status: 200, text: answer, headers: { ...TEXT, 'Content-Type': 'text/csv; charset=utf-8' } };
    return {
      status: 200,
      text: JSON.stringify({ requestId: this.#requestId(), ...answer, success: true }),
      headers: JSON_HEADERS,
    };
  }

  #error({ code, message }: RestError): Outcome {
    const text = JSON.stringify({
      requestId: this.#requestId(),
      success: false,
      errors: [{ code, message }],
    });
    return { status: 200, text, headers: JSON_HEADERS, error: code, message };
  }

  #requestId(): string {
    this.#requests += 1;
    return `${this.#requests.toString(16)}#${Math.floor(this.#sandbox.inside.now()).toString(16)}`;
  }
}

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly type: string;
  readonly body: string;
  readonly form: URLSearchParams | undefined;
  readonly route: Route | undefined;
  readonly routes: readonly Route[];
  readonly token: string | undefined;
  /** The code of an error that was ordered. */
  readonly code: string | undefined;
}

interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
  /** The code, when it is an error. */
  readonly error?: string;
  readonly message?: string;
  /** What the log must not show. */
  readonly secret?: string;
}

const TEXT = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};
const JSON_HEADERS = { ...TEXT, 'Content-Type': 'application/json;charset=UTF-8' };

function plainText(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: TEXT });
}

function sentence(code: string): string {
  return SENTENCES[code] ?? 'An error that was ordered';
}

const ROUTES = Object.entries(REST_OPERATIONS).map(([id, { path }]: [string, RestOperation]) => ({
  id: id as RestOperationId,
  names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** The calls of a path; one without variables goes before others. */
function routesOf(path: string): Route[] {
  const found = ROUTES.flatMap(({ id, names, pattern }) => {
    const match = pattern.exec(path);
    if (!match) return [];
    const values = names.map((name, index): [string, string] => [name, decode(match[index + 1] ?? '')]);
    return [{ id, path: Object.fromEntries(values), count: names.length }];
  });
  return found.sort((a, b) => a.count - b.count);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The token of a call: in its header, or in its address as old clients have it. */
function bearer(headers: Headers, url: URL): string | undefined {
  const match = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '');
  return match?.[1] ?? url.searchParams.get('access_token') ?? undefined;
}

/** `X-Sandbox-Fault` may hold a code of REST, such as 606, or 429 and 502 for an HTTP error. */
function ownFault(headers: Headers): { readonly restCode?: string; readonly rest: Headers } {
  const code = headers.get(FAULT_HEADERS.fault)?.trim();
  if (code === undefined || !/^\d{3,4}$/.test(code)) return { rest: headers };
  const rest = new Headers(headers);
  rest.delete(FAULT_HEADERS.fault);
  return { restCode: code, rest };
}

/** The JSON or the file of a body; an error of the service when it is not what it should be. */
function readJson({
  body,
  type,
  form,
}: Asked): { readonly json?: unknown; readonly file?: string } | RestError {
  if (body === '' || form) return {};
  if (type.startsWith('multipart/form-data')) {
    const file = readMultipartFile(body, type);
    return file === undefined ? new RestError('613', sentence('613')) : { file };
  }
  if (!type.startsWith('application/json')) return new RestError('612', 'Invalid Content Type');
  try {
    return { json: JSON.parse(body) };
  } catch {
    return new RestError('609', 'Invalid JSON');
  }
}

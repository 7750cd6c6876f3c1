import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { pagingOf } from '#src/contract/paging';
import { readRequest } from '#src/envelope/read';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { createSandbox, type Sandbox } from '#src/sandbox/sandbox';
import { toListener } from '#src/server/http-handler';
import { pageOf, smallestSuccess, writeAnswer } from './support/answers';

/** A request as it arrived. */
export interface Recorded {
  readonly body: string;
  readonly headers: Headers;
  /** Whether the signature in it is the one that its timestamp and user should have. */
  readonly signed: boolean;
  /** What the sandbox's call log says about the signature; absent for the recorder. */
  readonly verdict?: string;
}

/** The sandbox over HTTP, on a port of its own, and beside it an endpoint that writes down what it gets. */
export interface SandboxServer {
  readonly sandbox: Sandbox;
  /** The sandbox's endpoint. What arrives there is recorded under that name too. */
  endpoint(name: string): string;
  /**
   * An endpoint that takes every authentic request and answers with the smallest success; an operation that pages gets two
   * pages. It serves the WSDL as well.
   */
  recorder(name: string): string;
  /** What arrived under a name, in order. */
  recorded(name: string): readonly Recorded[];
  close(): Promise<void>;
}

/** User and key of every client here, as environment variables of the snippets. */
export const CREDENTIALS = { MARKETO_USER_ID: DEMO_USER_ID, MARKETO_SECRET_KEY: DEMO_SECRET_KEY } as const;

const PATH = /^\/(sandbox|recorder)\/([^/]+)\/soap\/mktows\/3_1$/;

/** Starts the server. The sandbox has no limits here, since whole suites run against it within seconds. */
export async function startSandbox(): Promise<SandboxServer> {
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: () => Date.now(),
    random: Math.random,
    settings: { dailyQuota: null, rateCalls: null, concurrentCalls: null },
  });
  const records = new Map<string, Recorded[]>();

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, kind, name] = PATH.exec(url.pathname) ?? [];
    if (kind === undefined || name === undefined || request.method !== 'POST') return sandbox.handle(request);
    const body = await request.text();
    const recorded: Recorded = { body, headers: request.headers, signed: isSigned(body) };
    const earlier = records.get(name) ?? [];
    if (kind === 'recorder') {
      records.set(name, [...earlier, recorded]);
      return answer(recorded, earlier.length);
    }
    const { headers } = request;
    const response = await sandbox.handle(new Request(request.url, { method: 'POST', headers, body }));
    // Calls come one after another here, so the last entry is this call's.
    records.set(name, [...earlier, { ...recorded, verdict: sandbox.log().at(-1)?.verdict }]);
    return response;
  }

  const server = createServer((incoming, outgoing) => void toListener(handle)(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    sandbox,
    endpoint: (name) => `${base}/sandbox/${name}/soap/mktows/3_1`,
    recorder: (name) => `${base}/recorder/${name}/soap/mktows/3_1`,
    recorded: (name) => records.get(name) ?? [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The recorder's answer to the request that came after so many others under its name. */
function answer({ body, signed }: Recorded, earlier: number): Response {
  const headers = { 'Content-Type': 'text/xml; charset=utf-8' };
  const result = readRequest(body, marketo);
  const operation = result.ok ? result.request.operation : undefined;
  if (!signed || !operation) return new Response('Not authentic, or no operation.', { status: 400 });
  const paging = pagingOf(marketo, operation);
  const values = paging
    ? pageOf(marketo, operation, paging, earlier > 0)
    : smallestSuccess(marketo, operation);
  return new Response(writeAnswer(marketo, operation, values), { headers });
}

/** The rule once more, with Node's own means. */
function isSigned(body: string): boolean {
  const result = readRequest(body, marketo);
  if (!result.ok) return false;
  const { mktowsUserId, requestTimestamp, requestSignature } =
    result.request.headers.AuthenticationHeader ?? {};
  const expected = createHmac('sha1', DEMO_SECRET_KEY)
    .update(`${requestTimestamp}${mktowsUserId}`)
    .digest('hex');
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
  return (
    mktowsUserId === DEMO_USER_ID && requestSignature === expected && form.test(String(requestTimestamp))
  );
}

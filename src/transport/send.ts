import {
  LOCATION_HEADER,
  REFUSED_HEADER,
  ROUTE_HEADER,
  TARGET_HEADER,
  type RefusalReason,
} from '../proxy/protocol';

/** Where a call is meant to go. */
export type CallTarget = { readonly kind: 'sandbox' } | { readonly kind: 'host'; readonly url: string };

/** One call: the envelope goes out byte for byte, as UTF-8. */
export interface OutgoingCall {
  readonly target: CallTarget;
  readonly body: string;
  readonly soapAction: string;
  /** Further headers; only those whose names begin with `X-Sandbox-` travel, and only to the sandbox. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The way a call took. */
export type Route = 'proxy-to-sandbox' | 'proxy-to-host' | 'page-to-sandbox';

/** An answer, whatever its status says. */
export interface Answer {
  readonly kind: 'answered';
  readonly status: number;
  /** The whole `Content-Type`; empty when there was none. */
  readonly contentType: string;
  /** The `Date` header in milliseconds since 1970, when it was one. */
  readonly date?: number;
  /** Where a redirect points; it is never followed. */
  readonly location?: string;
  /** The body as it was received, decoded by the charset of its type. */
  readonly text: string;
  /** Size of the body in bytes. */
  readonly bytes: number;
  /** From sending to the last byte. */
  readonly milliseconds: number;
  /** Of these, until status and headers were there. */
  readonly untilHeaders?: number;
  /** What the page was given of the answer's headers, in the platform's order. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly route: Route;
}

/** Why there is no answer. */
export type Failure =
  | { readonly kind: 'refused'; readonly reason: RefusalReason | (string & {}); readonly message: string }
  | { readonly kind: 'timed-out'; readonly limit: number }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'unreachable';
      readonly message: string;
      /** It was the sandbox in the page that did not answer. */
      readonly inPage?: boolean;
    }
  | { readonly kind: 'broken-off'; readonly message: string }
  | { readonly kind: 'no-proxy' };

/** Every way a call can end. */
export type Outcome = Answer | Failure;

/** What a call needs from the world. */
export interface Ports {
  /** Absolute or relative URL of the proxy; absent where the page is served as static files. */
  readonly proxy?: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The sandbox inside the page, for calls when there is no proxy. */
  readonly sandbox: (request: Request) => Promise<Response>;
  /** A clock for durations, in milliseconds. */
  readonly now: () => number;
}

/**
 * Sends one call and waits for its whole answer. It never rejects: every ending is a value.
 *
 * @param options.signal cancels the call.
 * @param options.timeout the longest wait, in milliseconds.
 */
export async function send(
  call: OutgoingCall,
  ports: Ports,
  options: { readonly signal?: AbortSignal; readonly timeout: number },
): Promise<Outcome> {
  if (ports.proxy === undefined && call.target.kind === 'host') return { kind: 'no-proxy' };
  const limit = AbortSignal.timeout(options.timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const stopped = (): Failure | undefined => {
    if (options.signal?.aborted) return { kind: 'cancelled' };
    if (limit.aborted) return { kind: 'timed-out', limit: options.timeout };
    return undefined;
  };
  const started = ports.now();
  let response: Response;
  try {
    response = await dispatch(call, ports, signal);
  } catch (error) {
    return (
      stopped() ?? {
        kind: 'unreachable',
        message: messageOf(error),
        ...(ports.proxy === undefined ? { inPage: true } : {}),
      }
    );
  }
  const untilHeaders = ports.now() - started;
  try {
    const refused = response.headers.get(REFUSED_HEADER);
    if (refused) return await refusal(refused, response);
    const bytes = await response.arrayBuffer();
    return {
      kind: 'answered',
      ...describe(response, call.target, ports.proxy !== undefined),
      text: decode(bytes, response.headers.get('content-type')),
      bytes: bytes.byteLength,
      milliseconds: ports.now() - started,
      untilHeaders,
      headers: [...response.headers],
    };
  } catch (error) {
    return stopped() ?? { kind: 'broken-off', message: messageOf(error) };
  }
}

function dispatch(call: OutgoingCall, ports: Ports, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = {
    // SOAP 1.1 over HTTP, section 6: text/xml and a quoted SOAPAction.
    'Content-Type': 'text/xml; charset=utf-8',
    SOAPAction: `"${call.soapAction}"`,
    ...call.headers,
  };
  if (ports.proxy === undefined) {
    const url = 'http://sandbox.invalid/soap/mktows/3_1';
    return ports.sandbox(new Request(url, { method: 'POST', headers, body: call.body, signal }));
  }
  headers[TARGET_HEADER] = call.target.kind === 'sandbox' ? 'sandbox' : call.target.url;
  return ports.fetch(ports.proxy, { method: 'POST', headers, body: call.body, signal, cache: 'no-store' });
}

function describe(response: Response, target: CallTarget, throughProxy: boolean) {
  const date = Date.parse(response.headers.get('date') ?? '');
  const named = response.headers.get(ROUTE_HEADER);
  const toHost = target.kind === 'host' && named !== 'sandbox';
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    date: Number.isNaN(date) ? undefined : date,
    location: response.headers.get(LOCATION_HEADER) ?? undefined,
    route: (throughProxy
      ? toHost
        ? 'proxy-to-host'
        : 'proxy-to-sandbox'
      : 'page-to-sandbox') satisfies Route as Route,
  };
}

async function refusal(reason: string, response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => undefined);
  const said = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  return { kind: 'refused', reason, message: said };
}

function decode(bytes: ArrayBuffer, contentType: string | null): string {
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that the platform does not know: the text is shown as UTF-8 rather than not at all.
    return new TextDecoder().decode(bytes);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

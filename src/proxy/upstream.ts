import type { UpstreamRefusal } from './protocol';

/** What goes out to a target, as plain data. */
export interface UpstreamRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Everything that may be sent, by lower-case name; the port adds only what HTTP itself needs. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** Aborts the connection, before and after the answer's head has arrived. */
  readonly signal: AbortSignal;
}

/** What a target answered. A `Response` is made of the same parts; see `fromResponse`. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null; keys(): Iterable<string> };
  /** The body, already decompressed. */
  readonly body: UpstreamBody | null;
}

/** A body that is asked for one chunk at a time. */
export interface UpstreamBody {
  /** The next chunk, or nothing at the end. Rejects when the body breaks off. Not called again before it has settled. */
  read(): Promise<Uint8Array | undefined>;
  /** Nobody will read any further. A chunk that is waited for comes to nothing, or to an error. */
  cancel(): void;
}

/** A target's answer on its way to the page: what a `Response` is made of, without its cost. */
export interface RelayedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: UpstreamBody;
}

/** Why there is no answer. */
export interface UpstreamFailure {
  readonly failed: UpstreamRefusal;
  /** One English sentence. */
  readonly message: string;
}

/**
 * The connection to the outside, handed in because it needs more than web standards offer: it resolves the name once,
 * checks the address it gets, and connects to that very address. It never follows a redirect.
 */
export type UpstreamFetch = (
  request: UpstreamRequest,
  options: { readonly allowLoopback: boolean },
) => Promise<UpstreamAnswer | UpstreamFailure>;

/** An upstream known by name and answered in process. */
export interface NamedUpstream {
  /** The path under which the same service can be reached on our own origin; it becomes the request's URL. */
  readonly path: string;
  /** May answer `Response.error()` for a connection that was dropped. */
  readonly handle: (request: Request) => Response | Promise<Response>;
}

/** A `Response` as an answer. */
export function fromResponse({ status, headers, body }: Response): UpstreamAnswer {
  if (body === null) return { status, headers, body };
  const reader = body.getReader();
  return {
    status,
    headers,
    body: {
      read: async () => (await reader.read()).value,
      cancel: () => void reader.cancel().catch(() => undefined),
    },
  };
}

/** A relayed answer as a `Response`, whose body is read no faster than it is asked for. */
export function toResponse({ status, headers, body }: RelayedAnswer): Response {
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await body.read();
          if (next) controller.enqueue(next);
          else controller.close();
        } catch (error) {
          controller.error(error);
        }
      },
      cancel: () => body.cancel(),
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { status, headers });
}

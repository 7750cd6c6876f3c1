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

/** What a target answered: a `Response`, or as much of one. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'keys'>;
  /** Already decompressed. */
  readonly body: UpstreamBody | null;
}

/** A body that gives its pieces as they are asked for. One that breaks off is an error, never a short body. */
export interface UpstreamBody {
  getReader(): Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;
  cancel(): Promise<void>;
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

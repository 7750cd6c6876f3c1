import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { NodeRequest, sendNodeResponse } from 'srvx/node';

/** A web-standard handler. Expected failures are answers; an exception is a bug. */
export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Puts a web-standard handler behind a Node server or a connect middleware. The request's signal is aborted when the
 * client goes away before it has the whole answer. `Response.error()` drops the connection, and so does a body that fails
 * on its way: the client must not take half an answer for a whole one.
 *
 * @param onError told about an exception in the handler; the client gets 500 without details.
 */
export function toListener(
  handler: Handler,
  onError: (error: unknown) => void = console.error,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const response = await handler(new IncomingRequest(incoming, outgoing));
      if (response.type === 'error') outgoing.destroy();
      else await sendNodeResponse(outgoing, response);
    } catch (error) {
      onError(error);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    }
    // What nobody has read stands before the connection's next request.
    incoming.resume();
  };
}

/**
 * srvx's request with another way to cancel its body: by itself that takes the body from the connection while its bytes
 * still arrive, so that a client which sends on before it listens waits for ever. Here the rest is read and thrown away.
 */
class IncomingRequest extends NodeRequest {
  readonly #incoming: IncomingMessage;
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined;
  #readWhole = false;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    super({ req: incoming, res: outgoing });
    this.#incoming = incoming;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#body === undefined) {
      const none = this.method === 'GET' || this.method === 'HEAD' || this.bodyUsed;
      this.#body = none ? null : this.#stream();
    }
    return this.#body;
  }

  override get bodyUsed(): boolean {
    return (
      this.#readWhole || super.bodyUsed || (this.#body ? Readable.isDisturbed(this.#body as never) : false)
    );
  }

  /** Without the streams between, which cost more than the bytes. */
  override arrayBuffer(): Promise<ArrayBuffer> {
    if (this.#readWhole) return Promise.reject(new TypeError('The body has been read already.'));
    if (this.#body !== undefined || this.bodyUsed) return super.arrayBuffer();
    this.#readWhole = true;
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.#incoming
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .once('end', () => resolve(new Uint8Array(Buffer.concat(chunks)).buffer))
        .once('error', reject)
        .once('close', () => reject(new Error('The request broke off.')));
    });
  }

  /** Read no further than it is asked for. */
  #stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const incoming = this.#incoming;
    const chunks = chunksOf(incoming);
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    };
    const cancel = () => void chunks.return?.().then(() => incoming.resume());
    return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  }
}

/** The chunks of a stream; whoever leaves off leaves the stream as it is. */
export function chunksOf(source: Readable): AsyncIterator<Uint8Array<ArrayBuffer>> {
  return source.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array<ArrayBuffer>>;
}

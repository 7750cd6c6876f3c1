import type { Call } from './call';
import type { UpstreamBody } from './upstream';

/** The largest request that is carried or answered, in bytes. Real requests are a hundredth of it; larger ones get HTTP 413. */
export const MAX_REQUEST = 10 * 2 ** 20;

/** A body that was read whole, or the reason why it was not. */
export type ReadBody =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: 'too-large' | 'broken' };

/**
 * Reads a request's body whole, on a server and in a page. One that is too large is refused by its announced length, or as
 * soon as it has grown too large.
 *
 * @param limit in bytes.
 * @param signal stops the reading; the body then counts as broken.
 */
export async function readBody(
  request: Request,
  limit: number,
  signal: AbortSignal = request.signal,
): Promise<ReadBody> {
  if (Number(request.headers.get('content-length')) > limit) return { ok: false, problem: 'too-large' };
  try {
    // HTTP holds a body to its announced length. Firefox has no `Request.body`; its absence says nothing about the bytes.
    const bytes =
      request.headers.has('content-length') || !request.body
        ? new Uint8Array(await request.arrayBuffer())
        : await readStream(request.body, limit, signal);
    if (signal.aborted) return { ok: false, problem: 'broken' };
    return bytes.byteLength > limit ? { ok: false, problem: 'too-large' } : { ok: true, bytes };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** Reads until the end, or until there is more than the limit, in bytes: what comes back is then longer than it. */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > limit) stop();
  }
  signal.removeEventListener('abort', stop);
  const whole = new Uint8Array(size);
  for (const chunk of chunks.reverse()) whole.set(chunk, (size -= chunk.byteLength));
  return whole;
}

/**
 * A target's body as it may be passed on, read no faster than it is asked for. One that grows too large, takes too long or
 * breaks off ends as an error, never as a complete answer. The call ends with the body, either way.
 *
 * @param limit in bytes.
 */
export function guardBody(body: UpstreamBody, limit: number, call: Call): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const stop = () => {
    call.cancel();
    reader.cancel().catch(() => undefined);
  };
  call.signal.addEventListener('abort', stop);
  let size = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const next = await reader.read();
          call.signal.throwIfAborted();
          if (next.done) {
            call.end();
            return controller.close();
          }
          size += next.value.byteLength;
          if (size > limit) throw new RangeError(`The answer is larger than ${limit} bytes.`);
          controller.enqueue(next.value);
        } catch (error) {
          stop();
          controller.error(error);
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}

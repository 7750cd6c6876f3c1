import type { Call } from './call';
import type { UpstreamBody } from './upstream';

/** A body that was read whole, or the reason why it was not. */
export type ReadBody =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: 'too-large' | 'broken' };

/**
 * Reads a request's body whole, so that a target gets its length and nothing of a body that is too large.
 *
 * @param limit in bytes.
 * @param signal stops the reading; the body then counts as broken.
 */
export async function readBody(request: Request, limit: number, signal: AbortSignal): Promise<ReadBody> {
  const announced = request.headers.get('content-length');
  if (Number(announced) > limit) return { ok: false, problem: 'too-large' };
  try {
    // HTTP holds a body to its announced length, so that one may be read in one go, which is faster.
    const bytes = announced === null ? await readChunks(request, limit, signal) : await request.arrayBuffer();
    if (signal.aborted) return { ok: false, problem: 'broken' };
    if (bytes.byteLength > limit) return { ok: false, problem: 'too-large' };
    return { ok: true, bytes: new Uint8Array(bytes) };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** Reads until the end, or until the body has proved too large. */
async function readChunks(request: Request, limit: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  const stop = () => void reader?.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > limit) {
      stop();
      break;
    }
  }
  signal.removeEventListener('abort', stop);
  return join(chunks, size);
}

/**
 * Passes a target's body on as it arrives, no faster than the page takes it. An answer that grows too large, takes too
 * long or breaks off ends as an error, never as a complete answer; a page that goes away ends the target's body.
 *
 * @param limit in bytes.
 */
export function guardBody(body: UpstreamBody, limit: number, call: Call): ReadableStream<Uint8Array> {
  let size = 0;
  const drop = () => {
    call.end();
    body.cancel();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        call.signal.addEventListener('abort', () => {
          controller.error(call.signal.reason);
          body.cancel();
        });
      },
      async pull(controller) {
        const next = await body.read().catch((error: unknown) => ({ error }));
        if (call.stopped()) return;
        if (next === undefined) {
          call.end();
          controller.close();
        } else if ('error' in next) {
          call.end();
          controller.error(next.error);
        } else if ((size += next.byteLength) > limit) {
          drop();
          controller.error(new RangeError(`The answer is larger than ${limit} bytes.`));
        } else {
          controller.enqueue(next);
        }
      },
      cancel: drop,
    },
    // One chunk at a time: what waits in memory falls out of the processor's cache, and 5 MB take twice as long.
    { highWaterMark: 0 },
  );
}

function join(chunks: readonly Uint8Array[], size: number): ArrayBuffer {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole.buffer;
}

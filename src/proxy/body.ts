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
 * A target's body as it may be passed on. One that grows too large, takes too long or breaks off ends as an error, never as
 * a complete answer; whoever stops reading ends the target's body. The call ends with it, either way.
 *
 * @param limit in bytes.
 */
export function guardBody(body: UpstreamBody, limit: number, call: Call): UpstreamBody {
  let size = 0;
  const cancel = () => {
    call.end();
    body.cancel();
  };
  call.signal.addEventListener('abort', () => body.cancel());
  return {
    async read() {
      try {
        const next = await body.read();
        call.signal.throwIfAborted();
        size += next?.byteLength ?? 0;
        if (size > limit) throw new RangeError(`The answer is larger than ${limit} bytes.`);
        if (next === undefined) call.end();
        return next;
      } catch (error) {
        cancel();
        throw error;
      }
    },
    cancel,
  };
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

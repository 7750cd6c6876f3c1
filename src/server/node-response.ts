import type { ServerResponse } from 'node:http';

/**
 * Sends a web-standard response through a Node one, no faster than the client takes it. `Response.error()` drops the
 * connection, and so does a body that fails on its way: the client must not take half an answer for a whole one.
 *
 * @returns when everything is handed over or the client is gone.
 */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed || response.type === 'error') {
    response.body?.cancel().catch(() => undefined);
    outgoing.destroy();
    return;
  }
  const headers: string[] = [];
  response.headers.forEach((value, name) => headers.push(name, value));
  outgoing.writeHead(response.status, headers);
  if (response.body === null || outgoing.req.method === 'HEAD') {
    response.body?.cancel().catch(() => undefined);
    outgoing.end();
    return;
  }
  const announced = Number(response.headers.get('content-length') ?? NaN);
  await sendBody(response.body.getReader(), outgoing, announced);
}

/** Bytes that may wait for the client, so that the next are read meanwhile. More than that leave the processor's cache. */
const IN_FLIGHT = 64 * 1024;

async function sendBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: ServerResponse,
  announced: number,
): Promise<void> {
  const gone = () => void reader.cancel().catch(() => undefined);
  outgoing.once('close', gone);
  try {
    let next = await reader.read();
    if (next.value?.byteLength === announced) {
      // The client may go now; whoever made the body still learns that it was read to its end.
      outgoing.off('close', gone);
      outgoing.end(next.value);
      next = await reader.read();
    }
    for (; !next.done; next = await reader.read()) {
      if (!outgoing.write(next.value) && outgoing.writableLength > IN_FLIGHT) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  } finally {
    outgoing.off('close', gone);
  }
}

function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.once('drain', done);
    outgoing.once('close', done);
  });
}

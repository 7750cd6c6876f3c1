import type { ServerResponse } from 'node:http';
import { fromResponse, type RelayedAnswer, type UpstreamBody } from '../proxy/upstream';

/**
 * Sends an answer through a Node response, no faster than the client takes it. `Response.error()` drops the connection, and
 * so does a body that fails on its way: the client must not take half an answer for a whole one.
 *
 * @returns when everything is handed over or the client is gone.
 */
export async function sendResponse(
  response: Response | RelayedAnswer,
  outgoing: ServerResponse,
): Promise<void> {
  const { status, headers, body, length } = partsOf(response);
  if (outgoing.destroyed || status === 0) {
    body?.cancel();
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, headers);
  if (body === null || outgoing.req.method === 'HEAD') {
    body?.cancel();
    outgoing.end();
    return;
  }
  await sendBody(body, outgoing, Number(length ?? NaN));
}

/** `Response.error()` has the status 0. */
function partsOf(response: Response | RelayedAnswer) {
  if (!(response instanceof Response)) return { ...response, length: response.headers['content-length'] };
  const { status, body } = fromResponse(response);
  // A list, since cookies may come several times.
  const headers: string[] = [];
  response.headers.forEach((value, name) => headers.push(name, value));
  return { status, headers, body, length: response.headers.get('content-length') };
}

/** Bytes that may wait for the client, so that the next are read meanwhile. More than that leave the processor's cache. */
const IN_FLIGHT = 64 * 1024;

async function sendBody(body: UpstreamBody, outgoing: ServerResponse, announced: number): Promise<void> {
  const gone = () => body.cancel();
  outgoing.once('close', gone);
  try {
    let next = await body.read();
    if (next?.byteLength === announced) {
      outgoing.off('close', gone);
      outgoing.end(next);
      await finish(body);
      return;
    }
    for (; next; next = await body.read()) {
      if (!outgoing.write(next) && outgoing.writableLength > IN_FLIGHT) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  } finally {
    outgoing.off('close', gone);
  }
}

/** Lets whoever made a body know that it was read to its end. Whatever comes now, the client has the whole answer. */
async function finish(body: UpstreamBody): Promise<void> {
  const more = await body.read().catch(() => undefined);
  if (more) body.cancel();
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

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
  const { status, headers, body } = response instanceof Response ? partsOf(response) : response;
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
  const length =
    response instanceof Response
      ? response.headers.get('content-length')
      : response.headers['content-length'];
  await sendBody(body, outgoing, Number(length ?? NaN));
}

/** `Response.error()` has the status 0. */
function partsOf(response: Response) {
  const { status, body } = fromResponse(response);
  // A list, since cookies may come several times.
  const headers: string[] = [];
  response.headers.forEach((value, name) => headers.push(name, value));
  return { status, headers, body };
}

/** Bytes that may wait for the client, so that the next are read meanwhile. More than that leave the processor's cache. */
const IN_FLIGHT = 64 * 1024;

async function sendBody(body: UpstreamBody, outgoing: ServerResponse, announced: number): Promise<void> {
  const gone = () => body.cancel();
  outgoing.once('close', gone);
  try {
    let next = await body.read();
    if (next?.byteLength === announced) {
      // The client may go now; whoever made the body still learns that it was read to its end.
      outgoing.off('close', gone);
      outgoing.end(next);
      next = await body.read();
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

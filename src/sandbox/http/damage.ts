import type { PlannedFaults } from './planned-faults';

const GATEWAY_PAGE = `<!DOCTYPE html>
<html>
  <head><title>502 Bad Gateway</title></head>
  <body><h1>Bad Gateway</h1><hr>The sandbox answers like a broken gateway, as ordered.<br></body>
</html>
`;

/**
 * An answer with the damage that the user ordered. A connection that is dropped is `Response.error()`, the web's own form of "no
 * answer" (status 0): a server's adapter destroys the socket for it, and a page treats it like a failed fetch.
 */
export function damage(response: Response, text: string, plan: PlannedFaults): Response {
  switch (plan.damage) {
    case 'drop':
      return Response.error();
    case 'truncate':
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: response.status,
        headers: response.headers,
      });
    case 'notXml':
      return new Response(GATEWAY_PAGE, {
        status: 502,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      });
    default:
      return response;
  }
}

/**
 * Waits, unless the client has gone away.
 *
 * @param milliseconds 0 does not wait.
 */
export function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

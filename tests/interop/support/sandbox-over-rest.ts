import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorlds } from '#src/server/create-worlds';
import { toListener, type Handler } from '#src/server/http-handler';

/** A handler over HTTP, on a port of its own. */
export async function serveHandler(handler: Handler) {
  const server = createServer((incoming, outgoing) => void toListener(handler)(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { base, close };
}

/** Sandboxes without limits in the place of a Marketo instance: below `/w/NAME` each has data of its own. */
export function startSandboxOverRest() {
  const worlds = createWorlds({ settings: { rateCalls: null, dailyQuota: null, concurrentCalls: null } });
  return serveHandler(worlds.handle);
}

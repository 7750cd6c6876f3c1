import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RelayedAnswer } from '../proxy/upstream';
import { IncomingRequest } from './node-request';
import { sendResponse } from './node-response';

/** A web-standard handler; its answer need not be a whole `Response`. Expected failures are answers; an exception is a bug. */
export type Handler = (request: Request) => Promise<Response | RelayedAnswer>;

/**
 * Puts a web-standard handler behind a Node server or a connect middleware. The request's signal is aborted when the
 * client goes away before it has the whole answer.
 *
 * @param onError told about an exception in the handler; the client gets 500 without details.
 */
export function toListener(
  handler: Handler,
  onError: (error: unknown) => void = console.error,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const request = new IncomingRequest(incoming, outgoing);
      await sendResponse(await handler(request), outgoing);
    } catch (error) {
      onError(error);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    }
  };
}

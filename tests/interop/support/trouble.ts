import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marketoWsdl } from '#src/contract/marketo';
import { SoapFault } from '#src/service/fault';
import { writeFault } from '#src/service/fault-envelope';

/** What a fault says here; in XML each of its marks is a reference, one of them of a reference. */
export const FAULT_MESSAGE = 'No lead "R&D <x>" found, said as &amp;';

/** What goes wrong between a program and a service. */
export const TROUBLES = {
  fault: 'a fault with references in it',
  text: 'an HTTP error without XML',
  page: 'a page of a portal instead of an envelope',
  refused: 'a refused connection',
  reset: 'a connection that is reset',
  hang: 'a service that never answers',
  stall: 'a service that stops in the middle of its answer',
} as const;

export type Trouble = keyof typeof TROUBLES;

/** Where it goes wrong: in the call alone, or in reading the WSDL too. */
export type Extent = 'call' | 'all';

/** A service that does nothing right. */
export interface TroubledServer {
  endpoint(trouble: Trouble, extent: Extent): string;
  close(): Promise<void>;
}

/** Starts one, on a port of its own. */
export async function startTrouble(): Promise<TroubledServer> {
  const server = createServer((request, response) => void trouble(request, response));
  const base = await listen(server);
  const closed = createServer();
  const nobody = await listen(closed);
  await new Promise((resolve) => closed.close(resolve));
  return {
    endpoint: (name, extent) => `${name === 'refused' ? nobody : base}/${name}/${extent}/soap/mktows/3_1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function trouble(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name, extent] = (request.url ?? '').split('/');
  if (request.method !== 'POST' && extent === 'call') {
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(marketoWsdl);
    return;
  }
  for await (const _ of request); // The request is taken, whatever comes of it.
  const xml = { 'Content-Type': 'text/xml; charset=utf-8' };
  switch (name) {
    case 'fault':
      response.writeHead(500, xml).end(writeFault(new SoapFault('20103', FAULT_MESSAGE)));
      return;
    case 'text':
      response.writeHead(502, { 'Content-Type': 'text/plain' }).end('Bad gateway\nTry later');
      return;
    case 'page':
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<html><head><title>Sign in</title></head>\n<body><p>Sign in &amp; go on</p></body></html>');
      return;
    case 'reset':
      request.socket.resetAndDestroy();
      return;
    case 'stall':
      response.writeHead(200, { ...xml, 'Content-Length': '5000' }).write('<SOAP-ENV:Envelope ');
      return;
    default:
  }
}

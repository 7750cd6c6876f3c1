import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The part of a Node server used here. */
export interface UpgradableServer {
  on(event: 'upgrade', listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): unknown;
  emit(event: 'connection', socket: Duplex): boolean;
}

const refusal = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const hopByHop = ['connection', 'upgrade', 'http2-settings'];

/**
 * Answers requests at our paths that offer another protocol, on a server where somebody else listens for upgrades too and
 * so keeps Node from treating them as ordinary. A WebSocket is refused. HTTP/2, which Java's client offers with its
 * first request, is passed over: the request is served as if it had not been offered, as HTTP says (RFC 9110, 7.8).
 */
export function answerUpgrades(server: UpgradableServer, isOurs: (url: string) => boolean): void {
  server.on('upgrade', (request, socket, head) => {
    if (!isOurs(request.url ?? '')) return;
    if (request.headers.upgrade?.toLowerCase() === 'websocket') {
      socket.end(refusal);
      return;
    }
    socket.unshift(Buffer.concat([Buffer.from(requestHead(request), 'latin1'), head]));
    server.emit('connection', socket);
  });
}

function requestHead({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (!hopByHop.includes(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

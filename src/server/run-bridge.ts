import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CarriedCall } from '../bridge/bridge';
import { BRIDGE_USAGE, readBridgeOptions } from './bridge-options';
import { bridgeService } from './bridge-service';
import { toListener } from './http-handler';
import { ownHosts } from './own-hosts';
import { ReadingThreads, type StartReader } from './reading-threads';
import { isLoopback, whenOrphaned } from './run-server';

/** Milliseconds that calls under way have to finish when the server is told to stop: the longest that a call may take. */
const GRACE = 100_000;
/** Milliseconds that a client may take to send a request. */
const REQUEST_TIME = 60_000;

/**
 * The command that serves the bridge: starts the server, says where it is, and stops it when it is told to, after the calls under
 * way.
 *
 * @param startReader how a thread for large messages is started.
 */
export function runBridge(startReader: StartReader): void {
  const options = readBridgeOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    console.log(BRIDGE_USAGE);
    return;
  }
  if (typeof options === 'string') {
    console.error(`${options}\nTry --help.`);
    process.exitCode = 2;
    return;
  }
  const { host, port, instance, users, dryRun } = options;
  const threads = new ReadingThreads(startReader);
  const server = createServer({ requestTimeout: REQUEST_TIME });
  server.maxConnections = options.calls * 4;
  const ourHosts = isLoopback(host) ? ownHosts(server) : () => true;
  const onCall = options.log ? (call: CarriedCall) => console.error(logLine(call)) : () => undefined;
  const service = bridgeService(options, ourHosts, threads.read, onCall);
  const listener = toListener(service.handle);
  server.on('request', (incoming, outgoing) => {
    if (options.mayCall(incoming.socket.remoteAddress ?? '')) void listener(incoming, outgoing);
    else outgoing.writeHead(403, { 'Content-Type': 'text/plain' }).end('This address may not call.\n');
  });
  server.once('error', (error) => {
    console.error(`The bridge can't listen on ${host}:${port}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(port, host, () => {
    const about = `user ${users[0]?.userId ?? ''}, instance ${instance.base}${dryRun ? ', dry run' : ''}`;
    console.log(`Bridge ready: ${addressOf(server)}/soap/mktows/3_1 (${about})`);
    if (!isLoopback(host)) {
      console.log(
        'Whoever reaches this address may call: put TLS in front of it, and name the callers with --callers.',
      );
    }
  });
  const stop = () => {
    service.stop();
    server.close(() => threads.close());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
}

/** A call as one line of JSON, without personal data. */
export function logLine({ at, rest, ...call }: CarriedCall): string {
  return JSON.stringify({ time: new Date(at).toISOString(), ...call, rest });
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

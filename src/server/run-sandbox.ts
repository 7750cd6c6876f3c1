import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorlds } from './create-worlds';
import { toListener } from './http-handler';
import { forPrograms } from './for-programs';
import { ownHosts } from './own-hosts';
import { ReadingThreads, type StartReader } from './reading-threads';
import { isLoopback, whenOrphaned } from './run-server';
import { readOptions, USAGE, type SandboxServerOptions } from './sandbox-options';

/** Milliseconds that answers under way have to finish when the server is told to stop. */
const GRACE = 2_000;

/**
 * The command that serves the sandbox alone, for somebody's test suite: starts the server, says where it is, and stops it when it is
 * told to.
 *
 * @param startReader how a thread for large messages is started.
 */
export function runSandbox(startReader: StartReader): void {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    console.log(USAGE);
    return;
  }
  if (typeof options === 'string') {
    console.error(`${options}\nTry --help.`);
    process.exitCode = 2;
    return;
  }
  const threads = new ReadingThreads(startReader);
  const server = serve(options, threads);
  server.once('error', (error) => {
    console.error(`The sandbox can't listen on ${options.host}:${options.port}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(options.port, options.host, () => {
    console.log(`Sandbox ready: ${addressOf(server)}/soap/mktows/3_1 (user ${options.settings.userId})`);
  });
  const stop = () => {
    server.close(() => threads.close());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
}

/** The server, not yet listening. */
function serve({ host, settings, worlds: limit }: SandboxServerOptions, threads: ReadingThreads): Server {
  const worlds = createWorlds({ settings, limit, readElsewhere: threads.read });
  const server = createServer();
  // Under another address than loopback, only its user knows by which names this machine is called.
  const ourHosts = isLoopback(host) ? ownHosts(server) : () => true;
  const listener = toListener(forPrograms(worlds.handle, ourHosts));
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  return server;
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

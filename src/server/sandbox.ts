// The sandbox alone, for somebody's test suite: npm run sandbox -- --help
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marketo, marketoWsdl } from '../contract/marketo';
import { checkCaller } from '../proxy/caller';
import { createControl, isControlPath } from '../sandbox/http/control-handler';
import { createSandbox } from '../sandbox/sandbox';
import { toListener, type Handler } from './http-handler';
import { forPrograms } from './mounts';
import { ownHosts } from './own-hosts';
import { readOptions, USAGE, type SandboxServerOptions } from './sandbox-options';

/** Milliseconds that answers under way have to finish when the server is told to stop. */
const GRACE = 2_000;

/** Starts the server, says where it is, and stops it when it is told to. */
export default async function main(): Promise<void> {
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
  const server = serve(options);
  server.once('error', (error) => {
    console.error(`The sandbox can't listen on ${options.host}:${options.port}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(options.port, options.host, () => {
    console.log(`Sandbox ready: ${addressOf(server)}/soap/mktows/3_1 (user ${options.settings.userId})`);
  });
  const stop = () => {
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
}

/** The shell that npm starts us in dies of a signal without handing it on: whoever stops npm means us. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 250);
  timer.unref();
}

/** The server, not yet listening. */
function serve({ host, settings }: SandboxServerOptions): Server {
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: () => Date.now(),
    random: Math.random,
    settings,
    onError: (error) => console.error(error),
  });
  const control = createControl(sandbox);
  const server = createServer();
  // Under another address than loopback, only its user knows by which names this machine is called.
  const ourHosts = isLoopback(host) ? ownHosts(server) : () => true;
  const service = forPrograms((request) => sandbox.handle(request), ourHosts);
  const controls: Handler = (request) => checkCaller(request, ourHosts) ?? control(request);
  const listener = toListener((request) =>
    isControlPath(new URL(request.url).pathname) ? controls(request) : service(request),
  );
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  return server;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runnerImport, type Plugin, type PreviewServer, type ViteDevServer } from 'vite';
import { currentServicesFile } from './built-files.js';
import type * as Handlers from './handlers';
import type { Mounts } from './mounts';
import { ownHosts } from './own-hosts';
import { pageHeaders } from './security-policy';
import { answerUpgrades } from './upgrade';

/** What `playgroundServer` can be told. */
export interface PlaygroundServerOptions {
  /**
   * Hosts the proxy may call: `123-ABC-456.mktoapi.com`, `example.com/services/`, `localhost:8080`. The environment
   * variable `PROXY_ALLOW` adds to them, separated by commas. None by default; the sandbox needs none.
   */
  readonly allow?: readonly string[];
  /** Further `Host` values under which the page is served, such as `localhost:8080` behind a forwarded port. */
  readonly hosts?: readonly string[];
  /** The module that makes the services, as an absolute path; by default `handlers.ts` beside this file. */
  readonly handlers?: string;
}

// Not a static import: this file is bundled with Vite's configuration, which reads no `?raw` modules.
const HANDLERS = fileURLToPath(new URL('./handlers.ts', import.meta.url));

/** The Vite plugin that serves the proxy and the sandbox beside the page, in `vite` and in `vite preview`. */
export function playgroundServer(options: PlaygroundServerOptions = {}): Plugin {
  const { handlers = HANDLERS } = options;
  const hosts = (options.hosts ?? []).map((host) => host.toLowerCase());
  const allow = [...(options.allow ?? []), ...readList(process.env.PROXY_ALLOW)];

  async function mount(
    { middlewares, httpServer }: ViteDevServer | PreviewServer,
    kind: 'dev' | 'preview',
  ): Promise<Mounts> {
    const isOwn = ownHosts(httpServer);
    const ourHosts = (host: string) => hosts.includes(host) || isOwn(host);
    const { createServices } = await loadHandlers(handlers);
    const services = createServices({ allow, ourHosts });
    // Ahead of Vite's own: its CORS middleware would answer preflights for us, and allow them.
    const handle: typeof services.middleware = (incoming, outgoing, next) =>
      services.middleware(incoming, outgoing, () => {
        for (const [name, value] of Object.entries(pageHeaders(kind))) outgoing.setHeader(name, value);
        next();
      });
    middlewares.stack.unshift({ route: '', handle });
    httpServer?.once('close', () => services.close());
    return services;
  }

  return {
    name: 'playground-server',
    async configureServer(server) {
      const services = await mount(server, 'dev');
      if (server.httpServer) answerUpgrades(server.httpServer, services.isOurs);
    },
    async configurePreviewServer(server) {
      await mount(server, 'preview');
    },
  };
}

/** From what a build has made of them, where it is up to date: compiling them takes seconds. */
async function loadHandlers(path: string): Promise<typeof Handlers> {
  const built = path === HANDLERS ? currentServicesFile() : undefined;
  if (built !== undefined) return createRequire(import.meta.url)(built) as typeof Handlers;
  const { module } = await runnerImport<typeof Handlers>(path, { configFile: false, logLevel: 'error' });
  return module;
}

function readList(text = ''): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

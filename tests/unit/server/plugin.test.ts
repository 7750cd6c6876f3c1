import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createServer, preview, resolveConfig, type InlineConfig } from 'vite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createServices } from '#src/server/handlers';
import { playgroundServer, type PlaygroundServerOptions } from '#src/server/plugin';
import { listen, request } from './support';

const handlers = fileURLToPath(new URL('./fake-handlers.ts', import.meta.url));

/** Starts Vite's dev or preview server over a page of its own, with the plugin, on a free port. */
async function start(kind: 'dev' | 'preview', options: PlaygroundServerOptions = {}): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'playground-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await writeFile(join(root, 'index.html'), '<title>page</title>');
  const server = { host: '127.0.0.1', port: 0 };
  const config: InlineConfig = {
    configFile: false,
    root,
    logLevel: 'silent',
    build: { outDir: root },
    optimizeDeps: { noDiscovery: true },
    plugins: [playgroundServer({ handlers, ...options })],
    server,
    preview: server,
  };
  const running = kind === 'dev' ? await (await createServer(config)).listen() : await preview(config);
  onTestFinished(() => running.close());
  return (running.httpServer?.address() as AddressInfo).port;
}

/** What a server says to these lines and then nothing more. */
async function say(port: number, lines: readonly string[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}`);
  return text(socket);
}

describe.each(['dev', 'preview'] as const)('Vite’s %s server with the plugin', (kind) => {
  it('has the proxy, the sandbox and the page', async () => {
    const port = await start(kind, { allow: ['123-ABC-456.mktoapi.com'] });
    const description = await request(port, '/proxy', { method: 'GET' });
    expect(JSON.parse(description.text)).toMatchObject({
      protocol: 1,
      upstreams: ['sandbox'],
      allow: [{ host: '123-abc-456.mktoapi.com' }],
    });
    const proxied = await request(port, '/proxy', { headers: { 'x-proxy-target': 'sandbox' } });
    expect(proxied.text).toBe('sandbox: POST <request/>');
    expect((await request(port, '/soap/mktows/3_1')).text).toBe('sandbox: POST <request/>');
    const page = await request(port, '/', { method: 'GET', headers: { accept: 'text/html' } });
    expect(page.text).toContain('<title>page</title>');
  });

  it('sends the page, and what is not there, with headers that keep other pages away', async () => {
    const port = await start(kind);
    for (const path of ['/', '/nowhere.js']) {
      const { headers } = await request(port, path, { method: 'GET', headers: { accept: 'text/html' } });
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      if (kind === 'preview') expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('answers for its own port alone, and for hosts it was told of', async () => {
    const port = await start(kind, { hosts: ['Forwarded.example:8080'] });
    const status = async (host: string) =>
      (await request(port, '/proxy', { method: 'GET', headers: { host } })).status;
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    expect(await status('forwarded.example:8080')).toBe(200);
    expect(await status(`localhost:${port + 1}`)).toBe(403);
    expect(await status('evil.example')).toBe(403);
  });

  it('stands ahead of Vite’s CORS, which would let other pages of this machine in', async () => {
    const port = await start(kind);
    const headers = {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-proxy-target',
    };
    for (const path of ['/proxy', '/soap/mktows/3_1']) {
      const received = await request(port, path, { method: 'OPTIONS', headers });
      expect(received.status).toBe(403);
      expect(Object.keys(received.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('opens no WebSocket at its paths', async () => {
    const port = await start(kind);
    const raw = await say(port, [
      'GET /proxy HTTP/1.1',
      `Host: localhost:${port}`,
      'Connection: Upgrade, close',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      '\r\n',
    ]);
    expect(raw).toMatch(/^HTTP\/1\.1 (200|400) /);
  });

  it('serves a client that offers HTTP/2 with its first request, as Java’s does', async () => {
    const port = await start(kind);
    const raw = await say(port, [
      'POST /soap/mktows/3_1 HTTP/1.1',
      `Host: localhost:${port}`,
      'Connection: close, Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
      'Content-Type: text/xml',
      'Content-Length: 10',
      '',
      '<request/>',
    ]);
    expect(raw).toMatch(/^HTTP\/1\.1 200 /);
    expect(raw).toContain('sandbox: POST <request/>');
  });
});

describe('the configuration of the proxy', () => {
  it('adds PROXY_ALLOW to the hosts of the configuration', async () => {
    vi.stubEnv('PROXY_ALLOW', ' example.com/services/ , localhost:8080,');
    onTestFinished(() => void vi.unstubAllEnvs());
    const port = await start('preview', { allow: ['listed.example'] });
    const { allow } = JSON.parse((await request(port, '/proxy', { method: 'GET' })).text) as {
      allow: { host: string }[];
    };
    expect(allow.map(({ host }) => host)).toEqual(['listed.example', 'example.com', 'localhost:8080']);
  });

  it('stops the server from starting when an entry is no host', async () => {
    await expect(start('preview', { allow: ['*'] })).rejects.toThrow('"allow" expected a host');
  });

  it('leaves a build alone: what is hosted as static files has no proxy', () => {
    const { name: _, ...hooks } = playgroundServer();
    expect(Object.keys(hooks).sort()).toEqual(['configurePreviewServer', 'configureServer']);
  });
});

describe('this project’s own servers', () => {
  it('listen on this machine alone, check hosts, keep files to themselves and proxy nothing by themselves', async () => {
    const configFile = fileURLToPath(new URL('../../../vite.config.ts', import.meta.url));
    const { server, preview } = await resolveConfig({ configFile, configLoader: 'runner' }, 'serve');
    for (const { host, allowedHosts, proxy } of [server, preview]) {
      expect(host).toBe('127.0.0.1');
      expect(allowedHosts).not.toBe(true);
      expect(proxy).toBeUndefined();
    }
    expect(server.fs.strict).toBe(true);
  });

  it('serve the sandbox with Marketo’s contract', async () => {
    const services = createServices({ ourHosts: () => true });
    onTestFinished(() => services.close());
    const port = await listen((incoming, outgoing) =>
      services.middleware(incoming, outgoing, () => undefined),
    );
    const wsdl = await request(port, '/soap/mktows/3_1?WSDL', { method: 'GET' });
    expect(wsdl.text).toContain(`location="http://localhost:${port}/soap/mktows/3_1"`);
    const fault = await request(port, '/soap/mktows/3_1', { body: '<not-soap/>' });
    expect([fault.status, fault.text.includes('Fault')]).toEqual([500, true]);
  });
});

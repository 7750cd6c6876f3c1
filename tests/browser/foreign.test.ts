import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';

/** What a page of another origin tries, each in a way that needs no permission or asks for none. */
async function attack({ ours, envelope }: { ours: string; envelope: string }): Promise<readonly string[]> {
  const paths = [
    '/proxy',
    '/soap/mktows/3_1',
    '/soap/mktows/3_1?WSDL',
    '/sandbox/settings',
    '/sandbox/reset',
    '/sandbox/state',
    '/sandbox/log',
  ];
  const readable: string[] = [];
  const remember = (what: string) => readable.push(what);
  const post = { method: 'POST', body: envelope };
  const inits: [string, RequestInit][] = [
    ['get', {}],
    ['get without asking', { mode: 'no-cors' }],
    ['post', { ...post, headers: { 'Content-Type': 'text/xml', 'X-Proxy-Target': 'sandbox' } }],
    ['post with the control header', { ...post, headers: { 'X-Sandbox-Control': '1' } }],
    ['post without asking', { ...post, mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }],
    ['post with cookies', { ...post, mode: 'no-cors', credentials: 'include' }],
    ['put', { method: 'PUT', body: '{}', headers: { 'X-Sandbox-Control': '1' } }],
    ['patch', { method: 'PATCH', body: '{"userId":"stolen"}', headers: { 'X-Sandbox-Control': '1' } }],
    ['delete', { method: 'DELETE', headers: { 'X-Sandbox-Control': '1' } }],
  ];
  for (const path of paths) {
    for (const [name, init] of inits) {
      const answer = await fetch(ours + path, init).catch(() => undefined);
      if (answer && answer.type !== 'opaque') remember(`${name} ${path}`);
    }
    for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.name = `frame-${path}-${enctype}`;
      const form = document.body.appendChild(document.createElement('form'));
      Object.assign(form, { method: 'post', action: ours + path, enctype, target: frame.name });
      const field = form.appendChild(document.createElement('input'));
      // With text/plain the name and the value are the body, but for the sign between them.
      Object.assign(field, { name: envelope.slice(0, 30), value: envelope.slice(31) });
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      form.submit();
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
      frame.remove();
      form.remove();
    }
    await new Promise<void>((resolve) => {
      const image = new Image();
      image.onload = () => (remember(`image ${path}`), resolve());
      image.onerror = () => resolve();
      image.src = ours + path;
    });
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(ours.replace('http', 'ws') + path);
      socket.onopen = () => (remember(`WebSocket ${path}`), socket.close(), resolve());
      socket.onerror = () => resolve();
    });
  }
  return readable;
}

// Another site by its name, and a neighbour of the same site by its port.
for (const name of ['localhost', '127.0.0.1']) {
  test(`a page from another port of ${name} reads nothing, changes nothing and reaches no operation`, async ({
    page,
    request,
    baseURL,
  }) => {
    const control = { headers: { 'X-Sandbox-Control': '1' } };
    const log = async () =>
      (await (await request.get('/sandbox/log', control)).json()) as { number: number }[];
    const settings = async () => (await (await request.get('/sandbox/settings', control)).json()) as unknown;
    const before = { log: (await log()).at(-1)?.number, settings: await settings() };

    const foreign = createServer((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<title>Another page</title><body></body>'),
    ).listen(0);
    const { port } = foreign.address() as AddressInfo;
    try {
      await page.goto(`http://${name}:${port}/`);
      const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" a="=">getLead</e:Envelope>`;
      expect(await page.evaluate(attack, { ours: baseURL!, envelope })).toEqual([]);

      // Nor can it be shown in a frame there.
      await page.evaluate(
        (ours) =>
          new Promise((resolve) => {
            const frame = document.body.appendChild(document.createElement('iframe'));
            frame.onload = resolve;
            frame.src = ours;
          }),
        baseURL!,
      );
      expect(page.frames().map((frame) => frame.url())).toEqual([
        page.url(),
        'chrome-error://chromewebdata/',
      ]);
    } finally {
      foreign.close();
      foreign.closeAllConnections();
    }
    // Other tests may send meanwhile, but none of them as this page does.
    const since = (await log()).filter(({ number }) => number > (before.log ?? 0));
    expect(JSON.stringify(since)).not.toContain('xmlns:e=');
    expect(await settings()).toEqual(before.settings);
  });
}

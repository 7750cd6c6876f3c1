import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import type { Browser, Driver, Key } from './driver';

/** The keys of the WebDriver standard (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const KEYS: Record<Key | 'Control' | 'Meta', string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  End: '\uE010',
  Backspace: '\uE003',
  Space: ' ',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  a: 'a',
  Control: '\uE009',
  Meta: '\uE03D',
};

/** WebKitGTK's own small browser through WebDriver, on a screen in memory. */
export const webkit: Browser = {
  name: 'WebKit',
  missing() {
    if (process.platform !== 'linux') return 'WebKitGTK, which runs on Linux only';
    if (spawnSync('WebKitWebDriver', ['--help']).error) return 'WebKitWebDriver (Debian: webkit2gtk-driver)';
    if (spawnSync('Xvfb', ['-help']).error) return 'Xvfb (Debian: xvfb)';
    return miniBrowser() ? undefined : "WebKitGTK's MiniBrowser";
  },
  start,
};

/** Where Debian has it: `/usr/lib/<machine>/webkit2gtk-<version>/MiniBrowser`. */
function miniBrowser(): string | undefined {
  const folders = (path: string) =>
    existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  return folders('/usr/lib')
    .filter((path) => path.endsWith('-linux-gnu'))
    .flatMap(folders)
    .filter((path) => path.includes('/webkit'))
    .map((path) => join(path, 'MiniBrowser'))
    .find((path) => existsSync(path));
}

async function start(): Promise<Driver> {
  const processes: ChildProcess[] = [];
  const stop = () => processes.reverse().forEach((child) => child.kill());
  try {
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    processes.push(screen);
    const display = await new Promise<string>((resolve, reject) => {
      (screen.stdio[3] as Readable).once('data', (data) => resolve(String(data).trim()));
      screen.once('exit', () => reject(new Error('Xvfb does not start.')));
    });
    const port = await freePort();
    processes.push(
      spawn('WebKitWebDriver', [`--port=${port}`], {
        stdio: 'ignore',
        env: {
          ...process.env,
          DISPLAY: `:${display}`,
          GDK_BACKEND: 'x11',
          WEBKIT_DISABLE_COMPOSITING_MODE: '1',
          NO_AT_BRIDGE: '1',
        },
      }),
    );
    return await session(`http://127.0.0.1:${port}`, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

async function session(driver: string, stop: () => void): Promise<Driver> {
  const browserOptions = { binary: miniBrowser(), args: ['--automation'] };
  const capabilities = {
    alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions },
  };
  const { sessionId } = (await ready(() => command(`${driver}/session`, { capabilities }))) as {
    sessionId: string;
  };
  const call = (path: string, body: unknown) => command(`${driver}/session/${sessionId}/${path}`, body);
  const keys = (actions: readonly unknown[]) =>
    call('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  const stroke = (value: string) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
  const pointer = (actions: readonly unknown[]) =>
    call('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  const to = (x: number, y: number, duration = 0) => ({
    type: 'pointerMove',
    duration,
    x: Math.round(x),
    y: Math.round(y),
  });
  /** True while a narrow page is shown in a frame. */
  let isFramed = false;
  return {
    async open(url) {
      isFramed = false;
      await call('frame', { id: null });
      await call('url', { url });
    },
    async reload() {
      await call('refresh', {});
    },
    run: (inPage, input) =>
      call('execute/sync', {
        script: `return (${String(inPage)})(arguments[0])`,
        args: [input ?? null],
      }) as never,
    async click(x, y) {
      await pointer([to(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
    },
    async drag(from, end) {
      await pointer([
        to(from.x, from.y),
        { type: 'pointerDown', button: 0 },
        to((from.x + end.x) / 2, (from.y + end.y) / 2, 50),
        to(end.x, end.y, 50),
        { type: 'pointerUp', button: 0 },
      ]);
    },
    // The window is never narrower than 447 pixels.
    async openNarrow(url, width, height) {
      await call('frame', { id: null });
      // A document beside the page, so that the frame is of its own origin.
      await call('url', { url: new URL('around-a-frame', url).href });
      await call('execute/sync', {
        script: `const frame = document.createElement('iframe');
          frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; border: 0';
          frame.width = arguments[1];
          frame.height = arguments[2];
          frame.src = arguments[0];
          document.body.replaceChildren(frame);`,
        args: [url, width, height],
      });
      await call('frame', { id: 0 });
      isFramed = true;
    },
    async type(text) {
      await keys([...text].flatMap(stroke));
    },
    async press(key, held) {
      await keys(
        held
          ? [
              { type: 'keyDown', value: KEYS[held] },
              ...stroke(KEYS[key]),
              { type: 'keyUp', value: KEYS[held] },
            ]
          : stroke(KEYS[key]),
      );
    },
    async resize(width, height) {
      // It is the window that is measured, and not the narrow page in it.
      await call('frame', { id: null });
      // The window has a frame: what it takes is asked for and added.
      await call('window/rect', { width, height });
      const inside = (await call('execute/sync', {
        script: 'return [innerWidth, innerHeight]',
        args: [],
      })) as [number, number];
      await call('window/rect', { width: 2 * width - inside[0], height: 2 * height - inside[1] });
      if (isFramed) await call('frame', { id: 0 });
    },
    async close() {
      await fetch(`${driver}/session/${sessionId}`, { method: 'DELETE' }).catch(() => undefined);
      stop();
    },
  };
}

async function command(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { value } = (await response.json()) as { value: { message?: string } | null };
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.message ?? response.status}`);
  return value;
}

/** Asks until the driver listens. */
async function ready<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 100; ; tries--) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 0 || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type KeyInput } from 'puppeteer-core';
import { findBrowser } from '../../browser/support/find-browser';
import type { Browser, Driver, Key } from './driver';

/** Chromium through its own protocol, and an unchanged Firefox through WebDriver BiDi. */
async function start(browser: 'chrome' | 'firefox', executablePath: string): Promise<Driver> {
  const running = await puppeteer.launch({
    browser,
    executablePath,
    headless: true,
    args: browser === 'chrome' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await running.newPage();
  return {
    async open(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    run: (inPage, input) => page.evaluate(inPage as (input: unknown) => never, input),
    click: (x, y) => page.mouse.click(x, y),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
      await page.mouse.move(to.x, to.y);
      await page.mouse.up();
    },
    type: (text) => page.keyboard.type(text),
    async press(key, held) {
      const input: Record<Key, KeyInput> = { ...KEYS };
      if (held) await page.keyboard.down(held);
      await page.keyboard.press(input[key]);
      if (held) await page.keyboard.up(held);
    },
    async openNarrow(url, width, height) {
      await page.setViewport({ width, height });
      await page.goto(url);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    close: () => running.close(),
  };
}

const KEYS = {
  Enter: 'Enter',
  Escape: 'Escape',
  Home: 'Home',
  End: 'End',
  Backspace: 'Backspace',
  Space: 'Space',
  ArrowUp: 'ArrowUp',
  ArrowRight: 'ArrowRight',
  a: 'a',
} as const;

export const chromium: Browser = {
  name: 'Chromium',
  missing: () => (findBrowser() ? undefined : 'Chromium or Chrome (CHROME_PATH names one)'),
  start: () => start('chrome', findBrowser() ?? ''),
};

/** The path of a Firefox: from `FIREFOX_PATH`, or an installed one. */
function findFirefox(): string | undefined {
  const names = ['firefox', 'firefox-esr', 'firefox.exe'];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [
    process.env.FIREFOX_PATH,
    ...onPath,
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    join(process.env.PROGRAMFILES ?? '', 'Mozilla Firefox/firefox.exe'),
  ].find((path) => path && existsSync(path));
}

export const firefox: Browser = {
  name: 'Firefox',
  missing: () => (findFirefox() ? undefined : 'Firefox (FIREFOX_PATH names one)'),
  start: () => start('firefox', findFirefox() ?? ''),
};

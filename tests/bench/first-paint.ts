import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../browser/support/find-browser';
import { servePage } from './built-page';
import { median } from './measure';

const PORT = 5197;
const ROUNDS = 9;

interface Times {
  /** Milliseconds from the navigation's start. */
  readonly paint: number;
  readonly form: number;
  readonly editor: number;
  /** JavaScript that came before the form, in bytes as sent. */
  readonly shift: number;
}

/** The built page next to a page of one word, in the same browser: first paint, the form that can be typed in, and Monaco. */
export async function run() {
  const server = await servePage(PORT);
  const blank = await serveBlank();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const blanks: number[] = [];
  const pages: Times[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      blanks.push(await paintOf(browser, `http://127.0.0.1:${(blank.address() as AddressInfo).port}/`));
      pages.push(await timesOf(browser, `http://127.0.0.1:${PORT}/`));
    }
  } finally {
    await browser.close();
    await server.close();
    blank.close();
  }
  const word = median(blanks);
  const show = (what: string, value: number, goal: string) =>
    console.log(
      `  ${what.padEnd(22)} ${value.toFixed(0).padStart(5)} ms  ${(value / word).toFixed(2)} ×  ${goal}`,
    );
  console.log(`\nThe built page, ${ROUNDS} fresh contexts each, medians`);
  show('a page of one word', word, '');
  show('first paint', median(pages.map(({ paint }) => paint)), '(goal: at most 1.5 ×)');
  show('the form is usable', median(pages.map(({ form }) => form)), '(goal: at most 3 ×)');
  show('Monaco has painted', median(pages.map(({ editor }) => editor)), '');
  console.log(`  layout shift           ${median(pages.map(({ shift }) => shift)).toFixed(4)}  (goal: 0)`);
}

async function serveBlank(): Promise<Server> {
  const server = createServer((_, answer) =>
    answer.setHeader('Content-Type', 'text/html').end('<!doctype html><title>blank</title><p>word'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function paintOf(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  const time = await page.evaluate(firstPaint);
  await page.close();
  return time;
}

/** Runs in the page: waits for the first paint. */
function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (entry) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}

async function timesOf(browser: Browser, url: string): Promise<Times> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => {
    const times = { form: 0, editor: 0, shift: 0 };
    (globalThis as { times?: typeof times }).times = times;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) times.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      const { form, editor } = times;
      if (form === 0 && document.querySelector('section[aria-label="Request form"] :is(input, select)'))
        times.form = performance.now();
      if (editor === 0 && document.querySelector('.monaco-editor .view-line'))
        times.editor = performance.now();
      if (times.editor === 0) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.waitForTimeout(300);
  const paint = await page.evaluate(firstPaint);
  const times = await page.evaluate(
    () => (globalThis as unknown as { times: { form: number; editor: number; shift: number } }).times,
  );
  await page.close();
  return { paint, ...times };
}

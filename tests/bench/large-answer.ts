import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../browser/support/find-browser';
import { answerOf } from './answer-text';
import { servePage } from './built-page';
import { median } from './measure';

const PORT = 5196;
const ROUNDS = 3;
const SIZES = [4.5, 20];

/** What a main thread did. */
interface Work {
  /** Milliseconds of the longest task, and of all tasks over 50 ms. */
  readonly longest: number;
  readonly sum: number;
  /** Until the text is there, in milliseconds. */
  readonly shown: number;
}

/** A large answer in the page's XML view, next to Monaco alone that is given the same text by `setValue`. */
export async function run() {
  const server = await servePage(PORT);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    for (const size of SIZES) {
      const { text, leads } = answerOf(size * 1_000_000);
      const ours: Work[] = [];
      const bare: Work[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
        ours.push(await inThePage(context, text));
        bare.push(await inMonaco(context, text));
        await context.close();
      }
      const line = (name: string, works: readonly Work[]) => {
        const of = (key: keyof Work) =>
          median(works.map((work) => work[key]))
            .toFixed(0)
            .padStart(6);
        console.log(
          `  ${name.padEnd(14)} longest task ${of('longest')} ms, tasks over 50 ms together ${of('sum')} ms, shown after ${of('shown')} ms`,
        );
      };
      console.log(
        `\nAn answer of ${leads} leads, ${(text.length / 1e6).toFixed(1)} MB, ${ROUNDS} rounds, medians`,
      );
      line('ours', ours);
      line('Monaco alone', bare);
      const longest = (works: readonly Work[]) => median(works.map((work) => work.longest));
      console.log(`  longest task   ${(longest(ours) / longest(bare)).toFixed(2)} ×  (goal: at most 1.2 ×)`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    const tasks: number[] = [];
    (globalThis as { tasks?: number[] }).tasks = tasks;
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  return page;
}

async function end(page: Page, started: number): Promise<Work> {
  const shown = performance.now() - started;
  await page.waitForTimeout(3000);
  const tasks = await page.evaluate(() => (globalThis as { tasks?: number[] }).tasks ?? []);
  await page.close();
  return { longest: Math.max(0, ...tasks), sum: tasks.reduce((sum, one) => sum + one, 0), shown };
}

async function inThePage(context: BrowserContext, text: string): Promise<Work> {
  const page = await open(context);
  await page.route('**/proxy', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 200, contentType: 'text/xml; charset=utf-8', body: text })
      : route.continue(),
  );
  const started = performance.now();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('region', { name: 'Response', exact: true }).locator('.view-line').first().waitFor();
  return end(page, started);
}

async function inMonaco(context: BrowserContext, text: string): Promise<Work> {
  const page = await open(context);
  const scripts = readdirSync(join(import.meta.dirname, '../../dist/assets')).filter((name) =>
    /^monaco-.*\.js$/.test(name),
  );
  // As text: what is compiled here can't hold an import that the page is to do.
  await page.evaluate(`(async () => {
    for (const name of ${JSON.stringify(scripts)}) {
      const module = await import(new URL('assets/' + name, location.href).href);
      globalThis.bare ??= Object.values(module).find((one) => one?.editor?.create);
    }
    const element = document.createElement('div');
    element.style.cssText = 'position:fixed;inset:0;z-index:99';
    document.body.append(element);
    const options = { value: '', language: 'xml', readOnly: true, minimap: { enabled: false } };
    globalThis.editor = globalThis.bare.editor.create(element, options);
  })()`);
  await page.evaluate((value) => void ((globalThis as { text?: string }).text = value), text);
  await page.waitForTimeout(1000);
  await page.evaluate(() => ((globalThis as { tasks?: number[] }).tasks ?? []).splice(0));
  const started = performance.now();
  await page.evaluate(() => {
    const { editor, text: value } = globalThis as unknown as {
      editor: { setValue(text: string): void };
      text: string;
    };
    setTimeout(() => editor.setValue(value));
  });
  await page.locator('body > div:last-of-type .view-line').nth(3).waitFor();
  return end(page, started);
}

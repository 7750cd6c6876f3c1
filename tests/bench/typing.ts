import { chromium, type Page } from '@playwright/test';
import { marketo } from '#src/contract/marketo';
import { operation as findOperation } from '#src/contract/contract';
import { writeRequest } from '#src/envelope/write';
import { findBrowser } from '../browser/support/find-browser';
import { servePage } from './built-page';

const LEADS = 100;
const ATTRIBUTES = 6;
const CHARACTERS = 200;
const PORT = 5198;

/**
 * Typing in a request of 100 leads, in the form and in the text: main-thread tasks over 50 ms, which is what the Long
 * Tasks API reports, next to typing the same into an empty page's text area.
 */
export async function run() {
  const server = await servePage(PORT);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: `http://127.0.0.1:${PORT}`,
    });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${PORT}/`);
    await page.locator('.monaco-editor').first().waitFor();
    const text = request();
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    const editor = page
      .getByRole('region', { name: 'Request', exact: true })
      .getByRole('textbox', { name: 'Request XML' });
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');
    await page.getByRole('heading', { name: 'syncMultipleLeads' }).waitFor();
    await page.waitForTimeout(3000);

    console.log(
      `\nTyping ${CHARACTERS} characters into a request of ${LEADS} leads (${text.split('\n').length} lines)`,
    );
    await page.getByRole('region', { name: 'Request form' }).locator('summary').first().click();
    const field = page.getByRole('region', { name: 'Request form' }).locator('[id$=".leadRecord.0.Email"]');
    await field.focus();
    report('in the form', await typing(page));
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    for (let line = 0; line < 12; line += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    for (let back = 0; back < '</Email>'.length; back += 1) await page.keyboard.press('ArrowLeft');
    report('in the text', await typing(page));

    const plain = await context.newPage();
    await plain.setContent('<textarea autofocus></textarea>');
    await plain.locator('textarea').focus();
    report('in a text area', await typing(plain));
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Measured {
  readonly tasks: readonly number[];
  readonly seconds: number;
}

async function typing(page: Page): Promise<Measured> {
  await page.evaluate(() => {
    const found: number[] = [];
    (globalThis as { longTasks?: number[] }).longTasks = found;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  const started = performance.now();
  await page.keyboard.type('a'.repeat(CHARACTERS), { delay: 40 });
  await page.waitForTimeout(1500);
  const tasks = await page.evaluate(() => (globalThis as { longTasks?: number[] }).longTasks ?? []);
  return { tasks, seconds: (performance.now() - started) / 1000 };
}

function report(where: string, { tasks, seconds }: Measured) {
  const longest = Math.max(0, ...tasks);
  console.log(
    `  ${where.padEnd(16)} ${tasks.length} tasks over 50 ms, longest ${longest.toFixed(0)} ms, in ${seconds.toFixed(1)} s`,
  );
}

function request(): string {
  const operation = findOperation(marketo, 'syncMultipleLeads');
  if (!operation) throw new Error('The contract has no syncMultipleLeads.');
  const lead = (number: number) => ({
    Email: `lead${number}@example.com`,
    leadAttributeList: {
      attribute: Array.from({ length: ATTRIBUTES }, (_, index) => ({
        attrName: `Field${index}`,
        attrValue: `Value ${index} of lead ${number}`,
      })),
    },
  });
  const values = {
    leadRecordList: { leadRecord: Array.from({ length: LEADS }, (_, number) => lead(number)) },
  };
  const header = { mktowsUserId: 'u', requestSignature: 's', requestTimestamp: 't' };
  const written = writeRequest(marketo, { operation, values, headers: { AuthenticationHeader: header } });
  if (!written.ok) throw new Error(written.problems[0]?.message);
  return written.text;
}

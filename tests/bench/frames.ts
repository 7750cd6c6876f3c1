import { setTimeout as pause } from 'node:timers/promises';
import { PageUnderTest } from '../smoke/support/page';
import { chromium, firefox } from '../smoke/support/puppeteer';
import { webkit } from '../smoke/support/webkit';
import { answerOf } from './answer-text';
import { servePage } from './built-page';
import { median } from './measure';

const PORT = 5195;
const ROUNDS = 3;

interface Watched {
  /** Milliseconds of the longest wait for a frame. */
  gap: number;
}

/** The longest time that a browser shows no new frame while an answer of 1,000 leads comes in, beside one of two leads. */
export async function run() {
  const { text, leads } = answerOf(4_500_000);
  const small = answerOf(3_000);
  const server = await servePage(PORT);
  console.log(`\nThe longest wait for a frame while an answer comes in, ${ROUNDS} rounds, medians`);
  try {
    for (const browser of [chromium, firefox, webkit]) {
      const missing = browser.missing();
      if (missing !== undefined) {
        console.log(`  ${browser.name.padEnd(9)} skipped: ${missing} is not installed`);
        continue;
      }
      const page = new PageUnderTest(await browser.start());
      const gaps: Record<'large' | 'small', number[]> = { large: [], small: [] };
      try {
        await page.driver.resize(1280, 760);
        for (let round = 0; round < ROUNDS; round += 1) {
          gaps.small.push(await gapOf(page, small.text));
          gaps.large.push(await gapOf(page, text));
        }
      } finally {
        await page.driver.close();
      }
      const [large, least] = [median(gaps.large), median(gaps.small)];
      console.log(
        `  ${browser.name.padEnd(9)} ${large.toFixed(0).padStart(5)} ms with ${leads} leads, 4.5 MB; ${least.toFixed(0)} ms with ${small.leads}`,
      );
    }
  } finally {
    await server.close();
  }
}

async function gapOf(page: PageUnderTest, answer: string): Promise<number> {
  await page.open(`http://127.0.0.1:${PORT}/`);
  await page.holds('the editors are there', () => !!document.querySelector('.monaco-editor'), null);
  await pause(1500);
  await page.driver.run((text) => {
    const own = window.fetch;
    window.fetch = (url, init) =>
      init?.method === 'POST'
        ? Promise.resolve(new Response(text, { headers: { 'Content-Type': 'text/xml; charset=utf-8' } }))
        : own(url, init);
  }, answer);
  await pause(500);
  await page.driver.run(() => {
    const watched: Watched = ((window as unknown as { watched: Watched }).watched = { gap: 0 });
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      watched.gap = Math.max(watched.gap, now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, null);
  await page.click({ role: 'button', name: 'Send*' });
  await page.holds(
    'the answer is there',
    () => document.querySelectorAll('section[aria-label=Response] .view-line').length > 3,
    null,
  );
  await pause(4000);
  return page.driver.run(() => (window as unknown as { watched: Watched }).watched.gap, null);
}

import type { Page } from '@playwright/test';
import { expect, test } from './support/playground';

/** Where the parts of the layout stand: what is drawn before the scripts came, and what takes its place. */
function layout(page: Page) {
  return page.evaluate(() => {
    const edge = (selector: string, side: 'left' | 'right' | 'top' | 'bottom') => {
      const element = document.querySelector(selector);
      return element ? Math.round(element.getBoundingClientRect()[side]) : undefined;
    };
    return {
      title: edge('h1', 'left'),
      header: edge('header', 'bottom'),
      column: edge('.first-column, main [data-pane]', 'right'),
      requestEnds: edge('.first-panes div:first-child, section[aria-label=Request]', 'right'),
      panesEnd: edge('.first-panes div, section[aria-label=Request]', 'bottom'),
      ground: getComputedStyle(document.body).backgroundColor,
    };
  });
}

for (const { width, height, theme } of [
  { width: 1280, height: 720, theme: 'dark' },
  { width: 1680, height: 800, theme: 'light' },
  { width: 1100, height: 720, theme: 'light' },
] as const) {
  test(`at ${width} × ${height} the layout and the ${theme} theme are there before the scripts, and nothing moves when the form comes`, async ({
    page,
    complaints,
  }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript((chosen) => {
      localStorage.setItem('marketo-soap-playground/preferences', JSON.stringify({ theme: chosen }));
    }, theme);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/assets/index-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { name: 'Marketo SOAP Playground' })).toBeVisible();
    await page.waitForFunction(() => getComputedStyle(document.body).overflow === 'hidden');
    const before = await layout(page);
    release();
    await expect(page.getByRole('region', { name: 'Request form' })).toBeVisible();
    const after = await layout(page);
    for (const [what, at] of Object.entries(before)) {
      if (typeof at === 'number')
        expect(Math.abs(at - Number(after[what as keyof typeof after])), what).toBeLessThanOrEqual(1);
    }
    expect(before.ground).toBe(theme === 'dark' ? 'rgb(19, 21, 24)' : 'rgb(246, 246, 244)');
    expect(after.ground).toBe(before.ground);
    expect(complaints).toEqual([]);
  });
}

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/playground';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test('the page has no accessibility violation that axe can find', async ({ playground, page }) => {
        await playground.sendButton.click();
        await expect(playground.response.locator('.chip')).toBeVisible();
        await page.locator('.monaco-editor').first().waitFor();
        // Monaco's own inner markup is not ours to mend.
        const { violations } = await new AxeBuilder({ page })
          .exclude('.monaco-editor')
          .exclude('.monaco-aria-container')
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
      });

      test('nothing is wider than the window', async ({ playground: _, page }) => {
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    });
  }
}

test('the first minute is possible with the keyboard alone', async ({ playground, page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('history of one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'getLeadActivity' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.response.locator('.chip')).toBeVisible();
});

test('the splitters move by arrow keys', async ({ playground, page }) => {
  const splitter = page.getByRole('separator', { name: 'Resize request and response' });
  const width = async () => (await playground.request.boundingBox())?.width ?? 0;
  const before = await width();
  await splitter.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeLessThan(before);
});

test('items of a list are added, moved and removed by keyboard, and the focus goes along', async ({
  playground,
  page,
}) => {
  const { form } = playground;
  await form.getByLabel('stringItem 2', { exact: true }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(form.getByLabel('stringItem 1', { exact: true })).toHaveValue('joe@marketo.com');
  await form.getByRole('button', { name: /Add a value/ }).press('Enter');
  await expect(form.getByLabel('stringItem 3', { exact: true })).toBeFocused();
  await form.getByRole('button', { name: 'Remove stringItem 3' }).press('Enter');
  await expect(form.getByLabel('stringItem 3', { exact: true })).toHaveCount(0);
});

test('the theme is chosen by the user and remembered', async ({ playground: _, page }) => {
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

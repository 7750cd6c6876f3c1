import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/playground';

const tour = (page: Page) => page.getByRole('region', { name: 'First steps' });
const next = (page: Page) => tour(page).getByRole('button', { name: 'Next' }).click();

test('the tour alone leads from the start page to a mended signature and a program to copy', async ({
  page,
  playground,
}) => {
  await playground.editorsReady();
  await page.getByRole('button', { name: 'Take the first steps' }).click();
  await expect(tour(page).getByRole('heading', { name: 'A first request' })).toBeFocused();

  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(tour(page)).toContainText('HTTP 200');
  await next(page);

  await page.getByRole('tab', { name: 'Signature' }).click();
  await expect(tour(page)).toContainText('String, key and digest stand there');
  await next(page);

  await page.getByRole('switch', { name: /Sign on send/ }).click();
  const text = await playground.copied('Copy request');
  const digit = /<requestSignature>(\w)/.exec(text)?.[1];
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('<requestSignature>');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await page.keyboard.type(digit === 'a' ? 'b' : 'a');
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(tour(page)).toContainText('20014: the service says');
  await next(page);

  await page.getByRole('region', { name: 'Response' }).getByRole('button', { name: /Check/ }).click();
  await expect(tour(page)).toContainText('The verdict names the mistake');
  await next(page);

  await page.getByRole('switch', { name: /Sign on send/ }).click();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(tour(page)).toContainText('the signature is right');
  await next(page);

  await page.getByRole('tab', { name: 'Code' }).click();
  await expect(tour(page)).toContainText('That was the tour');
  await tour(page).getByRole('button', { name: 'Done' }).click();
  await expect(tour(page)).toBeHidden();
});

test('the tour can be left at any step, by Escape too, and skipped through', async ({ page, playground }) => {
  await playground.editorsReady();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('first steps');
  await page.keyboard.press('Enter');
  await tour(page).getByRole('button', { name: 'Skip this step' }).click();
  await expect(tour(page).getByRole('heading', { name: 'What a signature is' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tour(page)).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds no barrier in the tour', async ({ page, playground }) => {
      await playground.editorsReady();
      await page.getByRole('button', { name: 'Take the first steps' }).click();
      await expect(tour(page)).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('section.tour').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    });
  });
}

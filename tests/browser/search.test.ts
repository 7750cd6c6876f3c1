import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/playground';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => dialog(page).getByRole('combobox');

test.beforeEach(({ playground }) => void playground);

test('what is typed before the search is there is not lost, Enter neither', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('merge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'mergeLeads' })).toBeVisible();
  await expect(dialog(page)).toBeHidden();
});

test('arrows choose, Enter opens, a mistyped word is corrected and said', async ({ page }) => {
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(field(page)).toBeFocused();
  await field(page).fill('streem');
  await expect(dialog(page).getByRole('status')).toContainText('no streem; shown: stream');
  await field(page).fill('20016');
  await expect(dialog(page).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('tabpanel', { name: 'Guide' }).getByRole('heading', { name: '20016 Request expired' }),
  ).toBeFocused();
});

test('a command is done', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await field(page).fill('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('Escape closes it and gives the focus back', async ({ page, playground }) => {
  await playground.form.getByLabel('batchSize', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(playground.form.getByLabel('batchSize', { exact: true })).toBeFocused();
});

test('where it can’t be loaded, that is said, and the keys are the page’s again', async ({
  page,
  playground,
}) => {
  await page.route(/SearchDialog/, (route) => route.abort());
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await playground.form.getByLabel('batchSize', { exact: true }).fill('7');
  await page.keyboard.type('5');
  await expect(playground.form.getByLabel('batchSize', { exact: true })).toHaveValue('75');
});

test('axe finds no barrier in it', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await field(page).fill('lead');
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { recipes } from '../../src/guide/recipes/recipes';
import { recipeWords } from '../../src/guide/words/en/recipes';
import { expect, test } from './support/playground';

// The page is open before each of them.
test.beforeEach(({ playground }) => void playground);

const guide = (page: Page) => page.getByRole('tabpanel', { name: 'Guide' });
const steps = (page: Page) => guide(page).locator('ol').getByRole('listitem');

async function open(page: Page, id: string) {
  await page.evaluate((hash) => (location.hash = hash), `#guide/recipe/${id}`);
  await expect(guide(page).getByRole('heading', { name: recipeWords[id]?.title ?? '' })).toBeFocused();
}

const run = (page: Page) => guide(page).getByRole('button', { name: 'Run the recipe' }).click();

/** Recipe 2 measures, and has a test of its own. */
for (const { id, steps: of } of recipes.filter((recipe) => recipe.id !== 'fast-leads')) {
  test(`the recipe “${recipeWords[id]?.title}” runs against the sandbox to its last step`, async ({
    page,
  }) => {
    await open(page, id);
    await run(page);
    await expect(steps(page).filter({ hasText: 'done' })).toHaveCount(of.length, { timeout: 40_000 });
  });
}

test('includeAttributes and ranges side by side are each faster than the plain call, by the figures of the run', async ({
  page,
}) => {
  await open(page, 'fast-leads');
  const field = (name: string) => guide(page).getByRole('textbox', { name, exact: true });
  await field('days back').fill('7');
  await field('ms per call').fill('200');
  await field('ms per kB').fill('0.8');
  await run(page);
  await expect(steps(page).filter({ hasText: 'done' })).toHaveCount(7, { timeout: 55_000 });
  const seconds = async (name: string) => {
    const text = await steps(page).filter({ hasText: name }).first().textContent();
    return Number(/([\d.]+) s to the last/.exec(text ?? '')?.[1]);
  };
  const plain = await seconds('Plain call');
  expect(plain).toBeGreaterThan(0);
  expect(await seconds('Three fields')).toBeLessThan(plain);
  expect(await seconds('Ranges side by side')).toBeLessThan(plain);
  expect(await seconds('Both together')).toBeLessThan(plain);
});

test('a mail that is sent now can be seen in the lead’s activity, with its own text, and its call in the panes', async ({
  page,
  playground,
}) => {
  await open(page, 'send-email-now');
  await guide(page).getByRole('textbox', { name: 'its text' }).fill('Only for Travis');
  await run(page);
  const rows = guide(page).getByRole('region', { name: /Rows of “See it happen”/ });
  await expect(rows.getByRole('cell', { name: /Only for Travis/ })).toBeVisible();
  await expect(rows.getByRole('cell', { name: 'Welcome Email' })).toBeVisible();

  await guide(page).getByRole('button', { name: 'Show request and answer of step 2' }).click();
  await expect(playground.request).toContainText('paramsRequestCampaign');
  await expect(playground.response).toContainText('successRequestCampaign');
});

test('a mail at a set time ends with both texts in the activity', async ({ page }) => {
  await open(page, 'send-email-later');
  await guide(page).getByRole('textbox', { name: 'its text', exact: true }).fill('A week, for you');
  await guide(page).getByRole('textbox', { name: 'seconds from now' }).fill('1');
  await run(page);
  const rows = guide(page).getByRole('region', { name: /Rows of “See it happen”/ });
  await expect(rows.getByRole('cell', { name: /A week, for you Until Monday\./ })).toBeVisible({
    timeout: 40_000,
  });
});

test('a bad row of a file is reported, the others are kept, and the bad ones are saved as a file', async ({
  page,
}) => {
  await open(page, 'csv-of-leads');
  await run(page);
  await expect(guide(page).getByText('3 of 3 rows done, 1 failed.')).toBeVisible();
  const download = page.waitForEvent('download');
  await guide(page).getByRole('button', { name: 'Save the 1 failed rows as CSV' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text).toContain('bert@example.com');
  expect(text).not.toContain('ann@example.com');
});

test('a recipe stops, keeps what came, and goes on from a step', async ({ page }) => {
  await open(page, 'send-email-later');
  await guide(page).getByRole('textbox', { name: 'seconds from now' }).fill('1');
  await run(page);
  await expect(steps(page).nth(0)).toContainText('done');
  await guide(page).getByRole('button', { name: 'Stop the recipe' }).click();
  await expect(steps(page).nth(1)).toContainText('stopped');
  await expect(steps(page).nth(2).getByRole('button')).toHaveCount(0);
  await guide(page).getByRole('button', { name: 'Run from step 2' }).click();
  await expect(steps(page).filter({ hasText: 'done' })).toHaveCount(4, { timeout: 40_000 });
});

test('a number that is out of bounds is said at its field, and nothing runs', async ({ page }) => {
  await open(page, 'fast-leads');
  await guide(page).getByRole('textbox', { name: 'days back' }).fill('31');
  await expect(guide(page).getByText('At most 30.')).toBeVisible();
  await expect(guide(page).getByRole('button', { name: 'Run the recipe' })).toBeDisabled();
});

test('every fault has an address, and leads to the place that judges signatures', async ({ page }) => {
  await page.evaluate(() => (location.hash = '#guide/fault/20014'));
  await expect(guide(page).getByRole('heading', { name: '20014 Authentication failed' })).toBeFocused();
  await guide(page).getByRole('button', { name: 'Check a signature' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Signature' })).toBeVisible();
});

test('the contents lead to every kind of page, and Back comes back', async ({ page }) => {
  await page.getByRole('tab', { name: 'Guide' }).click();
  await guide(page).getByRole('link', { name: 'Contents' }).click();
  await expect(guide(page).getByRole('heading', { name: 'Guide', exact: true })).toBeFocused();
  await guide(page).getByRole('link', { name: 'The signature' }).click();
  await expect(guide(page).getByRole('heading', { name: 'The signature' })).toBeFocused();
  await expect(guide(page)).toContainText('HMAC-SHA1');
  await page.goBack();
  await expect(guide(page).getByRole('heading', { name: 'Guide', exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the guide’s new pages have no barrier that axe finds', async ({ page }) => {
      for (const hash of ['contents', 'concept/stream-position', 'fault/20103', 'recipe/csv-of-leads']) {
        await page.evaluate((to) => (location.hash = to), `#guide/${hash}`);
        await expect(guide(page).getByRole('heading').first()).toBeFocused();
        if (hash.startsWith('recipe')) {
          await run(page);
          await expect(guide(page).getByText('1 failed.')).toBeVisible();
        }
        const { violations } = await new AxeBuilder({ page }).include('[aria-label="Inspector"]').analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
      }
    });
  });
}

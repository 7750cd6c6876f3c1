import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { helloWsdl } from './support/hello-wsdl';
import { expect, test, type Playground } from './support/playground';

const guide = (page: Page) => page.getByRole('tabpanel', { name: 'Guide' });
const title = (page: Page, operation: string) =>
  guide(page).getByRole('heading', { name: `Guide to ${operation}`, exact: true });

/** Puts the cursor into the first occurrence of a text in the request's editor. */
async function cursorIn(playground: Playground, page: Page, text: string) {
  await playground.editorsReady();
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('the Guide tab shows the page of the open operation, and follows it', async ({ playground, page }) => {
  await page.getByRole('tab', { name: 'Guide' }).click();
  await expect(title(page, 'getMultipleLeads')).toBeVisible();
  await playground.openOperation('listOperation');
  await expect(title(page, 'listOperation')).toBeVisible();
  await expect(guide(page).getByRole('table', { name: 'Fields of the request' })).toContainText('strict');
  await expect(guide(page).getByRole('table', { name: 'Faults of listOperation' })).toContainText('20111');
  await expect(guide(page).getByRole('button', { name: /^Open/ })).toHaveCount(0);
  expect(await page.evaluate(() => location.hash)).toBe('#operation/listOperation/guide');
});

test('the help in the editor links to the operation’s page, by mouse', async ({ playground, page }) => {
  await playground.editorsReady();
  await playground.request.locator('.view-line').getByText('keyType').first().hover();
  const link = page.locator('.monaco-hover').getByRole('link', { name: 'getMultipleLeads in the guide' });
  await link.click();
  await expect(title(page, 'getMultipleLeads')).toBeFocused();
  expect(await page.evaluate(() => location.hash)).toBe('#guide/getMultipleLeads');

  // Once more, though the address says it already.
  await page.getByRole('tab', { name: 'Problems' }).click();
  await playground.request.locator('.view-line').getByText('keyValues').first().hover();
  await link.click();
  await expect(title(page, 'getMultipleLeads')).toBeFocused();
});

test('the help in the editor and its link work with the keyboard alone', async ({ playground, page }) => {
  await cursorIn(playground, page, 'keyType');
  await page.keyboard.press('F2');
  await expect(page.locator('.monaco-hover').filter({ hasText: 'LeadKeyRef' })).toBeVisible();
  const link = page.locator('.monaco-hover').getByRole('link', { name: 'getMultipleLeads in the guide' });
  // First the help as a whole, then what is in it.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title(page, 'getMultipleLeads')).toBeFocused();
});

test('the form’s help links to the page as well, again and again', async ({ playground, page }) => {
  const link = playground.form.getByRole('link', { name: 'getMultipleLeads in the guide' });
  await link.click();
  await expect(title(page, 'getMultipleLeads')).toBeFocused();
  await page.getByRole('tab', { name: 'Signature' }).click();
  await link.press('Enter');
  await expect(title(page, 'getMultipleLeads')).toBeFocused();
});

test('an address opens a page of the guide, and Back and Forward go through what was read', async ({
  playground: _,
  page,
}) => {
  await page.goto('/#guide/getLeadActivity');
  await page.reload();
  await expect(title(page, 'getLeadActivity')).toBeVisible();
  await guide(page).getByRole('link', { name: 'getLeadChanges' }).click();
  await expect(title(page, 'getLeadChanges')).toBeFocused();
  // Tabs are no places in the history.
  await page.getByRole('tab', { name: 'Problems' }).click();
  await page.getByRole('tab', { name: 'Guide' }).click();
  await page.goBack();
  await expect(title(page, 'getLeadActivity')).toBeFocused();
  await page.goForward();
  await expect(title(page, 'getLeadChanges')).toBeVisible();
});

test('a page of another operation offers to open it, and the request before is kept', async ({
  playground,
  page,
}) => {
  await playground.form.getByLabel('stringItem 1', { exact: true }).fill('kept@example.com');
  await page.goto('/#guide/getLead');
  await expect(playground.form.getByRole('heading', { name: 'getMultipleLeads' })).toBeVisible();
  await guide(page).getByRole('button', { name: 'Open getLead' }).click();
  await expect(playground.form.getByRole('heading', { name: 'getLead', exact: true })).toBeVisible();
  await expect(title(page, 'getLead')).toBeFocused();
  // From here on the guide follows the open operation again.
  expect(await page.evaluate(() => location.hash)).toBe('#operation/getLead/guide');
  await playground.openOperation('getMultipleLeads');
  await expect(title(page, 'getMultipleLeads')).toBeVisible();
  await expect(playground.form.getByLabel('stringItem 1', { exact: true })).toHaveValue('kept@example.com');
});

test('an address with an unknown name says so and offers the operations', async ({ playground, page }) => {
  await page.goto('/#guide/getLeed');
  await expect(guide(page).getByRole('heading', { name: 'The guide has no getLeed' })).toBeFocused();
  await expect(guide(page)).toContainText('Did you mean getLead?');
  await expect(guide(page).getByRole('listitem')).toHaveCount(23);
  await playground.send();
  await guide(page).getByRole('link', { name: 'mergeLeads' }).click();
  await expect(title(page, 'mergeLeads')).toBeFocused();
});

test('a field that the request has leads to its place in the text', async ({ playground, page }) => {
  await playground.editorsReady();
  await page.getByRole('tab', { name: 'Guide' }).click();
  const fields = guide(page).getByRole('table', { name: 'Fields of the request' });
  await expect(fields.getByRole('rowheader', { name: /^streamPosition/ })).toBeVisible();
  await expect(fields.getByRole('button', { name: 'streamPosition' })).toHaveCount(0);
  await fields.getByRole('button', { name: 'batchSize' }).press('Enter');
  await expect(playground.request.getByRole('textbox', { name: 'Request XML' })).toBeFocused();
  await page.keyboard.insertText('replaced');
  await expect.poll(() => playground.copied('Copy request')).not.toContain('batchSize');
});

test('the links above the page lead to its parts', async ({ playground: _, page }) => {
  await page.goto('/#guide/getMultipleLeads');
  await guide(page)
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('button', { name: 'Faults' })
    .press('Enter');
  const heading = guide(page).getByRole('heading', { name: 'Faults' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
});

test('another WSDL gets a guide of its own, without Marketo’s faults and signature', async ({
  playground,
  page,
}) => {
  await page.goto('/#guide/getLead');
  await playground.showOperations();
  await page.getByRole('button', { name: 'Other WSDL…' }).click();
  await playground.chooseWsdl(helloWsdl());
  await expect(title(page, 'sayHello')).toBeVisible();
  await expect(guide(page)).toContainText('It carries no Marketo signature.');
  await expect(guide(page).getByRole('heading', { name: 'Faults' })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test('a page of the guide fits and has no accessibility violation that axe can find', async ({
        playground: _,
        page,
      }) => {
        await page.goto('/#guide/syncMObjects');
        await expect(title(page, 'syncMObjects')).toBeVisible();
        for (const summary of await guide(page).locator('summary').all()) await summary.press('Enter');
        const { violations } = await new AxeBuilder({ page }).include('[aria-label="Inspector"]').analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        const overflow = await guide(page).evaluate((panel) =>
          Math.max(
            ...[panel, ...panel.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right),
          ),
        );
        expect(overflow).toBeLessThanOrEqual(viewport.width);
      });
    });
  }
}

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a link goes to the guide, and a field of it to the text', async ({ playground, page }) => {
    await playground.form.getByRole('link', { name: 'getMultipleLeads in the guide' }).click();
    await expect(title(page, 'getMultipleLeads')).toBeFocused();
    await guide(page).getByRole('button', { name: 'keyType' }).click();
    await expect(page.getByRole('tab', { name: 'Request', exact: true })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(playground.request.getByRole('textbox', { name: 'Request XML' })).toBeFocused();
  });
});

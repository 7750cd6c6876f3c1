import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Playground } from './support/playground';

const dialogs = [
  [
    'Import a request',
    async (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click(),
  ],
  ['Another WSDL', async (page: Page) => page.getByRole('button', { name: 'Other WSDL…' }).click()],
  ['Your own endpoint', async (page: Page) => page.getByLabel('Endpoint').selectOption('new')],
  ['Help', async (page: Page) => page.getByRole('button', { name: 'Help' }).click()],
] as const;

test('Tab meets the list of operations once, and arrows, Home and End go through it', async ({
  playground,
  page,
}) => {
  await playground.showOperations();
  const list = page.getByRole('navigation', { name: 'Operations' });
  await list.getByRole('searchbox').focus();
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button', { name: /^getMultipleLeads / })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button', { name: /^syncLead / })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button', { name: 'Other WSDL…' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  await expect(list.getByRole('button', { name: /^getLead / })).toBeFocused();
});

test('Enter in the search opens the operation, goes to its form, and clears the filter', async ({
  playground,
  page,
}) => {
  await playground.showOperations();
  await page.getByRole('searchbox', { name: 'Find an operation' }).focus();
  await page.keyboard.type('history of one');
  await page.keyboard.press('Enter');
  await expect(playground.form.getByRole('heading', { name: 'getLeadActivity' })).toBeFocused();
  await playground.showOperations();
  await expect(page.getByRole('searchbox', { name: 'Find an operation' })).toHaveValue('');
});

test('the first Tab offers to skip to the request', async ({ playground, page }) => {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the request' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(playground.request).toBeFocused();
});

test('dialogs focus their field, and give the focus back', async ({ playground, page }) => {
  await playground.showOperations();
  for (const [name, open] of dialogs) {
    const from = name === 'Your own endpoint' ? page.getByLabel('Endpoint') : undefined;
    await from?.focus();
    await open(page);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await expect(
      name === 'Help'
        ? dialog.getByRole('button', { name: 'Close' })
        : dialog.locator('textarea, input:not([type=file])').first(),
    ).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.locator('body')).not.toBeFocused();
  }
  await page.getByLabel('Endpoint').selectOption('new');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^URL/).fill('https://example.com/soap/mktows/3_1');
  await dialog.getByLabel(/^User ID/).fill('someone_1');
  await dialog.getByRole('button', { name: 'Save endpoint' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByLabel('Endpoint')).toBeFocused();
});

test('a change of the system’s theme colours page and editors', async ({ playground, page }) => {
  await playground.editorsReady();
  for (const [colorScheme, panel] of [
    ['dark', 'rgb(26, 29, 33)'],
    ['light', 'rgb(255, 255, 255)'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(playground.request.locator('.monaco-editor').first()).toHaveCSS('background-color', panel);
  }
});

test('a long line is one line until Alt Z wraps it, and stays wrapped while one types', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  const lines = playground.request.locator('.view-line');
  const widths = () =>
    lines.evaluateAll((all) =>
      Math.max(...all.map((line) => line.firstElementChild?.getBoundingClientRect().width ?? 0)),
    );
  const editor = async () => (await playground.request.boundingBox())?.width ?? 0;
  await expect.poll(async () => (await widths()) > (await editor())).toBe(true);
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('Alt+z');
  await expect.poll(async () => (await widths()) <= (await editor())).toBe(true);
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' ');
  await expect.poll(() => playground.copied('Copy request')).toMatch(/ $/);
  expect(await widths()).toBeLessThanOrEqual(await editor());
});

test('on paper stand the whole request and the whole answer', async ({ playground, page }) => {
  await playground.send();
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.print');
  await expect(paper).toContainText('</SOAP-ENV:Envelope>');
  await expect(paper).toContainText('successGetMultipleLeads');
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(720);
});

test('forced colours show the switch, the chosen segment and the open operation', async ({
  playground,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const track = playground.request.locator('.track');
  const on = await track.evaluate((one) => getComputedStyle(one).backgroundColor);
  await playground.request.getByRole('switch').uncheck();
  await expect(track).not.toHaveCSS('background-color', on);
  await expect(playground.form.locator('.type.selected').first()).toHaveCSS('outline-style', 'solid');
  await playground.showOperations();
  await expect(page.locator('.operation[aria-current]')).toHaveCSS('outline-style', 'solid');
});

test('labels of fields and names of operations stay whole beside a classic scrollbar', async ({
  playground,
  page,
}) => {
  await page.addStyleTag({ content: '.form, .list { scrollbar-gutter: stable; } .column { width: 236px; }' });
  const oneLine = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((all) =>
        all
          .filter((one) => one.getBoundingClientRect().height > 20 || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.textContent),
      );
  expect(await oneLine('.form .field .label')).toEqual([]);
  await playground.showOperations();
  expect(await oneLine('.operation .name')).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} pixels`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 390 ? 844 : 720 } });

      test('axe finds nothing in any view of the answer, tab of the inspector, or dialog', async ({
        playground,
        page,
      }) => {
        // Some twenty states, on a machine that may be busy.
        test.setTimeout(300_000);
        const clean = async (where: string) => {
          const { violations } = await new AxeBuilder({ page })
            .options({ rules: { 'target-size': { enabled: true } } })
            .exclude('.monaco-editor')
            .exclude('.monaco-aria-container')
            .analyze();
          expect
            .soft(
              violations.map(
                ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
              ),
              where,
            )
            .toEqual([]);
        };
        await playground.send();
        await (width === 390 ? page.getByRole('tab', { name: 'Answer' }) : playground.sendButton).focus();
        for (const view of ['XML', 'Table', 'Tree', 'JSON', 'Details']) {
          await playground.response.getByRole('tab', { name: view }).click();
          await page.waitForTimeout(300);
          await clean(`Answer as ${view}`);
        }
        const pane = async (name: string) => {
          if (width === 390)
            await page.getByRole('tablist', { name: 'Panes' }).getByRole('tab', { name }).click();
        };
        await pane('Inspector');
        for (const tab of ['Problems', 'Signature', 'Code', 'History', 'Sandbox', 'Guide'] as const) {
          await playground.inspect(tab);
          await page.waitForTimeout(500);
          await clean(`Inspector, ${tab}`);
        }
        await playground.inspect('History');
        await page.getByRole('button', { name: 'More for this call' }).first().click();
        await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
        await clean('Menu of a call');
        await page.keyboard.press('Escape');
        await page.evaluate(() => (location.hash = '#share=damaged'));
        await expect(page.getByRole('dialog', { name: 'The link could not be opened' })).toBeVisible();
        await clean('Damaged link');
        await page.keyboard.press('Escape');
        await pane('Request');
        for (const [command, name] of [
          ['Compare…', 'Compare'],
          ['Share…', 'Share getMultipleLeads'],
          ['Support bundle…', 'Support bundle'],
        ] as const) {
          await page.getByRole('button', { name: 'More for the request' }).click();
          await page.getByRole('menuitem', { name: command }).click();
          await expect(page.getByRole('dialog', { name })).toBeVisible();
          await page.waitForTimeout(500);
          await clean(`Dialog ${name}`);
          await page.keyboard.press('Escape');
        }
        for (const [name, open] of dialogs) {
          await pane(name === 'Import a request' ? 'Request' : 'Operation');
          if (name === 'Another WSDL') await playground.showOperations();
          await open(page);
          await expect(page.getByRole('dialog', { name })).toBeVisible();
          await clean(`Dialog ${name}`);
          await page.keyboard.press('Escape');
        }
      });
    });
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('a table is a list, and the inspector’s tabs stand in one row', async ({ playground, page }) => {
    await playground.send();
    await playground.response.getByRole('tab', { name: 'Table' }).click();
    const items = playground.response.getByRole('list', { name: 'Rows of the answer' }).getByRole('listitem');
    await expect(items.first()).toContainText('@');
    await items.first().getByRole('button').click();
    await expect(playground.response.getByRole('tab', { name: 'XML' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.getByRole('tablist', { name: 'Panes' }).getByRole('tab', { name: 'Inspector' }).click();
    const tops = await page
      .getByRole('tablist', { name: 'Inspector' })
      .getByRole('tab')
      .evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });
});

test('comments in code are readable in the dark', async ({
  playground,
  page,
}: {
  playground: Playground;
  page: Page;
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const inspector = await playground.inspect('Code');
  const comment = inspector.locator('.view-line span span', { hasText: 'Calls' }).first();
  await expect(comment).toHaveCSS('color', 'rgb(154, 163, 173)');
});

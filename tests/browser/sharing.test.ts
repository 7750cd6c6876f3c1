import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test, Playground } from './support/playground';

async function choose(page: Page, menu: string, command: string) {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: command }).click();
}

/** The link of the open request, as *Copy link* gives it. */
async function linkOf(playground: Playground, identity = false): Promise<string> {
  const { page } = playground;
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Share / });
  if (identity) await dialog.getByRole('checkbox', { name: /^With user id/ }).check();
  await expect(dialog.getByLabel('Link', { exact: true })).toHaveValue(/#share=deflate-raw\./);
  // A link of another request, or without what was asked for, gives way to this one.
  await page.waitForTimeout(200);
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
  return link;
}

test('a link opens the same request, signed for whoever opens it, at the same view', async ({
  playground,
  page,
  context,
}) => {
  await playground.openOperation('getLead');
  await playground.form.getByRole('textbox', { name: /^keyValue/ }).fill('shared@nowhere.example');
  await expect.poll(() => playground.copied('Copy request')).toContain('shared@nowhere.example');
  await playground.inspect('Code');
  const own = await playground.copied('Copy request');
  const link = await linkOf(playground);
  const other = await context.newPage();
  await other.goto(link);
  const theirs = new Playground(other);
  await expect(other.getByRole('heading', { name: 'getLead', exact: true })).toBeVisible();
  await expect(other.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => theirs.copied('Copy request')).toContain('shared@nowhere.example');
  const values = /<(requestSignature|requestTimestamp)>[^<]*/g;
  expect((await theirs.copied('Copy request')).replace(values, '')).toBe(own.replace(values, ''));
  await theirs.send();
  await expect(theirs.response.locator('.chip')).toHaveText('500 · 20103');
  // What it brought is the tab's own: a reload does not open it once more.
  expect(other.url()).not.toContain('share=');
  await page.bringToFront();
});

test('user id and signature are in a link only when asked', async ({ playground, page, context }) => {
  const own = await playground.copied('Copy request');
  const [signature = ''] = /<requestSignature>[^<]+/.exec(own) ?? [];
  const links = [await linkOf(playground), await linkOf(playground, true)];
  const texts: string[] = [];
  for (const link of links) {
    const other = await context.newPage();
    // As it stands in the link, before it is signed.
    await other.addInitScript(() =>
      localStorage.setItem('marketo-soap-playground/preferences', JSON.stringify({ signOnSend: false })),
    );
    await other.goto(link);
    await expect(other.getByText('Opened getMultipleLeads from a link.')).toBeVisible();
    texts.push(await new Playground(other).copied('Copy request'));
    await other.close();
  }
  expect(texts[0]).toContain('<mktowsUserId></mktowsUserId>');
  expect(texts[0]).not.toContain(signature);
  expect(texts[1]).toBe(own);
  await page.bringToFront();
});

test('opening a link keeps what the tab held: Undo brings it back, and History has it', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  const link = await linkOf(playground);
  await playground.form.getByRole('textbox', { name: /^batchSize/ }).fill('77');
  await expect.poll(() => playground.copied('Copy request')).toContain('>77<');
  const mine = await playground.copied('Copy request');
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(page.getByText('Opened getMultipleLeads from a link.')).toBeVisible();
  await expect.poll(() => playground.copied('Copy request')).not.toContain('>77<');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => playground.copied('Copy request')).toBe(mine);
  const inspector = await playground.inspect('History');
  await expect(inspector.locator('[data-call]')).toHaveAccessibleName(/getMultipleLeads .*77.* not sent/);
});

test('a damaged link opens an explanation, and nothing is lost', async ({ playground, page }) => {
  await playground.form.getByRole('textbox', { name: /^batchSize/ }).fill('77');
  await expect.poll(() => playground.copied('Copy request')).toContain('>77<');
  const mine = await playground.copied('Copy request');
  const { hash } = new URL(await linkOf(playground));
  for (const damaged of [hash.slice(0, -12), '#share=', '#share=deflate-raw.AAAA', '#share=zstd.AAAA']) {
    await page.evaluate((to) => (location.hash = to), damaged);
    const dialog = page.getByRole('dialog', { name: 'The link could not be opened' });
    await expect(dialog).toContainText(
      damaged.includes('zstd') ? 'packed as “zstd”' : 'This link is damaged',
    );
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog).toBeHidden();
  }
  expect(await playground.copied('Copy request')).toBe(mine);
});

test('two requests that differ in timestamp and signature are alike until these count', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await playground.send();
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem('marketo-soap-playground/answers')))
    .toBeTruthy();
  // The next signature is of another second.
  await page.waitForTimeout(1100);
  await playground.send();
  await choose(page, 'More for the request', 'Compare…');
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('tab', { name: 'History 2' })).toBeAttached();
  const [, , , , , , first] = await dialog.getByRole('combobox', { name: 'Compare' }).locator('option').all();
  await dialog
    .getByRole('combobox', { name: 'Compare' })
    .selectOption((await first?.getAttribute('value')) ?? '');
  await expect(dialog.getByRole('status')).toHaveText('No difference, but for what is ignored');
  await dialog.getByRole('checkbox', { name: 'timestamp' }).uncheck();
  await expect(dialog.getByRole('status')).toHaveText('1 difference');
  await dialog.getByRole('button', { name: 'Next difference' }).click();
  await expect(dialog.locator('.comparison .line-insert').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More for the request' })).toBeFocused();
});

test('a pasted text is compared with the answer, whatever the order of its attributes', async ({
  playground,
  page,
}) => {
  await playground.openOperation('listMObjects');
  await playground.send();
  const answer = await playground.copied('Copy response');
  await choose(page, 'More for the answer', 'Compare…');
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  await dialog.getByRole('combobox', { name: 'Compare' }).selectOption('pasted');
  await dialog.getByRole('combobox', { name: 'with' }).selectOption('now:answer');
  const turned = answer.replace(
    /<([\w:-]+Envelope) (xmlns:[^=]+="[^"]*") (xmlns:[^=]+="[^"]*")/,
    '<$1 $3 $2',
  );
  expect(turned).not.toBe(answer);
  await dialog.getByLabel('Compare, pasted text').fill(turned);
  await expect(dialog.getByRole('status')).toHaveText('No difference, but for what is ignored');
  await dialog.getByRole('checkbox', { name: 'order of attributes' }).uncheck();
  await expect(dialog.getByRole('status')).toHaveText('1 difference');
});

test('a support bundle is shown before it is saved, and holds what was sent, what came and what is wrong', async ({
  playground,
  page,
}) => {
  await playground.openOperation('getLead');
  await playground.form.getByRole('textbox', { name: /^keyValue/ }).fill('nobody@nowhere.example');
  await playground.send();
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20103');
  await choose(page, 'More for the answer', 'Support bundle…');
  const dialog = page.getByRole('dialog', { name: 'Support bundle' });
  await expect(dialog.getByText('# Marketo SOAP Playground: getLead')).toBeVisible();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^marketo-soap-getLead-[\dT-]+\.md$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('<keyValue>nobody@nowhere.example</keyValue>');
  expect(text).toContain('No lead found');
  expect(text).toMatch(/Status 500, \d+ ms, proxy → sandbox/);
  expect(text).toContain('Chrome');
  // The demo key is known: the signature has been judged.
  expect(text).toMatch(/## Signature[^]*demo17_1_/);
  await dialog.getByRole('button', { name: 'Copy the bundle' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  await dialog.getByRole('checkbox', { name: /^With user id/ }).uncheck();
  await expect
    .poll(async () => {
      await dialog.getByRole('button', { name: 'Copy the bundle' }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    })
    .not.toContain('demo17_1_');
});

test('what is kept and shared is found by the search', async ({ playground: _, page }) => {
  for (const [words, name] of [
    ['history calls', 'Inspector'],
    ['compare two', 'Compare'],
    ['share link', 'Share getMultipleLeads'],
    ['support bundle', 'Support bundle'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog', { name: 'Search' }).getByRole('combobox').fill(words);
    await page.keyboard.press('Enter');
    if (name === 'Inspector') {
      await expect(page.getByRole('tabpanel', { name: 'History' })).toBeVisible();
      continue;
    }
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

import { readFileSync } from 'node:fs';
import { expect, test } from './support/playground';
import type { Playground } from './support/playground';

/** A request for pages of a list that the sandbox's seed holds. */
async function askForAll(playground: Playground, batchSize: number) {
  await playground.editorsReady();
  const text = await playground.copied('Copy request');
  const body = `<ns1:paramsGetMultipleLeads>
      <leadSelector xsi:type="ns1:StaticListSelector"><staticListName>All Leads</staticListName></leadSelector>
      <batchSize>${batchSize}</batchSize>
    </ns1:paramsGetMultipleLeads>`;
  const asked = text
    .replace(/<ns1:paramsGetMultipleLeads>[\s\S]*<\/ns1:paramsGetMultipleLeads>/, body)
    .replace(/(<SOAP-ENV:Envelope)/, '$1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
    .replace(/(xmlns:xsi="[^"]*")([^>]*)\sxmlns:xsi="[^"]*"/, '$1$2');
  await playground.replaceRequest(asked);
}

test.beforeEach(async ({ playground }) => {
  await playground.open();
  await playground.openOperation('getMultipleLeads');
});

test('an answer becomes a table that is sorted, filtered and read by keyboard, and leads to the XML and back', async ({
  playground,
  page,
}) => {
  await askForAll(playground, 50);
  await playground.send();
  const { response } = playground;
  await response.getByRole('tab', { name: 'Table' }).click();
  await expect(response.getByText(/^50 of 2,\d+ leads$/)).toBeVisible();
  const grid = response.getByRole('grid', { name: 'Rows of the answer' });
  await expect(grid).toHaveAttribute('aria-rowcount', '51');
  const ids = () => grid.locator('[role=gridcell][aria-colindex="1"]').allTextContents();
  const first = (await ids()).map((text) => Number(text.trim()));
  await grid.getByRole('button', { name: /^Id/ }).click();
  await grid.getByRole('button', { name: /^Id/ }).click();
  await expect.poll(async () => Number((await ids())[0])).toBeGreaterThan(Math.max(...first.slice(0, 5)) - 1);
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(response.locator('footer')).toContainText(/Email of \d+/);
  const email = await grid.locator('.cursor').textContent();
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(email?.trim());
  await page.keyboard.press('Enter');
  await expect(response.getByRole('tab', { name: 'XML' })).toHaveAttribute('aria-selected', 'true');
  await expect(response.locator('.monaco-editor')).toBeVisible();
  await response.getByRole('button', { name: 'Find row' }).click();
  await expect(grid.locator('.cursor')).toHaveText(email ?? '');
  await response.getByRole('searchbox', { name: 'Filter rows' }).fill(email?.trim() ?? '');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
});

test('the next page goes on where the answer ended; the way to look at it is remembered after a reload', async ({
  playground,
  page,
}) => {
  await askForAll(playground, 30);
  await playground.send();
  const { response } = playground;
  await response.getByRole('tab', { name: 'Table' }).click();
  await expect(response.getByText(/^30 of 2,\d+ leads$/)).toBeVisible();
  await response.getByRole('button', { name: 'Next page' }).click();
  await expect(response.getByText(/^31 to 60 of 2,\d+ leads$/)).toBeVisible();
  expect(await playground.copied('Copy request')).toMatch(/<streamPosition>[^<]+<\/streamPosition>/);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(response.getByText(/^61 to 90 of 2,\d+ leads$/)).toBeVisible();
  await page.reload();
  await playground.openOperation('getMultipleLeads');
  await playground.send();
  await expect(response.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
});

test('“Fetch all” gives each lead once over an ordered 20023, a dropped connection and a pause, and the file has them all', async ({
  playground,
  page,
}) => {
  // Two workers share a small machine with the server, and a wait after a fault is a second or more.
  test.setTimeout(120_000);
  await askForAll(playground, 250);
  await playground.send();
  const { response } = playground;
  await response.getByRole('tab', { name: 'Table' }).click();
  const total = Number(
    /of ([\d,]+)/
      .exec((await response.getByText(/ of [\d,]+ leads$/).textContent()) ?? '')?.[1]
      ?.replace(',', ''),
  );
  expect(total).toBeGreaterThan(2499);
  let calls = 0;
  await page.route('**/proxy', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    calls += 1;
    const headers = { ...route.request().headers(), ...(calls === 2 && { 'x-sandbox-fault': '20023' }) };
    if (calls === 5) return route.abort();
    return route.continue({ headers });
  });
  await response.getByRole('button', { name: 'Fetch all' }).click();
  await expect(response.getByText(/20023 once, went on/)).toBeVisible();
  await response.getByRole('button', { name: 'Pause' }).click();
  await expect(response.getByText(/^Paused at/)).toBeVisible();
  await response.getByRole('button', { name: 'Go on' }).click();
  await expect(response.getByText(`${total.toLocaleString('en')} leads`, { exact: true })).toBeVisible({
    timeout: 40_000,
  });
  await expect(response.getByText(/connection broke once, went on/)).toBeVisible();
  const download = page.waitForEvent('download');
  await response.getByRole('button', { name: 'Copy and export' }).click();
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const file = await (await download).path();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(total);
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(total);
});

test('tree, JSON and details show the same answer; a fault opens as XML', async ({ playground, page }) => {
  await playground.editorsReady();
  await playground.send();
  const { response } = playground;
  await response.getByRole('tab', { name: 'Tree' }).click();
  const tree = response.getByRole('tree', { name: 'Elements of the answer' });
  await expect(tree.getByRole('treeitem').filter({ hasText: 'returnCount' })).toBeVisible();
  await response.getByRole('tab', { name: 'JSON' }).click();
  await expect(response.locator('.monaco-editor', { hasText: 'successGetMultipleLeads' })).toBeVisible();
  await response.getByRole('tab', { name: 'Details' }).click();
  await expect(response.getByText('The answer is as its contract says.')).toBeVisible();
  for (const fact of [
    'Status',
    'Size',
    'Route',
    'Until the headers',
    'Receiving',
    'Attempts',
    'content-type',
  ])
    await expect(response.getByRole('term').filter({ hasText: new RegExp(`^${fact}$`) })).toBeVisible();
  await page.getByRole('switch', { name: 'Sign on send' }).uncheck();
  const text = await playground.copied('Copy request');
  await playground.replaceRequest(text.replace(/<requestSignature>./, '<requestSignature>_'));
  await playground.send();
  await expect(response.locator('.chip')).toHaveText('500 · 20014');
  await expect(response.getByRole('tab', { name: 'XML' })).toHaveAttribute('aria-selected', 'true');
});

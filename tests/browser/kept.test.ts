import { expect, test } from './support/playground';

test('after a reload the last answer of each operation is beside its request, marked with its time', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await playground.send();
  const answer = await playground.copied('Copy response');
  await playground.openOperation('listMObjects');
  await playground.send();
  // Both are on the device before the page is left.
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem('marketo-soap-playground/answers')))
    .toContain('listMObjects');
  await page.reload();
  await expect(playground.response.getByText(/Answer of \d.*kept from before/)).toBeVisible();
  await expect(playground.response.locator('.chip')).toHaveText('200');
  await playground.openOperation('getMultipleLeads');
  await expect(playground.response.locator('.chip')).toHaveText('200');
  expect(await playground.copied('Copy response')).toBe(answer);
});

test('where the browser keeps nothing, the page works on', async ({ playground, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await page.reload();
  await playground.editorsReady();
  await playground.send();
  await expect(playground.response.locator('.chip')).toHaveText('200');
});

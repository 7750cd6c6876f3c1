import { expect, Playground, test } from './support/playground';

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
  await expect(playground.response.getByText(/Answer to listMObjects, \d.*kept from before/)).toBeVisible();
  await expect(playground.response.locator('.chip')).toHaveText('200');
  await playground.openOperation('getMultipleLeads');
  await expect(playground.response.locator('.chip')).toHaveText('200');
  expect(await playground.copied('Copy response')).toBe(answer);
});

test('two tabs keep their own answers, also after both are loaded anew', async ({
  playground,
  page,
  context,
}) => {
  await playground.openOperation('getLead');
  await playground.send();
  const other = await context.newPage();
  const theirs = new Playground(other);
  await theirs.open();
  await theirs.openOperation('getLead');
  await theirs.form.getByRole('textbox', { name: /^keyValue/ }).fill('nobody@nowhere.example');
  await theirs.send();
  for (const tab of [page, other])
    await expect
      .poll(() => tab.evaluate(() => sessionStorage.getItem('marketo-soap-playground/answers')))
      .toContain('getLead');
  const both = async () => {
    const texts: string[] = [];
    for (const one of [playground, theirs]) {
      // The clipboard is that of the tab in front.
      await one.page.bringToFront();
      texts.push(await one.copied('Copy response'));
    }
    return texts;
  };
  const answers = await both();
  expect(answers[0]).not.toBe(answers[1]);
  for (const tab of [page, other]) await tab.reload();
  await expect(playground.response.getByText(/kept from before/)).toBeVisible();
  await expect(theirs.response.getByText(/kept from before/)).toBeVisible();
  expect(await both()).toEqual(answers);
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

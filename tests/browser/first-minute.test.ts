import { expect, test } from './support/playground';

test('a new user changes an e-mail address, sends, and sees both sides', async ({ playground, page }) => {
  await playground.openOperation('getMultipleLeads');
  await playground.form.getByLabel('stringItem 2', { exact: true }).fill('rufus@marketo.com');
  await playground.send();

  await expect(playground.response).toContainText('200');
  const request = await playground.copied('Copy request');
  expect(request).toContain('<stringItem>rufus@marketo.com</stringItem>');
  expect(request).toMatch(/<requestSignature>[0-9a-f]{40}<\/requestSignature>/);
  const response = await playground.copied('Copy response');
  expect(response).toContain('<Email>formtest1@marketo.com</Email>');
  expect(response).toContain('<Id>1089965</Id>');
  await expect(page.getByText('proxy → sandbox')).toBeVisible();
});

test('the form works before the editor has arrived', async ({ page }) => {
  await page.route('**/monaco-*.js', () => undefined);
  await page.goto('/');
  await page.getByLabel('stringItem 1', { exact: true }).fill('joe@marketo.com');
  await expect(page.getByRole('textbox', { name: 'Request XML' })).toHaveValue(
    /joe@marketo\.com[^]*joe@marketo\.com/,
  );
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Response XML' })).toHaveValue(/67508/);
});

test('the page can be used when the editor can not be loaded at all', async ({ page }) => {
  await page.route('**/monaco-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The editor could not be loaded').first()).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Response XML' })).toHaveValue(/successGetMultipleLeads/);
});

test('a reload finds the work as it was, and Back goes to the operation before', async ({
  playground,
  page,
}) => {
  await playground.form.getByLabel('batchSize', { exact: true }).fill('7');
  await expect.poll(() => playground.copied('Copy request')).toContain('<batchSize>7</batchSize>');
  await playground.openOperation('getLead');
  await expect(page).toHaveURL(/#operation\/getLead$/);
  await page.reload();
  await expect(playground.form.getByRole('heading', { name: 'getLead', exact: true })).toBeVisible();
  await page.goBack();
  await expect(playground.form.getByRole('heading', { name: 'getMultipleLeads' })).toBeVisible();
  await expect(playground.form.getByLabel('batchSize', { exact: true })).toHaveValue('7');
  await page.goForward();
  await expect(playground.form.getByRole('heading', { name: 'getLead', exact: true })).toBeVisible();
});

import { expect, test } from './support/playground';

const KEY = 'a-very-secret-key';

test('an endpoint is added, used and deleted, and deleting can be undone', async ({ playground, page }) => {
  await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
  const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
  await dialog.getByLabel(/^URL/).fill('https://soap.example.com/soap/mktows/3_1');
  await dialog.getByLabel(/^User ID/).fill('someone_1');
  await dialog.getByLabel(/^Encryption Key/).fill(KEY);
  await dialog.getByRole('button', { name: 'Save endpoint' }).click();

  await expect(page.getByRole('combobox', { name: 'Endpoint' })).toContainText('soap.example.com');
  await expect
    .poll(() => playground.copied('Copy request'))
    .toContain('<mktowsUserId>someone_1</mktowsUserId>');
  await playground.send();
  await expect(playground.response).toContainText('Refused by the proxy');
  await expect(playground.response).toContainText('PROXY_ALLOW');

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByRole('combobox', { name: 'Endpoint' })).toHaveValue('sandbox');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Endpoint' })).not.toHaveValue('sandbox');
});

test('mistakes in an endpoint’s URL are said at once, in words', async ({ playground: _, page }) => {
  await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
  const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
  const url = dialog.getByLabel(/^URL/);

  await url.fill('https://soap.example.com/soap/mktows/3_1?WSDL');
  await expect(dialog).toContainText('requests go to the URL without it');
  await dialog.getByRole('button', { name: /^Use https/ }).click();
  await expect(url).toHaveValue('https://soap.example.com/soap/mktows/3_1');

  await url.fill('https://123-ABC-456.mktorest.com/rest/v1/leads.json');
  await expect(dialog).toContainText('does not understand SOAP');

  await url.fill('https://123-ABC-456.mktoapi.com/soap/mktows/3_1');
  await expect(dialog).toContainText('2026-07-31');
});

test('a key is kept on this device only when the user chose so', async ({ playground: _, page }) => {
  const add = async (remember: boolean) => {
    await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
    const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
    await dialog
      .getByLabel(/^URL/)
      .fill(`https://${remember ? 'kept' : 'unkept'}.example.com/soap/mktows/3_1`);
    await dialog.getByLabel(/^User ID/).fill('someone_1');
    const key = dialog.getByLabel(/^Encryption Key/);
    await expect(key).toHaveAttribute('type', 'password');
    await key.fill(KEY);
    await dialog.getByLabel('Remember the key on this device').setChecked(remember);
    await dialog.getByRole('button', { name: 'Save endpoint' }).click();
  };
  const stored = () =>
    page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));

  await add(false);
  expect(await stored()).not.toContain(KEY);
  await page.reload();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('has no secret key in this tab')).toBeVisible();

  await add(true);
  expect(await stored()).toContain(KEY);
});

test('the secret key leaves the page in no request', async ({ playground, page }) => {
  const sent: string[] = [];
  page.on('request', (request) =>
    sent.push(request.url() + JSON.stringify(request.headers()) + (request.postData() ?? '')),
  );
  await playground.send();
  await playground.inspect('Signature');
  await page.getByText('Check', { exact: true }).click();
  await page.getByLabel(/^Secret key/).fill(KEY);
  await page.getByLabel('Paste what failed').fill(await playground.copied('Copy request'));
  await expect(page.getByText('not explained')).toBeVisible();
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.join('\n')).not.toContain(KEY);
  expect(sent.join('\n')).not.toContain('27272727aa');
});

test('storage that somebody damaged never leaves a blank page', async ({ playground, page }) => {
  const endpoint = (id: string, name: string) => ({
    id,
    name,
    url: 'https://a.example/',
    userId: 'u',
    remember: false,
  });
  for (const own of [[endpoint('a', 'A'), endpoint('a', 'B')], [endpoint('sandbox', 'S')]]) {
    await page.evaluate(
      (text) => localStorage.setItem('marketo-soap-playground/endpoints', text),
      JSON.stringify({ selected: 'a', own }),
    );
    await page.reload();
    await expect(playground.sendButton).toBeVisible();
  }
});

test('an endpoint added in one tab appears in the other, and choosing there keeps it', async ({
  playground: _,
  page,
  context,
}) => {
  const other = await context.newPage();
  await other.goto('/');
  await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
  const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
  await dialog.getByLabel(/^URL/).fill('https://two.example.com/soap/mktows/3_1');
  await dialog.getByLabel(/^User ID/).fill('someone_1');
  await dialog.getByRole('button', { name: 'Save endpoint' }).click();
  const choice = other.getByRole('combobox', { name: 'Endpoint' });
  await expect(choice).toContainText('two.example.com');
  await expect(choice).toHaveValue('sandbox');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Endpoint' })).toContainText('two.example.com');
});

import { createHmac } from 'node:crypto';
import { expect, test } from './support/playground';

const USER = 'demo17_1_809934544BFABAE58E5D27';
const KEY = '27272727aa';
const TIMESTAMP = '2026-11-22T10:00:00+01:00';

test('a failing envelope and the key lead to the named mistake in three actions', async ({ playground }) => {
  const signature = createHmac('sha1', KEY)
    .update(USER + TIMESTAMP)
    .digest('hex');
  const header = `<a:AuthenticationHeader><mktowsUserId>${USER}</mktowsUserId><requestSignature>${signature}</requestSignature><requestTimestamp>${TIMESTAMP}</requestTimestamp></a:AuthenticationHeader>`;
  const inspector = await playground.inspect('Signature');
  await inspector.getByRole('radio', { name: 'Check' }).check({ force: true });
  await inspector.getByLabel('Paste what failed').fill(header);
  await inspector.getByLabel(/^Secret key/).fill(KEY);
  await expect(inspector).toContainText(
    'You signed user id + timestamp; the service signs timestamp + user id.',
  );
  await expect(inspector.getByLabel('Paste what failed')).toHaveValue(header);
});

test('the verdict can be had with the keyboard alone, and is announced', async ({ playground, page }) => {
  const inspector = await playground.inspect('Signature');
  await inspector.getByRole('radio', { name: 'Sign' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${TIMESTAMP}\n${USER}\n${'0'.repeat(40)}`);
  await page.keyboard.press('Tab');
  await page.keyboard.type(KEY);
  await expect(inspector.locator('[aria-live=polite]')).toContainText(/most likely the key differs/i);
});

test('Sign shows each part of the signature and points at it in the text', async ({ playground, page }) => {
  await playground.editorsReady();
  const inspector = await playground.inspect('Signature');
  await expect(inspector).toContainText('The signature in the request is right');
  await inspector.getByText('mktowsUserId', { exact: true }).hover();
  await expect(page.locator('.playground-highlight')).toHaveText(USER);
  await expect(inspector.getByText('56 bytes')).toBeVisible();
  await expect(inspector).not.toContainText(KEY);
});

test('the report for a colleague leaves the key out', async ({ playground, page }) => {
  const inspector = await playground.inspect('Signature');
  await inspector.getByRole('radio', { name: 'Check' }).check({ force: true });
  await inspector.getByRole('button', { name: 'Take the request above' }).click();
  await expect(inspector).toContainText('The signature is right for this key');
  await inspector.getByRole('button', { name: 'Copy report' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Signature check');
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain(KEY);
});

test('Code follows the request, and the choice of language is remembered', async ({ playground, page }) => {
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByLabel('Language and library').selectOption({ label: 'Python, zeep' });
  await playground.form.getByLabel('stringItem 1', { exact: true }).fill('follow@example.com');
  await page.getByRole('button', { name: 'Copy code' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('follow@example.com');
  // The sandbox's key is public: the code runs as it was copied, and holds the key nowhere else.
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code.split('\n').filter((line) => line.includes(KEY))).toEqual([
    `# Run: MARKETO_SECRET_KEY=${KEY} python3 getMultipleLeads.py`,
  ]);
  // The inspector is still open at this tab.
  await page.reload();
  await expect(page.getByLabel('Language and library').locator('option:checked')).toHaveText('Python, zeep');
});

test('code for another endpoint never holds a key', async ({ playground: _, page }) => {
  await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
  const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
  await dialog.getByLabel(/^URL/).fill('https://soap.example.com/soap/mktows/3_1');
  await dialog.getByLabel(/^User ID/).fill('someone_1');
  await dialog.getByLabel(/^Encryption Key/).fill('OwnKey4711');
  await dialog.getByRole('button', { name: 'Save endpoint' }).click();
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByRole('button', { name: 'Copy code' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('MARKETO_SECRET_KEY=… ');
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).not.toContain('OwnKey4711');
  expect(code).not.toContain(KEY);
});

test('code can be saved under a proper file name', async ({ playground: _, page }) => {
  await page.getByRole('tab', { name: 'Code' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download code' }).click();
  expect((await download).suggestedFilename()).toMatch(/^[\w.-]+\.\w+$/);
});

test('faults can be ordered and cancelled, and each call stands in the log', async ({ playground, page }) => {
  await page.getByRole('tab', { name: 'Sandbox' }).click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByLabel('Fault code').selectOption('20023');
  // Other tests use the same sandbox at the same time: this one hits none of their calls.
  await inspector.getByLabel('For', { exact: true }).selectOption({ label: 'for a share of' });
  await inspector.getByLabel('Percent of calls').fill('0');
  await inspector.getByRole('button', { name: 'Order' }).click();
  await expect(inspector).toContainText('a fault 20023 for 0 % of the calls');
  await inspector.getByRole('button', { name: /^Cancel a fault 20023/ }).click();
  await expect(inspector).toContainText('Nothing is ordered');
  await playground.send();
  await expect(inspector.getByRole('region', { name: 'Call log' })).toContainText('getMultipleLeads');
});

test('the state of the sandbox can be saved', async ({ playground: _, page }) => {
  await page.getByRole('tab', { name: 'Sandbox' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export state' }).click();
  expect((await download).suggestedFilename()).toBe('sandbox-state.json');
});

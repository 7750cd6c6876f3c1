import type { Page } from '@playwright/test';
import { expect, serveStatic, test } from './support/playground';

/** Ends a worker as the browser does when it runs out of memory: nobody is told. */
async function end(page: Page, name: RegExp) {
  const worker = page.workers().find((one) => name.test(one.url()));
  expect(worker).toBeDefined();
  await worker?.evaluate(() => self.close());
}

/** What the page says of a failed worker, above everything else. */
const notice = (page: Page, words: string) =>
  page
    .locator('.notice')
    .filter({ hasText: words })
    .filter({ has: page.getByRole('button', { name: 'Try again' }) });

test.describe('without what reads requests', () => {
  test('that is said, the text is sent as it stands, and Try again brings all of it back', async ({
    page,
  }) => {
    await page.route('**/language.worker-*.js', (route) => route.abort());
    await page.goto('/');
    await page.getByLabel('batchSize', { exact: true }).fill('7');
    const said = notice(page, 'What reads and checks requests could not be loaded.');
    await expect(said).toHaveCount(1);
    const response = page.getByRole('region', { name: 'Response', exact: true });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(response.locator('.chip')).toHaveText('200');
    await expect(page.getByText('Sent unsigned, as it stands')).toBeVisible();

    await page.unroute('**/language.worker-*.js');
    await said.getByRole('button', { name: 'Try again' }).click();
    await expect(said).toHaveCount(0);
    // What was typed in the form meanwhile reaches the text.
    await expect(page.getByLabel('batchSize', { exact: true })).toHaveValue('7');
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    expect((await posted).postData()).toContain('<batchSize>7</batchSize>');
  });

  test('its end in the middle of work is noticed, and nothing typed is lost', async ({
    playground,
    page,
  }) => {
    await playground.send();
    await end(page, /language/);
    const said = notice(page, 'What reads and checks requests has stopped.');
    await expect(said).toBeVisible();
    await playground.form.getByLabel('batchSize', { exact: true }).fill('8');
    await expect(playground.form).toContainText('The form and the text wait for each other');
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText('200');
    await said.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => playground.copied('Copy request')).toContain('<batchSize>8</batchSize>');
    await expect(said).toHaveCount(0);
  });
});

for (const how of ['blocked', 'ended'] as const) {
  test(`Check says that what judges signatures was ${how}, and judges after Try again`, async ({
    playground,
    page,
  }) => {
    if (how === 'blocked') await page.route('**/signature.worker-*.js', (route) => route.abort());
    const inspector = await playground.inspect('Signature');
    await inspector.getByRole('radio', { name: 'Check' }).check({ force: true });
    await inspector.getByRole('button', { name: 'Take the request above' }).click();
    const said = notice(page, 'What judges signatures');
    if (how === 'ended') {
      await expect(inspector).toContainText('The signature is right for this key');
      await end(page, /signature/);
    }
    await expect(said).toHaveCount(1);
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText('200');
    await page.unroute('**/signature.worker-*.js');
    await said.getByRole('button', { name: 'Try again' }).click();
    await expect(inspector).toContainText('The signature is right for this key');
    await expect(said).toHaveCount(0);
  });

  test(`a sandbox in the page that was ${how} is said, and answers after Try again`, async ({ page }) => {
    const site = await serveStatic();
    try {
      if (how === 'blocked') await page.route('**/sandbox.worker-*.js', (route) => route.abort());
      await page.goto(site.url);
      const response = page.getByRole('region', { name: 'Response', exact: true });
      const send = page.getByRole('button', { name: 'Send', exact: true });
      await send.click();
      if (how === 'ended') {
        await expect(response.locator('.chip')).toHaveText('200');
        await end(page, /sandbox/);
      } else await expect(response).toContainText('No answer from the sandbox');
      const said = notice(page, 'The sandbox in this page');
      await expect(said).toHaveCount(1);
      await page.unroute('**/sandbox.worker-*.js');
      await said.getByRole('button', { name: 'Try again' }).click();
      await send.click();
      await expect(response.locator('.chip')).toHaveText('200');
      await expect(said).toHaveCount(0);
    } finally {
      site.close();
    }
  });

  test(`without the editors’ own worker, ${how}, editing, formatting and sending work`, async ({
    playground,
    page,
    complaints,
  }) => {
    if (how === 'blocked') {
      await page.route('**/editor.worker-*.js', (route) => route.abort());
      await page.reload();
    }
    await playground.editorsReady();
    const format = async () => {
      const text = (await playground.copied('Copy request')).replace('</batchSize>\n', '</batchSize>');
      await playground.replaceRequest(text);
      await page.keyboard.press('F1');
      await page.keyboard.type('Format Document');
      await page.keyboard.press('Enter');
      await expect.poll(() => playground.copied('Copy request')).toContain('</batchSize>\n');
    };
    if (how === 'ended') {
      await format();
      await end(page, /editor/);
    }
    const said = notice(page, 'A helper of the editors');
    await expect(said).toHaveCount(1);
    await format();
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText('200');
    await page.unroute('**/editor.worker-*.js');
    await said.getByRole('button', { name: 'Try again' }).click();
    await expect(said).toHaveCount(0);
    await format();
    // Monaco tells the console that it does without; nothing else is said there.
    for (const complaint of complaints.splice(0))
      expect(complaint).toMatch(/web worker|MonacoEnvironment|stopped|could not be loaded/i);
  });
}

test('without Monaco a plain text field edits and sends, and Try again brings Monaco', async ({ page }) => {
  await page.route('**/monaco-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The editor could not be loaded').first()).toBeVisible();
  const text = page.getByRole('textbox', { name: 'Request XML' });
  await text.fill((await text.inputValue()).replace('100</batchSize>', '3</batchSize>'));
  await expect(page.getByLabel('batchSize', { exact: true })).toHaveValue('3');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Response XML' })).toHaveValue(/successGetMultipleLeads/);
  await page.unroute('**/monaco-*.js');
  await page
    .getByRole('region', { name: 'Request', exact: true })
    .getByRole('button', { name: 'Try again' })
    .click();
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
});

test('a part of the page that does not come is said in its place, and can be fetched again', async ({
  playground: _,
  page,
}) => {
  await page.route('**/CodeTab-*.js', (route) => route.abort());
  await page.getByRole('tab', { name: 'Code' }).click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('alert')).toContainText('“Code” could not be loaded');
  await page.unroute('**/CodeTab-*.js');
  await inspector.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Language and library')).toBeVisible();
});

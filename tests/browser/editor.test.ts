import { helloWsdl } from './support/hello-wsdl';
import { expect, test, type Playground } from './support/playground';
import type { Page } from '@playwright/test';

/** Puts the cursor behind the first occurrence of a text in the request's editor. */
async function cursorAfter(playground: Playground, page: Page, text: string) {
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

async function changed(playground: Playground, from: string, to: string) {
  await playground.editorsReady();
  const text = await playground.copied('Copy request');
  expect(text).toContain(from);
  await playground.replaceRequest(text.replace(from, to));
}

test('completion offers the elements that fit where the cursor is', async ({ playground, page }) => {
  await playground.editorsReady();
  await cursorAfter(playground, page, '<batchSize>100</batchSize>');
  await page.keyboard.press('Enter');
  await page.keyboard.type('<incl');
  const offered = page.locator('.suggest-widget').getByText('includeAttributes').first();
  await expect(offered).toBeVisible();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => playground.copied('Copy request'))
    .toMatch(/<includeAttributes>[^]*<\/includeAttributes>/);
});

test('help for a field appears at its tag', async ({ playground, page }) => {
  await playground.editorsReady();
  await playground.request.locator('.view-line').getByText('keyType').first().hover();
  await expect(page.locator('.monaco-hover').filter({ hasText: 'LeadKeyRef' }).first()).toBeVisible();
});

test('a mistake is marked, listed, and mended from the Problems tab', async ({ playground, page }) => {
  await changed(playground, '<keyType>EMAIL</keyType>', '<keyType>EMIAL</keyType>');
  await expect(playground.request.getByRole('button', { name: '1 error' })).toBeVisible();
  await expect(page.locator('.squiggly-error')).toBeVisible();
  await playground.request.getByRole('button', { name: '1 error' }).click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByRole('listitem').filter({ hasText: 'error' }).getByRole('button').last().click();
  await expect.poll(() => playground.copied('Copy request')).toContain('<keyType>EMAIL</keyType>');
});

test('a problem in the list leads to its place in the text', async ({ playground, page }) => {
  await changed(playground, '<keyType>EMAIL</keyType>', '<keyType>EMIAL</keyType>');
  await playground.request.getByRole('button', { name: '1 error' }).click();
  await page
    .getByRole('region', { name: 'Inspector' })
    .getByRole('listitem')
    .filter({ hasText: 'error' })
    .getByTitle('Go to this place in the text')
    .click();
  await expect(playground.request.getByRole('textbox', { name: 'Request XML' })).toBeFocused();
  await page.keyboard.insertText('IDNUM');
  await expect.poll(() => playground.copied('Copy request')).toContain('<keyType>IDNUM</keyType>');
});

test('everything with one right answer is fixed at once, and undone at once', async ({
  playground,
  page,
}) => {
  await changed(playground, '<keyType>EMAIL</keyType>', '<keyType> EMAIL </keyType>');
  const before = await playground.copied('Copy request');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('button', { name: /^Fix all/ }).click();
  await expect.poll(() => playground.copied('Copy request')).not.toBe(before);
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => playground.copied('Copy request')).toBe(before);
});

test('the light bulb offers the same fixes in the text', async ({ playground, page }) => {
  await changed(playground, '<keyType>EMAIL</keyType>', '<keyType>EMIAL</keyType>');
  await expect(playground.request.getByRole('button', { name: '1 error' })).toBeVisible();
  await cursorAfter(playground, page, 'EMIA');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.locator('.action-widget').getByText(/EMAIL/).first()).toBeVisible();
});

test('formatting gives each element its line and leaves values alone', async ({ playground, page }) => {
  await changed(playground, '<batchSize>100</batchSize>\n', '<batchSize>100</batchSize>');
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('F1');
  await page.keyboard.type('Format Document');
  await page.keyboard.press('Enter');
  await expect.poll(() => playground.copied('Copy request')).toContain('<batchSize>100</batchSize>\n');
});

test('the form’s field shows its place in the text, and the text leads back to the field', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await playground.form.getByLabel('batchSize', { exact: true }).focus();
  await expect(page.locator('.playground-highlight').first()).toBeVisible();
  await cursorAfter(playground, page, 'joe@market');
  await page.keyboard.press('ControlOrMeta+Alt+g');
  await expect(playground.form.getByLabel('stringItem 2', { exact: true })).toBeFocused();
});

test('a pasted cURL command becomes the request', async ({ playground, page }) => {
  await playground.editorsReady();
  const envelope = (await playground.copied('Copy request'))
    .replace('joe@marketo.com', 'pasted@example.com')
    .replaceAll('\n', ' ');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a request' });
  await dialog
    .getByRole('textbox')
    .fill(`curl -H 'Content-Type: text/xml' -u me:pw --data '${envelope}' https://x.example/soap/mktows/3_1`);
  await expect(dialog).toContainText('This is cURL');
  await expect(dialog).toContainText('Left out');
  await dialog.getByRole('button', { name: /^Use/ }).click();
  await expect(playground.form.getByLabel('stringItem 2', { exact: true })).toHaveValue('pasted@example.com');
});

test('another WSDL brings its own operations, and one click leads back', async ({ playground, page }) => {
  await playground.showOperations();
  await page.getByRole('button', { name: 'Other WSDL…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Another WSDL' });
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'not.wsdl', mimeType: 'text/xml', buffer: Buffer.from('<nothing/>') });
  await expect(dialog.getByRole('alert')).toContainText('not the definitions of a WSDL');
  await playground.chooseWsdl(helloWsdl());
  await expect(page.getByRole('navigation', { name: 'Operations' })).toContainText('sayHello');
  await page.getByRole('tab', { name: 'Form' }).click();
  await expect(playground.form.getByLabel('firstName', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Sign on send' })).toBeDisabled();
  await expect(page.getByRole('switch', { name: 'Sign on send' })).not.toBeChecked();
  await expect(playground.response).toContainText('which names http://localhost/hello');
  await playground.showOperations();
  await page.getByRole('button', { name: 'Back to Marketo' }).click();
  await expect(page.getByRole('navigation', { name: 'Operations' })).toContainText('getMultipleLeads');
  await expect(page.getByRole('switch', { name: 'Sign on send' })).toBeChecked();
});

test('a request whose WSDL does not say what stands in it is left to the text', async ({
  playground,
  page,
}) => {
  await playground.showOperations();
  await page.getByRole('button', { name: 'Other WSDL…' }).click();
  await playground.chooseWsdl(helloWsdl('<xs:any processContents="lax"/>'));
  await page.getByRole('tab', { name: 'Form' }).click();
  await expect(playground.form).toContainText('write it in the text');
});

test('of a choice the form keeps what stands in the same branch', async ({ playground, page }) => {
  await playground.showOperations();
  await page.getByRole('button', { name: 'Other WSDL…' }).click();
  const text = (name: string) => `<xs:element name="${name}" type="xs:string"/>`;
  await playground.chooseWsdl(
    helloWsdl(
      `<xs:choice minOccurs="0"><xs:sequence>${text('first')}${text('last')}</xs:sequence>${text('nick')}</xs:choice>`,
    ),
  );
  await page.getByRole('tab', { name: 'Form' }).click();
  const { form } = playground;
  const add = (name: string) => form.getByRole('button', { name: `Add ${name}`, exact: true }).click();
  await form.getByRole('button', { name: /optional fields not used/ }).click();
  await add('first');
  await add('last');
  await expect(form.getByLabel('first', { exact: true })).toBeVisible();
  await add('nick');
  await expect(form.getByLabel('nick', { exact: true })).toBeVisible();
  await expect(form.getByLabel('first', { exact: true })).toHaveCount(0);
  await expect(form.getByLabel('last', { exact: true })).toHaveCount(0);
});

test('a way out of the editor by Tab is shown and works', async ({ playground, page }) => {
  await playground.editorsReady();
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await expect(playground.request.getByText('Tab indents')).toBeVisible();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(playground.request.getByRole('textbox', { name: 'Request XML' })).not.toBeFocused();
});

test('Help opens by ? and lists the keys; Alt Z stops and starts wrapping', async ({ playground, page }) => {
  await playground.editorsReady();
  await page.getByRole('tab', { name: 'Form' }).focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help).toContainText('switched off on 31 July 2026');
  await expect(help).toContainText('Wrap long lines');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  const lines = () => playground.request.locator('.view-line').count();
  await expect.poll(lines).toBeGreaterThan(10);
  const wrapped = await lines();
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('Alt+z');
  await expect.poll(lines).not.toBe(wrapped);
});

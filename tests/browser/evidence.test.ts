import { createHmac } from 'node:crypto';
import { expect, test } from './support/playground';

const USER = 'acme1_0123456789ABCDEF01234567';
const KEY = 'key-of-acme';
const TIMESTAMP = '2026-11-25T09:15:32-08:00';

/** What a program of that user sent that signs its two parts in the wrong order. */
const FAILING = `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/">
  <env:Header>
    <ns1:AuthenticationHeader>
      <mktowsUserId>${USER}</mktowsUserId>
      <requestSignature>${createHmac('sha1', KEY)
        .update(USER + TIMESTAMP)
        .digest('hex')}</requestSignature>
      <requestTimestamp>${TIMESTAMP}</requestTimestamp>
    </ns1:AuthenticationHeader>
  </env:Header>
  <env:Body>
    <!-- nightly job, lead 4711 -->
    <ns1:paramsGetLead>
      <leadKey>
        <keyType>EMAIL</keyType>
        <keyValue>rufus@marketo.com</keyValue>
      </leadKey>
    </ns1:paramsGetLead>
  </env:Body>
</env:Envelope>`;

test('from the start page to the named mistake in three actions: paste, Check it, type the key', async ({
  playground,
  page,
}) => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), FAILING);
  await page.keyboard.press('ControlOrMeta+v');
  const question = page.getByRole('group', { name: 'This request has its own signature' });
  await expect(question).toContainText(USER);
  await expect(page.getByRole('switch', { name: 'Sign on send' })).not.toBeChecked();
  await question.getByRole('button', { name: 'Check it' }).click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: /Type the secret key/ })).toContainText(USER);
  await expect(inspector.getByLabel('Secret key')).toBeFocused();
  await page.keyboard.insertText(KEY);
  await expect(inspector.getByRole('heading', { name: 'You signed user id + timestamp' })).toBeVisible();
  expect(await playground.copied('Copy request')).toBe(FAILING);
});

test('pasted into the editor, it is asked about, and goes out byte for byte when that is the answer', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await playground.replaceRequest(FAILING);
  const question = page.getByRole('group', { name: 'This request has its own signature' });
  await expect(question).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(question.getByRole('button', { name: 'Send as it is' })).toBeFocused();
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.keyboard.press('Enter');
  expect((await posted).postData()).toBe(FAILING);
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20014');
  await expect(question).toBeHidden();
});

test('“Sign anew” makes it this endpoint’s request', async ({ playground, page }) => {
  await playground.editorsReady();
  await playground.replaceRequest(FAILING);
  await page.getByRole('button', { name: 'Sign anew' }).click();
  await expect(page.getByRole('switch', { name: 'Sign on send' })).toBeChecked();
  await playground.send();
  await expect(playground.response.locator('.chip')).toHaveText('200');
  expect(await playground.copied('Copy request')).toContain('<!-- nightly job, lead 4711 -->');
});

test('while a new text or key is checked, the verdict before is visibly old', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  const inspector = await playground.inspect('Signature');
  await inspector.getByRole('radio', { name: 'Check' }).check({ force: true });
  await inspector.getByRole('button', { name: 'Take the request above' }).click();
  await expect(inspector.getByText('The signature is right for this key.')).toBeVisible();
  const verdict = inspector.locator('[aria-live] ').first();
  await expect(verdict).toHaveAttribute('aria-busy', 'false');
  const marked = await page.evaluate(() => {
    const key = document.querySelector<HTMLInputElement>('#check-key')!;
    key.value = 'another';
    key.dispatchEvent(new Event('input', { bubbles: true }));
    return new Promise((resolve) =>
      requestAnimationFrame(() =>
        resolve(document.querySelector('[aria-live][aria-busy]')?.getAttribute('aria-busy')),
      ),
    );
  });
  expect(marked).toBe('true');
  await expect(verdict).toHaveAttribute('aria-busy', 'false');
});

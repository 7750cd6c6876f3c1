import { expect, test } from './support/playground';

test('with “Sign on send” off, the text goes out byte for byte', async ({ playground, page }) => {
  await page.getByRole('switch', { name: 'Sign on send' }).uncheck();
  await playground.editorsReady();
  const text = (await playground.copied('Copy request')).replace(
    /<requestSignature>./,
    '<requestSignature>_',
  );
  await playground.replaceRequest(text);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await playground.send();
  expect((await posted).postData()).toBe(text);
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20014');
  await expect(playground.response).toContainText('Authentication failed');
});

test('the sandbox’s 20014 leads to the verdict for that very request', async ({ playground, page }) => {
  await page.getByRole('switch', { name: 'Sign on send' }).uncheck();
  await playground.editorsReady();
  const text = await playground.copied('Copy request');
  const upper = text.replace(/(?<=<requestSignature>)[0-9a-f]+/, (signature) => signature.toUpperCase());
  await playground.replaceRequest(upper);
  await playground.send();
  await playground.response.getByRole('button', { name: 'Check this request’s signature' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(/upper/i);
});

test('a late answer never overwrites a newer one, and waiting can be cancelled', async ({
  playground,
  page,
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/proxy', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await held;
    return route.fulfill({ status: 200, contentType: 'text/xml', body: '<late/>' }).catch(() => undefined);
  });
  await playground.sendButton.click();
  await expect(playground.response).toContainText('Waiting for the answer');
  await page.getByRole('button', { name: /^Stop/ }).click();
  await expect(playground.response.locator('.chip')).toHaveText('cancelled');
  await page.unroute('**/proxy');
  await playground.send();
  release();
  await expect(playground.response.locator('.chip')).toHaveText('200');
  expect(await playground.copied('Copy response')).not.toContain('<late/>');
});

const ENDINGS: readonly [
  title: string,
  answer: { status: number; contentType?: string; body?: string; headers?: Record<string, string> },
  words: RegExp,
][] = [
  [
    'an HTTP error without a fault',
    { status: 503, contentType: 'text/html', body: '<h1>busy</h1>' },
    /HTTP 503/,
  ],
  ['a web page', { status: 200, contentType: 'text/html', body: '<!doctype html><p>hello' }, /web page/],
  ['text that is not XML', { status: 200, contentType: 'text/xml', body: '<a><b></a>' }, /not XML/],
  ['an empty answer', { status: 200, contentType: 'text/xml', body: '' }, /Empty answer/],
  [
    'a redirect',
    { status: 301, headers: { 'X-Proxy-Location': 'https://elsewhere.example/' } },
    /elsewhere\.example/,
  ],
  [
    'a SOAP fault',
    { status: 500, contentType: 'text/xml', body: fault('20016', '20016 - Request expired') },
    /20016: Request expired/,
  ],
];

for (const [title, answer, words] of ENDINGS) {
  test(`${title} looks like what it is and says what to do`, async ({ playground, page }) => {
    await page.route('**/proxy', (route) =>
      route.request().method() === 'POST' ? route.fulfill(answer) : route.continue(),
    );
    await playground.send();
    await expect(playground.response).toContainText(words);
    if (answer.body) expect(await playground.copied('Copy response')).toBe(answer.body);
  });
}

test('no connection to the playground’s own server is said as such, and the request stays', async ({
  playground,
  page,
}) => {
  await page.route('**/proxy', (route) => route.abort());
  await playground.send();
  await expect(playground.response).toContainText('No connection');
  expect(await playground.copied('Copy request')).toContain('paramsGetMultipleLeads');
});

test('broken XML is not lost: the form waits, the text is sent as it stands, and undo brings it back', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await playground.replaceRequest('<broken>&');
  await expect(playground.form).toContainText('The text can’t be read');
  await playground.send();
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20012');
  await expect(page.getByText('Sent unsigned')).toBeVisible();
  await playground.form.getByRole('button', { name: 'Write the text anew from the form' }).click();
  expect(await playground.copied('Copy request')).toContain('paramsGetMultipleLeads');
  await playground.request.getByRole('textbox', { name: 'Request XML' }).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => playground.copied('Copy request')).toBe('<broken>&');
});

test('hand edits reach the form, and typing in the form leaves comments in the text alone', async ({
  playground,
}) => {
  await playground.editorsReady();
  const text = await playground.copied('Copy request');
  await playground.replaceRequest(
    text.replace('<batchSize>100</batchSize>', '<!-- few -->\n      <batchSize>7</batchSize>'),
  );
  await expect(playground.form.getByLabel('batchSize', { exact: true })).toHaveValue('7');
  await playground.form.getByLabel('stringItem 1', { exact: true }).fill('new@example.com');
  await expect
    .poll(() => playground.copied('Copy request'))
    .toContain('<stringItem>new@example.com</stringItem>');
  expect(await playground.copied('Copy request')).toContain('<!-- few -->\n      <batchSize>7</batchSize>');
});

function fault(code: string, faultstring: string): string {
  return `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>${faultstring}</faultstring><detail><ns1:serviceException xmlns:ns1="http://www.marketo.com/mktows/"><name>mktServiceException</name><message>x</message><code>${code}</code></ns1:serviceException></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import type { Download, Page } from '@playwright/test';
import { expect, test, type Playground } from './support/playground';

/** It has something that XML, JSON, URLs and Base64 each write in their own way. */
const SECRET = 'Zx9<"&s3cr3t+key/§7q';
const bytes = Buffer.from(SECRET, 'utf8');

/** The same text as XML, HTML, JSON, URLs, programs and digits write it. */
const WRITTEN: Readonly<Record<string, string>> = {
  plain: SECRET,
  'as XML': SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  'as an attribute': SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'in decimal references': [...SECRET].map((letter) => `&#${letter.codePointAt(0)};`).join(''),
  'in hexadecimal references': [...SECRET]
    .map((letter) => `&#x${letter.codePointAt(0)?.toString(16)};`)
    .join(''),
  'as JSON': JSON.stringify(SECRET).slice(1, -1),
  'as JSON without other letters': [...SECRET]
    .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join(''),
  'in a URL': encodeURIComponent(SECRET),
  'in a form': new URLSearchParams({ k: SECRET }).toString().slice(2),
  'in percents': [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'in hexadecimal digits': bytes.toString('hex'),
  'in Base64': bytes.toString('base64'),
  'in Base64, one on': Buffer.from(`u${SECRET}x`).toString('base64'),
  'in Base64, two on': Buffer.from(`us${SECRET}xy`).toString('base64'),
  'in Base64 for URLs': bytes.toString('base64url'),
};

/** The letters of a key that no writing changes, and what Base64 makes of its middle at each offset. */
const TRACES = [
  's3cr3t',
  's3cr3t'.toUpperCase(),
  Buffer.from('s3cr3t').toString('hex'),
  ...['s3cr3t', 'xs3cr3t', 'xxs3cr3t'].map((text, before) => {
    const whole = Buffer.from(text).toString('base64').replace(/=+$/, '');
    return whole.slice(before === 0 ? 0 : before + 1, -1);
  }),
  [...'s3cr3t'].map((letter) => `&#${letter.charCodeAt(0)};`).join(''),
  [...'s3cr3t'].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join(''),
  [...'s3cr3t'].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
  [...'s3cr3t'].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
].map((trace) => trace.toLowerCase());

/** Where a text has something of the key; Base64 in it is read, too. */
function traces(text: string): readonly string[] {
  const inner = [...text.matchAll(/[\w+/-]{8,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
  );
  // Escapes of an escape: JSON in JSON doubles its backslashes.
  const all = [text, text.replaceAll('\\\\', '\\'), ...inner].map((one) => one.toLowerCase());
  return TRACES.filter((trace) => all.some((one) => one.includes(trace)));
}

/** Everything that the page keeps in this browser. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? '');
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        found.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

async function addEndpoint(page: Page) {
  await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Add your own endpoint…' });
  const dialog = page.getByRole('dialog', { name: 'Your own endpoint' });
  await dialog.getByLabel(/^URL/).fill('https://soap.example.com/soap/mktows/3_1');
  await dialog.getByLabel(/^User ID/).fill('someone_1');
  await dialog.getByLabel(/^Encryption Key/).fill(SECRET);
  await dialog.getByRole('button', { name: 'Save endpoint' }).click();
  await expect(page.getByRole('combobox', { name: 'Endpoint' })).toContainText('soap.example.com');
}

/** The endpoint answers by what it was sent, in a fault. */
async function answerByEcho(page: Page, more = '') {
  await page.route('**/proxy', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const own = (route.request().postData() ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return route.fulfill({
      status: 500,
      contentType: 'text/xml',
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>x</faultcode><faultstring>20014 - ${more}${own}</faultstring></e:Fault></e:Body></e:Envelope>`,
    });
  });
}

/** What a link holds, as everybody can read it. */
async function shared(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Share / });
  await dialog.getByRole('checkbox', { name: /^With user id/ }).check();
  const field = dialog.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#share=deflate-raw\./);
  await page.waitForTimeout(300);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  const data = Buffer.from(link.replace(/^.*deflate-raw\./, ''), 'base64url');
  return `${link}\n${inflateRawSync(data).toString('utf8')}`;
}

async function bundle(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'More for the answer' }).click();
  await page.getByRole('menuitem', { name: 'Support bundle…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Support bundle' });
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  const text = await textOf(await saved);
  await page.keyboard.press('Escape');
  return text;
}

async function saved(playground: Playground, button: string): Promise<string> {
  const download = playground.page.waitForEvent('download');
  await playground.page.getByRole('button', { name: button, exact: true }).click();
  return textOf(await download);
}

/** The call is in the history, with its texts. */
async function isKept(page: Page, calls: number) {
  await expect(page.locator('[data-call]')).toHaveCount(calls);
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem('marketo-soap-playground/answers')))
    .toBeTruthy();
}

test('the search of these tests finds the key however it is written', () => {
  for (const [how, form] of Object.entries(WRITTEN)) expect(traces(`a ${form} b`), how).not.toEqual([]);
  expect(traces('A request without it, c2VjcmV0IGtleQ==')).toEqual([]);
});

test('a key that signs is in nothing that is kept, shared or exported', async ({ playground, page }) => {
  await addEndpoint(page);
  await answerByEcho(page);
  const inspector = await playground.inspect('History');
  await playground.send();
  await isKept(page, 1);
  await inspector.locator('[data-call]').click();
  const places: Record<string, string> = {
    link: await shared(page),
    bundle: await bundle(page),
    request: await saved(playground, 'Download request'),
    response: await saved(playground, 'Download response'),
  };
  await playground.inspect('Code');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await inspector.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(copied).toContain('SoapClient');
  places.code = await copied();
  // What is left of the work is written a moment later.
  await page.waitForTimeout(600);
  places.storage = await stored(page);
  for (const [name, text] of Object.entries(places)) {
    expect(text.length, name).toBeGreaterThan(100);
    expect(traces(text), name).toEqual([]);
  }
  expect(places.storage).toContain('someone_1');
});

test('a key that somebody wrote into a request, however it is written, is neither kept nor shared', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  await addEndpoint(page);
  const listed = Object.values(WRITTEN)
    .map((form) => form.replaceAll('--', ''))
    .join('\n  ');
  await answerByEcho(page, 'you sent ');
  const own = await playground.copied('Copy request');
  await playground.inspect('History');
  await playground.replaceRequest(own.replace('</SOAP-ENV:Body>', `<!-- ${listed} --></SOAP-ENV:Body>`));
  await expect.poll(async () => traces(await playground.copied('Copy request')).length).toBeGreaterThan(0);
  await playground.send();
  await isKept(page, 1);
  const places: Record<string, string> = { link: await shared(page), bundle: await bundle(page) };
  await page.waitForTimeout(600);
  places.storage = await stored(page);
  for (const [name, text] of Object.entries(places)) {
    expect(text, name).toContain('[secret key removed]');
    expect(traces(text), name).toEqual([]);
  }
});

test('a key that becomes known later is taken out of what was kept before', async ({ playground, page }) => {
  await playground.editorsReady();
  const own = await playground.copied('Copy request');
  await playground.inspect('History');
  await playground.replaceRequest(
    own.replace('</SOAP-ENV:Body>', `<!-- ${WRITTEN.plain} ${WRITTEN['in Base64']} --></SOAP-ENV:Body>`),
  );
  await playground.send();
  await isKept(page, 1);
  expect(traces(await stored(page))).not.toEqual([]);
  await addEndpoint(page);
  await playground.openOperation('getLead');
  await page.waitForTimeout(600);
  await expect.poll(async () => traces(await stored(page))).toEqual([]);
});

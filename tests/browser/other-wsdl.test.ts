import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { largeWsdl } from '../bench/large-wsdl';
import { helloWsdl } from './support/hello-wsdl';
import { expect, test } from './support/playground';

const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const NAMES = `<xs:schema ${XS}><xs:simpleType name="Name"><xs:restriction base="xs:string"><xs:enumeration value="Ada"/></xs:restriction></xs:simpleType></xs:schema>`;
const TYPES = `<xs:schema ${XS} xmlns:t="urn:hello" targetNamespace="urn:hello" elementFormDefault="qualified"><xs:include schemaLocation="names.xsd"/><xs:element name="sayHello"><xs:complexType><xs:sequence><xs:element name="firstName" type="t:Name"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
const SERVICE = helloWsdl()
  .replace(/<xs:element name="sayHello">.*<\/xs:element>\s*(?=<xs:element name="sayHelloResponse")/, '')
  .replace('elementFormDefault="qualified">', '$&<xs:include schemaLocation="types/hello.xsd"/>');

const file = (name: string, text: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Another WSDL' });
const operations = (page: Page) => page.getByRole('navigation', { name: 'Operations' });

test.beforeEach(async ({ playground, page }) => {
  await playground.showOperations();
  await page.getByRole('button', { name: 'Other WSDL…' }).click();
});

test('a WSDL in several files is used at once, and what is missing is named and can be added', async ({
  page,
}) => {
  const dialog = dialogOf(page);
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles([file('hello.wsdl', SERVICE)]);
  await expect(dialog).toContainText('A file that the WSDL names is missing');
  await expect(dialog).toContainText('types/hello.xsd');
  await expect(operations(page)).toContainText('sayHello');
  await input.setInputFiles([file('hello.xsd', TYPES)]);
  await expect(dialog).toContainText('names.xsd, named in hello.xsd');
  await input.setInputFiles([file('names.xsd', NAMES)]);
  await expect(dialog).toBeHidden();
  await page.getByRole('tab', { name: 'Form' }).click();
  await expect(page.getByLabel('firstName', { exact: false }).first()).toContainText('Ada');
});

test('a WSDL may be a zip archive', async ({ page }) => {
  const archive = zipSync({
    'export/hello.wsdl': strToU8(SERVICE),
    'export/types/hello.xsd': strToU8(TYPES),
    'export/types/names.xsd': strToU8(NAMES),
    'export/readme.txt': strToU8('nothing'),
  });
  const dialog = dialogOf(page);
  await dialog
    .locator('input[type=file]')
    .setInputFiles([file('broken.zip', Buffer.from('PK\u0003\u0004xx'))]);
  await expect(dialog.getByRole('alert')).toContainText(
    'broken.zip is no zip archive that can be read here.',
  );
  await dialog.locator('input[type=file]').setInputFiles([file('export.zip', archive)]);
  await expect(dialog).toBeHidden();
  await expect(operations(page)).toContainText('sayHello');
});

test('a folder is chosen whole', async ({ page }, testInfo) => {
  const { mkdir, writeFile } = await import('node:fs/promises');
  const folder = testInfo.outputPath('service');
  await mkdir(`${folder}/types`, { recursive: true });
  await writeFile(`${folder}/hello.wsdl`, SERVICE);
  await writeFile(`${folder}/types/hello.xsd`, TYPES);
  await writeFile(`${folder}/types/names.xsd`, NAMES);
  await writeFile(`${folder}/picture.png`, 'not read');
  const chooser = page.waitForEvent('filechooser');
  await dialogOf(page).getByRole('button', { name: 'Choose a folder' }).click();
  await (await chooser).setFiles(folder);
  await expect(dialogOf(page)).toBeHidden();
  await expect(operations(page)).toContainText('sayHello');
});

test('by URL, the files that it names are fetched through the proxy, and what it refuses is said', async ({
  page,
}) => {
  const host: Readonly<Record<string, string>> = {
    'https://allowed.example/hello?WSDL': SERVICE.replace('types/hello.xsd', 'hello?xsd=1'),
    'https://allowed.example/hello?xsd=1': TYPES.replace('names.xsd', 'https://other.example/names.xsd'),
  };
  await page.route('**/proxy', async (route) => {
    const text = host[route.request().headers()['x-proxy-target'] ?? ''];
    if (text !== undefined) await route.fulfill({ body: text, contentType: 'text/xml' });
    else
      await route.fulfill({
        status: 403,
        headers: { 'X-Proxy-Refused': 'target-not-allowed' },
        json: { refused: 'target-not-allowed', message: 'no' },
      });
  });
  const dialog = dialogOf(page);
  await dialog.getByLabel('From a URL').fill('https://allowed.example/hello?WSDL');
  await dialog.getByRole('button', { name: 'Load' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'https://other.example/names.xsd: The proxy calls only hosts',
  );
  await expect(dialog).toContainText('A file that the WSDL names is missing');
  await dialog.locator('input[type=file]').setInputFiles([file('names.xsd', NAMES)]);
  await expect(dialog).toBeHidden();
  await expect(operations(page)).toContainText('sayHello');
});

test('a large WSDL is read beside the page with its progress, and can be cancelled', async ({ page }) => {
  const dialog = dialogOf(page);
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles([file('large.wsdl', largeWsdl(8_000_000))]);
  await expect(dialog.getByRole('progressbar', { name: 'Reading the WSDL' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Reading the WSDL was cancelled.');
  await expect(operations(page)).toContainText('getMultipleLeads');
  await input.setInputFiles([file('hello.wsdl', helloWsdl())]);
  await expect(dialog).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 390, 320]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 1280 ? 720 : 844 } });
      test('the dialog with missing files has no failing of accessibility and scrolls nowhere sideways', async ({
        page,
      }, testInfo) => {
        const dialog = dialogOf(page);
        await dialog.locator('input[type=file]').setInputFiles([file('hello.wsdl', SERVICE)]);
        await expect(dialog).toContainText('A file that the WSDL names is missing');
        const axe = await new AxeBuilder({ page }).include('dialog[open]').analyze();
        expect(axe.violations).toEqual([]);
        expect(await dialog.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
        await page.screenshot({ path: testInfo.outputPath('dialog.png') });
      });
    });
  }

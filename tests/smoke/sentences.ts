import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { helloWsdl } from '../browser/support/hello-wsdl';
import type { Browser } from './support/driver';
import { screenSentences } from './screens';
import { PageUnderTest, type Wanted } from './support/page';

const SEND: Wanted = { role: 'button', name: 'Send*' };
const OPERATIONS: Wanted = { role: 'tab', name: 'Operations*' };
const RESPONSE: Wanted = { role: 'region', name: 'Response' };
const WAYS = { 'npm start': 'started', 'static files below a path, without a proxy': 'hosted' } as const;

/** What the page promises, said once for each of the three browsers. */
export function smoke(browser: Browser) {
  const missing = browser.missing();
  test.runIf(missing === undefined || process.env.CI)(`${browser.name} is installed`, () => {
    expect(missing).toBe(undefined);
  });
  if (missing !== undefined) {
    test.skip(`${browser.name} is skipped: ${missing} is not installed`, () => undefined);
    return;
  }
  for (const [name, way] of Object.entries(WAYS)) {
    describe(`In ${browser.name}, from ${name}`, () => sentences(browser, () => inject(way), way));
  }
}

function sentences(browser: Browser, url: () => string, way: 'started' | 'hosted') {
  let page: PageUnderTest;
  const operation = (name: string): Wanted => ({ role: 'button', name: `${name} *`, within: 'Operations' });
  beforeAll(async () => {
    page = new PageUnderTest(await browser.start());
    await page.driver.resize(1280, 760);
  });
  afterAll(() => page?.driver.close());
  beforeEach(async () => {
    // From a file beside the page: the page itself saves its work when it is left, after whatever was cleared.
    await page.driver.open(new URL('icon.svg', url()).href);
    await page.holds('the page of before is gone', () => document.contentType === 'image/svg+xml', null);
    await page.driver.run(() => {
      localStorage.clear();
      sessionStorage.clear();
    }, null);
    await page.open(url());
    await openOperation('getMultipleLeads');
    return async () => expect(await page.complaints()).toEqual([]);
  });

  const openOperation = async (name: string) => {
    await page.click(OPERATIONS);
    await page.click(operation(name));
    await page.find({ role: 'heading', name });
  };
  const tab = (name: string) => page.click({ role: 'tab', name: `${name}*` });
  const send = async (expected: RegExp) => {
    await page.click(SEND);
    await page.text(RESPONSE, expected);
  };
  const editor = () =>
    page.holds('the editors are there', () => !!document.querySelector('.monaco-editor'), null);

  test('the page paints, and a first request is answered', async () => {
    await page.find({ role: 'heading', name: 'Marketo SOAP Playground' });
    await send(/\b200\b/);
    await page.copied('Copy response', 'successGetMultipleLeads');
    await page.holds(
      'the page says where the answer comes from',
      (words) => document.body.innerText.includes(words),
      way === 'started' ? 'proxy → sandbox' : 'sandbox in the page',
    );
  });

  test('all 23 operations are sent and answered', async () => {
    await page.click(OPERATIONS);
    const names = await page.driver.run(
      () => [...document.querySelectorAll('nav .name')].map((name) => name.textContent ?? ''),
      null,
    );
    expect(new Set(names).size).toBe(23);
    for (const name of names) {
      await openOperation(name);
      await send(/\b200\b/);
      await page.copied('Copy response', `success${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    }
  });

  test('what is typed into the form stands in the text, and what is typed into the text in the form', async () => {
    await editor();
    await page.fill({ role: 'textbox', name: 'stringItem 2', within: 'Request form' }, 'zoë@example.com');
    await page.text({ role: 'region', name: 'Request' }, /zoë@example\.com/);
    const typed = await page.copied('Copy request', '<stringItem>zoë@example.com</stringItem>');
    const text = typed.replace('zoë@', 'joe@');
    await page.focus({ role: 'textbox', name: 'Request XML' });
    await page.driver.press('a', 'Control');
    await page.paste({ role: 'textbox', name: 'Request XML' }, text);
    await page.holds(
      'the form follows',
      () => [...document.querySelectorAll('input')].some((input) => input.value === 'joe@example.com'),
      null,
    );
  });

  test('completion offers the elements that fit', async () => {
    await editor();
    const text = await page.copied('Copy request');
    await page.focus({ role: 'textbox', name: 'Request XML' });
    await page.driver.press('a', 'Control');
    await page.paste(
      { role: 'textbox', name: 'Request XML' },
      text.slice(0, text.indexOf('</leadSelector>') + '</leadSelector>'.length),
    );
    await page.driver.type('<');
    await page.holds(
      'includeAttributes is offered',
      () => (document.querySelector('.suggest-widget')?.textContent ?? '').includes('includeAttributes'),
      null,
    );
    await page.driver.press('Escape');
  });

  test('Sign shows how the signature is made, Check names a mistake', async () => {
    await tab('Signature');
    await page.text({ role: 'region', name: 'Inspector' }, /[0-9a-f]{40}/);
    const request = await page.copied('Copy request');
    await page.driver.run(() => {
      [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')]
        .find((radio) => radio.closest('label')?.textContent?.trim() === 'Check')
        ?.click();
    }, null);
    await page.paste({ role: 'textbox', name: 'Paste what failed' }, request);
    // The key of a known user is there by itself.
    await page.text({ role: 'region', name: 'Inspector' }, /The signature is right for this key\./);
    await page.fill({ role: 'textbox', name: 'Secret key*', within: 'Inspector' }, '27272727ab');
    await page.text({ role: 'region', name: 'Inspector' }, /^(?![^]*The signature is right for this key\.)/);
    await page.fill({ role: 'textbox', name: 'Secret key*', within: 'Inspector' }, '27272727aa');
    await page.text({ role: 'region', name: 'Inspector' }, /The signature is right for this key\./);
  });

  test('Code is the request in another language', async () => {
    await tab('Code');
    await page.choose({ role: 'combobox', name: 'Language and library' }, 'PHP, SoapClient');
    const code = await page.copied('Copy code', '<?php');
    expect(code).toContain('getMultipleLeads');
  });

  test('Import reads a cURL command', async () => {
    const envelope = (await page.copied('Copy request')).replace(/<!--.*?-->/gs, '').replaceAll("'", '');
    await page.click({ role: 'button', name: 'Import' });
    const curl = `curl -H 'SOAPAction: ""' --data '${envelope.replace(/<stringItem>.*?<\/stringItem>/, '<stringItem>curl@example.com</stringItem>')}' https://example.com/soap`;
    await page.paste({ role: 'textbox', name: 'Paste an envelope*' }, curl);
    await page.click({ role: 'button', name: 'Use*', within: 'Import a request' });
    await page.holds(
      'the form shows it',
      () => [...document.querySelectorAll('input')].some((input) => input.value === 'curl@example.com'),
      null,
    );
  });

  test('another WSDL gets the same page', async () => {
    await page.click(OPERATIONS);
    await page.click({ role: 'button', name: 'Other WSDL…' });
    await page.giveFile({ role: 'dialog', name: 'Another WSDL' }, helloWsdl());
    await page.find({ role: 'button', name: 'sayHello*', within: 'Operations' });
    await page.click({ role: 'tab', name: 'Form' });
    await page.find({ role: 'textbox', name: 'firstName*', within: 'Request form' });
  });

  test('the sandbox shows what it received, and goes back to its beginning', async () => {
    await send(/\b200\b/);
    await tab('Sandbox');
    await page.text({ role: 'region', name: 'Call log' }, /getMultipleLeads/);
    await page.click({ role: 'button', name: 'Reset*', within: 'Sandbox state' });
    await page.text({ role: 'region', name: 'Sandbox state' }, /as it was at the beginning/);
  });

  test('after a reload the page works as before, and what was chosen is still so', async () => {
    await tab('Code');
    await page.choose({ role: 'combobox', name: 'Language and library' }, 'PHP, SoapClient');
    await page.copied('Copy code', '<?php');
    await page.reload();
    await send(/\b200\b/);
    if (!(await page.shows({ role: 'button', name: 'Copy code' }))) await tab('Code');
    await page.copied('Copy code', '<?php');
  });

  screenSentences({ page: () => page, url, way, openOperation, tab, send, editor });
}

import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { startServer, type OwnServer } from './own-server';

/** The page as a user knows it. */
export class Playground {
  constructor(readonly page: Page) {}

  async open(path = '/') {
    await this.page.goto(path);
    await expect(this.sendButton).toBeVisible();
  }

  /** Waits until both Monaco editors are there. */
  async editorsReady() {
    await expect(this.page.locator('.monaco-editor').first()).toBeVisible();
  }

  async openOperation(name: string) {
    await this.showOperations();
    await this.page
      .getByRole('navigation', { name: 'Operations' })
      .getByRole('button', { name: new RegExp(`^${name} `) })
      .click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  /** The left column holds the operations or the form. */
  async showOperations() {
    await this.page.getByRole('tab', { name: /^Operations/ }).click();
  }

  /** The inspector is closed at the start; a tab opens it. */
  async inspect(
    tab: 'Problems' | 'Signature' | 'Code' | 'REST' | 'History' | 'Sandbox' | 'Guide',
  ): Promise<Locator> {
    const inspector = this.page.getByRole('region', { name: 'Inspector' });
    await inspector.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expect(inspector.getByRole('tabpanel', { name: new RegExp(`^${tab}`) })).toBeVisible();
    return inspector;
  }

  get form(): Locator {
    return this.page.getByRole('region', { name: 'Request form' });
  }

  get request(): Locator {
    return this.page.getByRole('region', { name: 'Request', exact: true });
  }

  get response(): Locator {
    return this.page.getByRole('region', { name: 'Response', exact: true });
  }

  get sendButton(): Locator {
    return this.page.getByRole('button', { name: 'Send', exact: true });
  }

  async send() {
    await this.sendButton.click();
    await expect(this.response.locator('.chip')).toBeVisible();
  }

  /** The text that stands in an editor, through what a user would do: copy it. */
  async copied(button: 'Copy request' | 'Copy response'): Promise<string> {
    const clipboard = () => this.page.evaluate(() => navigator.clipboard.readText());
    await this.page.evaluate(() => navigator.clipboard.writeText('not copied yet'));
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await expect.poll(clipboard).not.toBe('not copied yet');
    const text = await clipboard();
    return text;
  }

  /** Gives a WSDL to the dialog *Another WSDL*, which is open. */
  async chooseWsdl(text: string) {
    await this.page
      .getByRole('dialog', { name: 'Another WSDL' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'hello.wsdl', mimeType: 'text/xml', buffer: Buffer.from(text) });
  }

  /** Replaces the whole text of the request by pasting another one over it. */
  async replaceRequest(text: string) {
    await this.request.getByRole('textbox', { name: 'Request XML' }).focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press('ControlOrMeta+v');
  }
}

/** A test with the page open; it fails on any console error, page error or violation of the security policy. */
export const test = base.extend<
  { playground: Playground; complaints: string[] },
  { ownServer: OwnServer | undefined }
>({
  // The first worker has the server that `npm start` serves.
  ownServer: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are needed from the pattern.
    async ({}, use, { parallelIndex, project }) => {
      const { port } = new URL(project.use.baseURL ?? '');
      const server = parallelIndex === 0 ? undefined : await startServer(Number(port) + 100 + parallelIndex);
      await use(server);
      server?.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ ownServer, baseURL }, use) => use(ownServer?.url ?? baseURL),
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(
          `Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
        );
      });
    });
    await use(complaints);
  },
  playground: async ({ page, context, complaints }, use) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const playground = new Playground(page);
    await playground.open();
    await use(playground);
    // A fault of the service is an HTTP 500, which the browser reports by itself; so are connections that a test cuts.
    expect(
      complaints.filter(
        (complaint) =>
          !/Failed to load resource: (the server responded with a status of (4|5)\d\d|net::ERR_FAILED)/.test(
            complaint,
          ),
      ),
    ).toEqual([]);
  },
});

export { serveStatic } from './static-site';
export { expect };

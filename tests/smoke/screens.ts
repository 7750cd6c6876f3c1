import { expect, test } from 'vitest';
import { helloWsdl } from '../browser/support/hello-wsdl';
import { marketo, marketoWsdl } from '../../src/contract/marketo';
import { createSandbox } from '../../src/sandbox/sandbox';
import type { PageUnderTest, Wanted } from './support/page';

/** What these sentences share with the others. */
export interface Stage {
  readonly page: () => PageUnderTest;
  readonly url: () => string;
  readonly way: 'started' | 'hosted';
  readonly openOperation: (name: string) => Promise<void>;
  /** Opens a tab by the beginning of its name. */
  readonly tab: (name: string) => Promise<void>;
  readonly send: (expected: RegExp) => Promise<void>;
  /** Waits for the editors. */
  readonly editor: () => Promise<void>;
}

/** What the page promises about its looks, for the mouse and on small screens. */
export function screenSentences({ page: current, url, way, openOperation, tab, send, editor }: Stage) {
  test('a switch of the theme colours the editors with the page', async () => {
    const page = current();
    await editor();
    for (const next of ['system', 'light', 'dark']) {
      await page.click({ role: 'button', name: `Theme: ${next}` });
      await page.holds(
        `after Theme: ${next} the editors have the page’s colours`,
        () => {
          const colour = (element: Element | null) => element && getComputedStyle(element).backgroundColor;
          const panel = colour(document.querySelector('section[aria-label=Request]'));
          const text = getComputedStyle(document.body).color;
          const editors = [...document.querySelectorAll('.monaco-editor')];
          return editors.every(
            (one) => colour(one) === panel && (text === 'rgb(28, 31, 34)') === one.classList.contains('vs'),
          );
        },
        null,
      );
    }
  });

  test('each splitter is dragged by the mouse', async () => {
    const page = current();
    await tab('Signature');
    for (const [name, x, y] of [
      ['Resize form and request', 60, 0],
      ['Resize request and response', -80, 0],
      ['Resize editors and inspector', 0, -60],
    ] as const) {
      const before = await page.find({ role: 'separator', name });
      await page.driver.drag(before, { x: before.x + x, y: before.y + y });
      await page.holds(
        `“${name}” has moved`,
        ({ name, before, x, y }) => {
          const line = document.querySelector(`[role=separator][aria-label="${name}"]`);
          const box = line?.getBoundingClientRect() ?? new DOMRect();
          const moved = [box.x + box.width / 2 - before.x, box.y + box.height / 2 - before.y];
          return Math.abs((moved[0] ?? 0) - x) < 12 && Math.abs((moved[1] ?? 0) - y) < 12;
        },
        { name, before, x, y },
      );
    }
  });

  test('the same file is imported twice: state, request and WSDL', async () => {
    const page = current();
    const state: Wanted = { role: 'region', name: 'Sandbox state' };
    const text = createSandbox({
      contract: marketo,
      wsdl: marketoWsdl,
      now: Date.now,
      random: Math.random,
    }).exportState();
    await tab('Sandbox');
    for (let times = 2; times > 0; times--) {
      await page.giveFile(state, text);
      await page.text(state, /The sandbox holds the imported state/);
      await page.click({ role: 'button', name: 'Reset*', within: 'Sandbox state' });
      await page.text(state, /as it was at the beginning/);
    }
    const dialog: Wanted = { role: 'dialog', name: 'Import a request' };
    const paste: Wanted = { role: 'textbox', name: 'Paste an envelope*' };
    await page.click({ role: 'button', name: 'Import' });
    for (let times = 2; times > 0; times--) {
      await page.giveFile(dialog, '<stringItem>from a file</stringItem>');
      await page.holds(
        'the file’s text is there',
        () =>
          document.querySelector<HTMLTextAreaElement>('#import-text')?.value.includes('from a file') === true,
        null,
      );
      await page.fill(paste, 'something else');
    }
    await page.driver.press('Escape');
    for (let times = 2; times > 0; times--) {
      await page.click({ role: 'tab', name: 'Operations*' });
      await page.click({ role: 'button', name: 'Other WSDL…' });
      await page.giveFile({ role: 'dialog', name: 'Another WSDL' }, helloWsdl());
      await page.find({ role: 'button', name: 'sayHello*', within: 'Operations' });
      await page.click({ role: 'button', name: 'Back to Marketo' });
    }
  });

  test('a date’s picker shows its time and zone whole, and the text follows it while it is changed', async () => {
    const page = current();
    await openOperation('getLeadChanges');
    await page.holds(
      'the pickers are as wide as what is in them',
      () => {
        const pickers = [...document.querySelectorAll<HTMLInputElement>('input[type=datetime-local]')];
        return (
          pickers.length > 0 &&
          pickers.every((picker) => {
            const copy = picker.cloneNode() as HTMLInputElement;
            copy.style.cssText = 'width: max-content; position: absolute; flex: none; visibility: hidden';
            picker.after(copy);
            const needed = copy.getBoundingClientRect().width;
            copy.remove();
            return picker.getBoundingClientRect().width >= needed - 0.5;
          })
        );
      },
      null,
    );
    const before = await page.copied('Copy request', '<oldestCreatedAt>');
    await page.driver.run(
      () => document.querySelector<HTMLInputElement>('input[type=datetime-local]')?.focus(),
      null,
    );
    await page.driver.press('ArrowUp');
    const text = () => page.copied('Copy request', '<oldestCreatedAt>');
    await expect.poll(text, { timeout: 20_000 }).not.toBe(before);
  });

  test('selects are as high as the inputs beside them', async () => {
    await editor();
    const heights = await current().driver.run(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'section[aria-label="Request form"] :is(select, input).input',
          ),
        ]
          .filter((one) => one.getClientRects().length > 0)
          .map((one) => [one.localName, one.getBoundingClientRect().height] as const),
      null,
    );
    expect(heights.some(([name]) => name === 'select')).toBe(true);
    expect(new Set(heights.map(([, height]) => Math.round(height))).size).toBe(1);
  });

  test('storage that is blocked is said where the key was to be kept, and the page works on', async () => {
    const page = current();
    await page.driver.run(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Blocked', 'QuotaExceededError');
      };
    }, null);
    await page.choose({ role: 'combobox', name: 'Endpoint' }, 'Add your own endpoint…');
    const within = 'Your own endpoint';
    await page.fill({ role: 'textbox', name: 'URL*', within }, 'https://example.com/soap/mktows/3_1');
    await page.fill({ role: 'textbox', name: 'User ID*', within }, 'someone_1');
    await page.fill({ role: 'textbox', name: 'Encryption Key*', within }, 'a key of one’s own');
    await page.driver.run(
      () => document.querySelector<HTMLInputElement>('dialog input[type=checkbox]')?.click(),
      null,
    );
    await page.click({ role: 'button', name: 'Save endpoint', within });
    await page.text({ role: 'dialog', name: '*' }, /storage is blocked or full/);
    await page.driver.press('Escape');
    await page.choose({ role: 'combobox', name: 'Endpoint' }, 'Sandbox*');
    await send(/\b200\b/);
  });

  test('an ordered dropped connection is not blamed on a server that is not there', async () => {
    const page = current();
    await tab('Sandbox');
    await page.text({ role: 'region', name: 'Sandbox state' }, /Nothing is ordered/);
    await page.choose({ role: 'combobox', name: 'What goes wrong' }, 'a dropped connection');
    await page.click({ role: 'button', name: 'Order*', within: 'Sandbox state' });
    await page.text({ role: 'region', name: 'Sandbox state' }, /Ordered\./);
    await page.click({ role: 'button', name: 'Send*' });
    const said = await page.text(
      { role: 'region', name: 'Response' },
      /dropped|ordered|could not be reached/i,
    );
    if (way === 'hosted') expect(said).not.toContain('npm start');
  });

  // A frame is what WebKit shows a narrow page in, and our own server forbids frames.
  if (way === 'started') return;
  for (const width of [390, 320]) {
    test(`at ${width} pixels nothing scrolls sideways, and Copy and Save are within reach`, async () => {
      const page = current();
      await page.openNarrow(url(), width, 760);
      try {
        await narrow(page, width);
      } finally {
        await page.driver.resize(1280, 760);
      }
    });
  }

  async function narrow(page: PageUnderTest, width: number) {
    const pane = (name: string) => page.click({ role: 'tab', name: `${name}*` });
    const fits = async (where: string) => {
      const wide = await page.driver.run(() => {
        const root = document.documentElement;
        const over = [...document.querySelectorAll('body *')].filter(
          (one) =>
            !one.closest('.monaco-editor, .visually-hidden, [role=grid], dialog:not([open])') &&
            one.getBoundingClientRect().width > 0 &&
            one.getBoundingClientRect().right > innerWidth + 0.5,
        );
        const scrolls = [...document.querySelectorAll('body, body *')].filter(
          (one) =>
            !one.closest('.monaco-editor, .visually-hidden, [role=grid]') &&
            one.scrollWidth > one.clientWidth + 1 &&
            /auto|scroll/.test(getComputedStyle(one).overflowX),
        );
        return [
          innerWidth,
          root.scrollWidth,
          ...[...over, ...scrolls].slice(0, 5).map((one) => one.outerHTML.slice(0, 200)),
        ];
      }, null);
      expect([where, ...wide]).toEqual([where, width, width]);
    };
    const reach = async (...names: string[]) => {
      for (const name of names) await page.find({ role: 'button', name });
    };
    await pane('Operations');
    await fits('Operations');
    await openOperation('getLeadChanges');
    await fits('Form of getLeadChanges');
    await openOperation('getMultipleLeads');
    await fits('Form');
    await pane('Request');
    await editor();
    await fits('Request');
    await reach('Import', 'Copy request', 'Download request');
    await page.click({ role: 'button', name: 'Send*' });
    await page.text({ role: 'region', name: 'Response' }, /\b200\b/);
    for (const view of ['XML', 'Table', 'Tree', 'JSON', 'Details']) {
      await page.click({ role: 'tab', name: view, within: 'Response' });
      await fits(`Answer as ${view}`);
      await reach('Copy response', 'Download response');
    }
    await pane('Inspector');
    for (const name of ['Problems', 'Signature', 'Code', 'Sandbox', 'Guide']) {
      await tab(name);
      await page.find({ role: 'tab', name: `${name}*`, within: 'Inspector' });
      await fits(`Inspector, ${name}`);
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Driver } from './driver';

/** An element as a user knows it. */
export interface Wanted {
  readonly role:
    | 'button'
    | 'tab'
    | 'textbox'
    | 'region'
    | 'navigation'
    | 'radio'
    | 'combobox'
    | 'dialog'
    | 'heading'
    | 'separator'
    | 'switch';
  /** Its accessible name, or how that begins when it ends with an asterisk. */
  readonly name: string;
  /** The name of the region, navigation or dialog that it is in. */
  readonly within?: string;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Runs in the page: finds the element, brings it into view, and does something with it. */
function look({
  wanted,
  act,
  value,
}: {
  wanted: Wanted;
  act: 'find' | 'focus' | 'choose' | 'file' | 'watch';
  value: string;
}): Place | null {
  const roles: Record<Wanted['role'], string> = {
    button: 'button, [role=button]',
    tab: '[role=tab]',
    textbox: 'input:not([type=checkbox], [type=radio], [type=file]), textarea, [role=textbox]',
    region: 'section[aria-label], [role=region]',
    navigation: 'nav',
    radio: '[role=radio], input[type=radio]',
    combobox: 'select',
    dialog: 'dialog[open], [role=dialog]',
    heading: 'h1, h2, h3',
    separator: '[role=separator]',
    switch: '[role=switch]',
  };
  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element) => {
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = (element as HTMLInputElement).labels ?? [];
    return (
      clean(by.map((id) => document.getElementById(id)?.textContent).join(' ')) ||
      clean(element.getAttribute('aria-label')) ||
      clean([...labels].map((label) => label.textContent).join(' ')) ||
      clean(element.textContent)
    );
  };
  const fits = (element: Element, name: string) =>
    name.endsWith('*') ? nameOf(element).startsWith(name.slice(0, -1)) : nameOf(element) === name;
  const { role, name, within } = wanted;
  const around = [...document.querySelectorAll(`${roles.region}, ${roles.navigation}, ${roles.dialog}`)];
  const roots = within === undefined ? [document.body] : around.filter((element) => fits(element, within));
  const element = roots
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>(roles[role])])
    .find((one) => one.getClientRects().length > 0 && fits(one, name));
  if (!element) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (act === 'focus') element.focus();
  if (act === 'watch') {
    const page = window as unknown as { aim: { element: Element; hit: boolean } };
    const aim = { element, hit: false };
    page.aim = aim;
    element.addEventListener('click', () => (aim.hit = true), { capture: true, once: true });
  }
  if (act === 'choose') {
    const select = element as HTMLSelectElement;
    select.value = [...select.options].find((option) => clean(option.textContent) === value)?.value ?? '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (act === 'file') {
    const input = element.querySelector<HTMLInputElement>('input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File([value], 'file.xml', { type: 'text/xml' }));
    // A browser tells of a file only when it is not the one that is chosen already.
    if (input && input.files?.[0]?.size !== files.files[0]?.size) {
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, text: element.innerText };
}

/** The page in one of the browsers. Everything waits for what it needs; a wait that is in vain says for what. */
export class PageUnderTest {
  constructor(readonly driver: Driver) {}

  async open(url: string) {
    await this.#leave(() => this.driver.open(url));
    await this.#listen();
    await this.find({ role: 'button', name: 'Send*' });
  }

  /** Opens the page in a narrow window, such as a phone's. */
  async openNarrow(url: string, width: number, height: number) {
    await this.#leave(() => this.driver.openNarrow(url, width, height));
    await this.#listen();
    await this.find({ role: 'button', name: 'Send*' });
  }

  async reload() {
    await this.#leave(() => this.driver.reload());
    await this.#listen();
    await this.find({ role: 'button', name: 'Send*' });
  }

  /** Errors of the page since it was opened, violations of its security policy among them. */
  complaints(): Promise<string[]> {
    return this.driver.run(() => (window as unknown as { complaints: string[] }).complaints, null);
  }

  find(wanted: Wanted): Promise<Place> {
    return this.#seek(wanted, 'find');
  }

  async shows(wanted: Wanted): Promise<boolean> {
    return (await this.driver.run(look, { wanted, act: 'find', value: '' } as const)) !== null;
  }

  async click(wanted: Wanted, times = 5): Promise<void> {
    let place = await this.#seek(wanted, 'watch');
    // What has just been laid out or scrolled is clicked when it stands still.
    for (let still = false; !still;) {
      await pause(50);
      const next = await this.find(wanted);
      still = next.x === place.x && next.y === place.y;
      place = next;
    }
    await this.driver.click(place.x, place.y);
    // A page that moves at that very moment is clicked once more, as anybody would; a text field's click is the editor's.
    if (wanted.role === 'textbox' || (await this.#hit())) return;
    if (times === 1) throw new Error(`A click never comes to ${JSON.stringify(wanted)}`);
    await this.click(wanted, times - 1);
  }

  /** Whether the last click came to the element that it was meant for. */
  async #hit(): Promise<boolean> {
    const hit = () => {
      const { aim } = window as unknown as { aim?: { element: Element; hit: boolean } };
      return !aim || aim.hit || !aim.element.isConnected;
    };
    for (let tries = 0; tries < 25; tries += 1) {
      if (await this.driver.run(hit, null)) return true;
      await pause(40);
    }
    return false;
  }

  /** Replaces what stands in a field. */
  async fill(wanted: Wanted, text: string) {
    await this.#seek(wanted, 'focus');
    await this.driver.press('a', 'Control');
    await this.driver.type(text);
  }

  /** Puts a long text into a field or an editor at once, as a paste does. */
  async paste(wanted: Wanted, text: string) {
    await this.#seek(wanted, 'focus');
    await this.driver.run((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox makes the event without its data.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      // An editor takes the event; what a plain field does with one, it does only for a real one.
      if (document.activeElement?.dispatchEvent(event)) document.execCommand('insertText', false, pasted);
    }, text);
  }

  async focus(wanted: Wanted) {
    await this.#seek(wanted, 'focus');
  }

  async choose(wanted: Wanted, option: string) {
    await this.#seek(wanted, 'choose', option);
  }

  /** Gives a file to the field for files inside an element. */
  async giveFile(wanted: Wanted, text: string) {
    await this.#seek(wanted, 'file', text);
  }

  /** Waits until an element's text is as wanted; gives it. */
  async text(wanted: Wanted, expected: RegExp): Promise<string> {
    let seen = '';
    await until(
      async () => {
        seen = (await this.find(wanted)).text;
        return expected.test(seen);
      },
      () => `${JSON.stringify(wanted)} shows ${expected}; it shows: ${seen.slice(0, 400)}`,
    );
    return seen;
  }

  /** What a copy button puts on the clipboard: no browser lets a test read that one, so the page's call is read. */
  async copied(button: 'Copy request' | 'Copy response' | 'Copy code', part = ''): Promise<string> {
    await this.driver.run(() => {
      const page = window as unknown as { copied: string | null };
      page.copied = null;
      // Only this one call: an editor asks for others.
      navigator.clipboard.writeText = async (text) => void (page.copied = text);
    }, null);
    let text = '';
    await until(
      async () => {
        await this.click({ role: 'button', name: button });
        text =
          (await this.driver.run(() => (window as unknown as { copied: string | null }).copied, null)) ?? '';
        return text !== '' && text.includes(part);
      },
      () => `${button} gives a text with "${part}"; it gives: ${text.slice(0, 400)}`,
    );
    return text;
  }

  /** Waits until something in the page is true. */
  async holds<I>(what: string, inPage: (input: I) => boolean, input: I) {
    await until(
      () => this.driver.run(inPage, input),
      () => what,
    );
  }

  /** Waits until the document of before is gone and the next one is there: not every driver does. */
  async #leave(go: () => Promise<void>) {
    await this.driver.run(() => void ((window as unknown as { left: boolean }).left = true), null);
    await go();
    const there = () => !('left' in window) && document.readyState === 'complete';
    await until(
      () => this.driver.run(there, null).catch(() => false),
      () => 'the page has been loaded',
    );
  }

  async #listen() {
    await this.driver.run(() => {
      const complaints: string[] = ((window as unknown as { complaints: string[] }).complaints = []);
      addEventListener('error', (event) => {
        // By the standard, this only says that sizes are looked at once more in the next frame.
        if (!event.message.startsWith('ResizeObserver loop')) complaints.push(`error: ${event.message}`);
      });
      addEventListener('unhandledrejection', (event) => {
        // Monaco ends with this name what it has begun for a text that is no longer shown.
        const { name } = event.reason as { name?: string };
        if (name !== 'Canceled') complaints.push(`rejection: ${event.reason}`);
      });
      addEventListener('securitypolicyviolation', (event) =>
        complaints.push(`policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    }, null);
  }

  async #seek(
    wanted: Wanted,
    act: 'find' | 'focus' | 'choose' | 'file' | 'watch',
    value = '',
  ): Promise<Place> {
    let place: Place | null = null;
    await until(
      async () => (place = await this.driver.run(look, { wanted, act, value })) !== null,
      () => `there is ${JSON.stringify(wanted)}`,
    );
    return place as unknown as Place;
  }
}

/** Asks again and again until it is so. */
async function until(so: () => Promise<boolean>, what: () => string) {
  const end = Date.now() + 30_000;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what()}`);
    await pause(40);
  }
}

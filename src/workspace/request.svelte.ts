import { operation as findOperation, type Contract, type Operation } from '../contract/contract';
import { exampleValues } from '../envelope/example';
import type { Extra } from '../envelope/read';
import type { Values } from '../envelope/values';
import { writeRequest } from '../envelope/write';
import { AUTHENTICATION_HEADER, type Authentication } from '../signature/sign';
import type { Edit } from '../xml/placed';
import { Drafts, type Draft } from './drafts';
import type { LanguageService, RequestReading } from './language-service';
import { TextDocument, type TextChange } from './text-document.svelte';
import { TwoSides, type FormValues, type HeaderValues } from './two-sides';

/** How the form and the text stand to each other. */
export type FormState =
  | { readonly kind: 'in-step' }
  /** The text can't be read; the form shows what it held last. */
  | {
      readonly kind: 'text-broken';
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    }
  /** The text is an envelope, but its Body is no request of the contract. */
  | { readonly kind: 'unknown-request'; readonly bodyName: string }
  /** The form holds something that XML can't carry; the text stays as it was until that is gone. */
  | { readonly kind: 'values-refused'; readonly message: string }
  /** What reads and writes texts does not run: each side waits for the other until it does. */
  | { readonly kind: 'unavailable'; readonly message: string };

/** How long typing in the text pauses before the form follows, in milliseconds. */
const PAUSE = 120;

/**
 * One request as text and as form. The text is the truth; the form follows it, and what is typed in the form is brought
 * into the text.
 */
export class RequestState {
  readonly contract: Contract;
  readonly #service: LanguageService;
  readonly #authentication: () => Authentication;
  readonly #document = new TextDocument();
  readonly #drafts = new Drafts();

  operation: Operation | undefined = $state.raw();
  values: Values = $state.raw({});
  headers: HeaderValues = $state.raw({});
  extras: readonly Extra[] = $state.raw([]);
  form: FormState = $state.raw({ kind: 'in-step' });

  #sides = new TwoSides();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> | undefined;

  /** @param authentication gives the header's three values for a text that is written anew. */
  constructor(contract: Contract, service: LanguageService, authentication: () => Authentication) {
    this.contract = contract;
    this.#service = service;
    this.#authentication = authentication;
  }

  get text(): string {
    return this.#document.text;
  }

  /** Names the document in the editor: each has its own undo history. */
  get document(): string {
    return this.#document.name;
  }

  /** The last change of the text that did not come from the editor. */
  get change(): TextChange | undefined {
    return this.#document.change;
  }

  /** Opens an operation as the user left it, or with its example. */
  open(name: string) {
    const operation = findOperation(this.contract, name);
    if (!operation || name === this.document) return;
    if (this.document) this.#drafts.keep(this.document, this.#draft());
    const draft = this.#drafts.take(name);
    if (draft) this.#restore(name, draft);
    else {
      const text = this.#show(operation, exampleValues(this.contract, operation));
      const kept = this.#drafts.takeText(name);
      this.#document.open(name, kept ?? text ?? '');
      if (kept === undefined || kept === text) return;
      this.#sides.typeText(kept);
      void this.synchronise();
    }
  }

  /** The texts of all documents that were opened, by name. */
  get texts(): readonly (readonly [name: string, text: string])[] {
    return [...this.#drafts.texts, [this.document, this.text]];
  }

  /** Takes over texts that an earlier page of this tab has kept; each is shown when its operation is opened. */
  remember(texts: readonly (readonly [name: string, text: string])[]) {
    this.#drafts.remember(texts);
  }

  /** Replaces the text by the operation's example; the editor can undo it. */
  reset() {
    if (this.operation) this.#replaceBy(this.operation, exampleValues(this.contract, this.operation));
  }

  /** Writes the text anew from what the form holds; the editor can undo it. */
  rewrite() {
    if (this.operation) this.#replaceBy(this.operation, this.values, this.headers);
  }

  /** Takes over what was typed or pasted in the editor. */
  edit(text: string) {
    if (text === this.text) return;
    this.#document.text = text;
    this.#sides.typeText(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.synchronise(), PAUSE);
  }

  /**
   * Makes edits to the text that were worked out for it, such as a fix.
   *
   * @returns false when the text has changed since; nothing is done then.
   */
  amend(before: string, edits: readonly Edit[]): boolean {
    if (before !== this.text) return false;
    this.#document.edit(edits);
    this.#sides.typeText(this.text);
    void this.synchronise();
    return true;
  }

  /** Puts another text in the place of the whole text; the editor can undo it. */
  replace(text: string) {
    this.#document.replace(text);
    this.#sides.typeText(text);
    void this.synchronise();
  }

  /** Takes over what was typed in the form. */
  fill(values: Values) {
    this.#typeForm({ values, headers: this.headers });
  }

  /** Takes over what was typed in the form for one header; undefined removes it. */
  fillHeader(name: string, values: Values | undefined) {
    const { [name]: _, ...others } = this.headers;
    const headers = values === undefined ? others : { ...others, [name]: values };
    this.#typeForm({ values: this.values, headers });
  }

  /** Puts a fresh authentication into the text. @returns why it could not, if so. */
  async sign(authentication: Authentication): Promise<string | undefined> {
    await this.synchronise();
    const before = this.text;
    const revision = await this.#service.authenticate(before, authentication);
    if (this.text !== before) return this.sign(authentication);
    if (!revision.ok) return revision.message;
    this.#document.revise(revision.text, revision.edits);
    this.#sides.typeText(this.text);
    await this.synchronise();
    return undefined;
  }

  /** Brings what was typed on one side to the other. Resolves when both agree as far as they can. */
  synchronise(): Promise<void> {
    clearTimeout(this.#timer);
    this.#working ??= Promise.resolve().then(() => this.#work());
    return this.#working;
  }

  #typeForm(to: FormValues) {
    this.#sides.typeForm(this.#shown, to);
    this.values = to.values;
    this.headers = to.headers;
    void this.synchronise();
  }

  get #shown(): FormValues {
    return { values: this.values, headers: this.headers };
  }

  async #work() {
    try {
      while (!this.#sides.agree) {
        if (!(this.#sides.textLeads ? await this.#follow() : await this.#revise())) return;
      }
    } finally {
      this.#working = undefined;
    }
  }

  /** Form follows text. @returns false when nobody could read the text. */
  async #follow(): Promise<boolean> {
    const sides = this.#sides;
    // More may be typed while a text is read.
    for (let text = sides.unread; text !== undefined; text = sides.unread) {
      const reading = await this.#service.readRequest(text);
      // Another document may have been opened meanwhile; it is that one's turn then.
      if (sides !== this.#sides) return true;
      if (!reading.ok && reading.unread) {
        this.form = { kind: 'unavailable', message: reading.message };
        return false;
      }
      if (sides.unread === text) sides.read(reading);
    }
    const { operation, shown, inText } = sides.merge(this.operation, (reading) => this.#adopt(reading));
    this.operation = operation;
    this.values = shown.values;
    this.headers = shown.headers;
    sides.agreeOn(inText, shown);
    return true;
  }

  /** Shows what became of reading the text. @returns its operation, if it is a request of the contract. */
  #adopt(reading: RequestReading): Operation | undefined {
    if (!reading.ok) {
      const { message, line, column } = reading;
      this.form = { kind: 'text-broken', message, line, column };
      return undefined;
    }
    const operation = reading.operation ? findOperation(this.contract, reading.operation) : undefined;
    this.extras = reading.extras;
    this.form = operation
      ? { kind: 'in-step' }
      : { kind: 'unknown-request', bodyName: reading.bodyName ?? '' };
    return operation;
  }

  /** Text follows form. @returns false when the text can't be revised as it stands; the form then waits for it. */
  async #revise(): Promise<boolean> {
    const { document, text, values, headers, operation } = this;
    if (!operation) return false;
    const revision = await this.#service.revise(text, { operation: operation.name, values, headers });
    if (this.document !== document || this.text !== text) return true;
    if (!revision.ok) {
      // Perhaps what was typed meanwhile can be written.
      if (this.values !== values || this.headers !== headers) return true;
      const { message, reason } = revision;
      if (reason === 'values') this.form = { kind: 'values-refused', message };
      else if (reason === 'unavailable') this.form = { kind: 'unavailable', message };
      else if (this.form.kind === 'in-step') this.form = { kind: 'text-broken', message };
      return false;
    }
    this.#sides.agreeOn({ values, headers }, this.#shown);
    this.form = { kind: 'in-step' };
    this.#document.revise(revision.text, revision.edits);
    return true;
  }

  #draft(): Draft {
    const { text, operation, values, headers, extras, form } = this;
    return { text, operation, values, headers, extras, form, sides: this.#sides };
  }

  #restore(name: string, draft: Draft) {
    this.#document.open(name, draft.text);
    this.operation = draft.operation;
    this.values = draft.values;
    this.headers = draft.headers;
    this.extras = draft.extras;
    this.form = draft.form;
    this.#sides = draft.sides;
    void this.synchronise();
  }

  #replaceBy(operation: Operation, values: Values, headers?: HeaderValues) {
    const text = this.#show(operation, values, headers);
    if (text !== undefined) this.#document.replace(text);
  }

  /** Lets the form show values. @returns the text that has them, unless XML can't carry one of them. */
  #show(operation: Operation, values: Values, headers: HeaderValues = {}): string | undefined {
    const authentication = { ...headers[AUTHENTICATION_HEADER], ...this.#authentication() };
    const takes = operation.headers.some(({ name }) => name === AUTHENTICATION_HEADER);
    const all: HeaderValues = takes ? { ...headers, [AUTHENTICATION_HEADER]: authentication } : headers;
    const written = writeRequest(this.contract, { operation, values, headers: all });
    // The example and the form hold only what the contract knows; forbidden characters are all that can be in the way.
    if (!written.ok) {
      const message = written.problems.map((problem) => problem.message).join(' ');
      this.form = { kind: 'values-refused', message };
      return undefined;
    }
    this.operation = operation;
    this.values = values;
    this.headers = all;
    this.extras = [];
    this.form = { kind: 'in-step' };
    this.#sides = new TwoSides({ values, headers: all });
    return written.text;
  }
}

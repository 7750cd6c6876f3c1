import { operation as findOperation, type Contract, type Operation } from '../contract/contract';
import { exampleValues } from '../envelope/example';
import type { Extra } from '../envelope/read';
import type { Values } from '../envelope/values';
import { writeRequest } from '../envelope/write';
import { AUTHENTICATION_HEADER, type Authentication } from '../signature/sign';
import type { Edit, LanguageService } from './language-service';
import { mergeValues } from './merge';

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
  | { readonly kind: 'unknown-request'; readonly bodyName: string };

/** A change that an editor applies instead of replacing its whole text, so that cursor and undo survive. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
}

/** How long typing in the text pauses before the form follows, in milliseconds. */
const PAUSE = 120;

type Headers = Readonly<Record<string, Values>>;

/**
 * One request as text and as form. The text is the truth; the form follows it, and what is typed in the form is brought
 * into the text. Both may change while the other side is still being worked out: then the two are merged, field by field.
 */
export class RequestState {
  readonly contract: Contract;
  readonly #service: LanguageService;
  readonly #authentication: () => Authentication;

  /** Names the document in the editor: each has its own undo history. */
  document = $state('');
  text = $state.raw('');
  operation: Operation | undefined = $state.raw();
  values: Values = $state.raw({});
  headers: Headers = $state.raw({});
  extras: readonly Extra[] = $state.raw([]);
  form: FormState = $state.raw({ kind: 'in-step' });
  /** The last change that did not come from the editor. */
  change: TextChange | undefined = $state.raw();

  /** What text and form agreed on last. */
  #agreed: { values: Values; headers: Headers } = { values: {}, headers: {} };
  /** What each document held when another one was opened. */
  readonly #drafts: Record<string, string> = {};
  #formWaits = false;
  #textWaits = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> | undefined;

  /** @param authentication gives the header's three values for a text that is written anew. */
  constructor(contract: Contract, service: LanguageService, authentication: () => Authentication) {
    this.contract = contract;
    this.#service = service;
    this.#authentication = authentication;
  }

  /** Opens an operation as the user left it, or with its example. */
  open(name: string) {
    const operation = findOperation(this.contract, name);
    if (!operation) return;
    if (this.document) this.#drafts[this.document] = this.text;
    this.document = name;
    this.change = undefined;
    this.#show(operation, exampleValues(this.contract, operation));
    const draft = this.#drafts[name];
    if (draft !== undefined) {
      this.text = draft;
      this.#textWaits = true;
      void this.settle();
    }
  }

  /** Replaces the text by the operation's example; the editor can undo it. */
  reset() {
    const operation = this.operation;
    if (!operation) return;
    const before = this.text;
    this.#show(operation, exampleValues(this.contract, operation));
    this.#replaceAll(before);
  }

  /** Writes the text anew from what the form holds; the editor can undo it. */
  rewrite() {
    if (!this.operation) return;
    const before = this.text;
    const { values, headers } = this;
    this.#show(this.operation, values, headers);
    this.#replaceAll(before);
  }

  /** Takes over what was typed or pasted in the editor. */
  edit(text: string) {
    if (text === this.text) return;
    this.text = text;
    this.#textWaits = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), PAUSE);
  }

  /** Takes over what was typed in the form. */
  fill(values: Values) {
    this.values = values;
    this.#formWaits = true;
    void this.settle();
  }

  /** Takes over what was typed in the form for one header; undefined removes it. */
  fillHeader(name: string, values: Values | undefined) {
    const { [name]: _, ...others } = this.headers;
    this.headers = values === undefined ? others : { ...others, [name]: values };
    this.#formWaits = true;
    void this.settle();
  }

  /** Puts a fresh authentication into the text. @returns why it could not, if so. */
  async sign(authentication: Authentication): Promise<string | undefined> {
    await this.settle();
    const before = this.text;
    const revision = await this.#service.authenticate(before, authentication);
    if (!revision.ok) return revision.message;
    if (this.text !== before) return this.sign(authentication);
    this.#apply(before, revision.text, revision.edits);
    this.#textWaits = true;
    await this.settle();
    return undefined;
  }

  /** Waits until form and text agree as far as they can. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  async #work() {
    while (this.#textWaits || this.#formWaits) {
      if (this.#textWaits) await this.#follow();
      else if (!(await this.#revise())) return;
    }
  }

  /** Form follows text. */
  async #follow() {
    const text = this.text;
    this.#textWaits = false;
    const reading = await this.#service.readRequest(text);
    if (text !== this.text) {
      this.#textWaits = true;
      return;
    }
    if (!reading.ok) {
      this.form = {
        kind: 'text-broken',
        message: reading.message,
        line: reading.line,
        column: reading.column,
      };
      return;
    }
    const operation = reading.operation ? findOperation(this.contract, reading.operation) : undefined;
    this.extras = reading.extras;
    if (!operation) {
      this.form = { kind: 'unknown-request', bodyName: reading.bodyName ?? '' };
      return;
    }
    const same = operation === this.operation;
    const mine = { values: this.values, headers: this.headers };
    const keep = same && this.#formWaits;
    this.operation = operation;
    this.values = keep ? mergeValues(this.#agreed.values, mine.values, reading.values) : reading.values;
    this.headers = keep
      ? (mergeValues(this.#agreed.headers, mine.headers, reading.headers) as Headers)
      : reading.headers;
    this.#formWaits = keep;
    this.#agreed = { values: reading.values, headers: reading.headers };
    this.form = { kind: 'in-step' };
  }

  /** Text follows form. @returns false when the text can't be revised as it stands; the form then waits for it. */
  async #revise(): Promise<boolean> {
    const { text, values, headers, operation } = this;
    if (!operation) return false;
    const revision = await this.#service.revise(text, { operation: operation.name, values, headers });
    if (this.text !== text) return true;
    if (!revision.ok) {
      if (this.form.kind === 'in-step') this.form = { kind: 'text-broken', message: revision.message };
      return false;
    }
    if (this.values === values && this.headers === headers) this.#formWaits = false;
    this.#agreed = { values, headers };
    this.#apply(text, revision.text, revision.edits);
    return true;
  }

  #apply(before: string, after: string, edits: readonly Edit[]) {
    if (before === after) return;
    this.text = after;
    this.change = { before, after, edits };
  }

  #replaceAll(before: string) {
    const after = this.text;
    this.change = { before, after, edits: [{ start: 0, end: before.length, text: after }] };
  }

  #show(operation: Operation, values: Values, headers: Headers = {}) {
    const authentication = { ...headers[AUTHENTICATION_HEADER], ...this.#authentication() };
    const takes = operation.headers.some(({ name }) => name === AUTHENTICATION_HEADER);
    const all: Headers = takes ? { ...headers, [AUTHENTICATION_HEADER]: authentication } : headers;
    const written = writeRequest(this.contract, { operation, values, headers: all });
    // The example and the form hold only what the contract knows; forbidden characters are all that can be in the way.
    if (!written.ok) {
      this.form = { kind: 'text-broken', message: written.problems.map(({ message }) => message).join(' ') };
      return;
    }
    this.operation = operation;
    this.values = values;
    this.headers = all;
    this.extras = [];
    this.form = { kind: 'in-step' };
    this.#agreed = { values, headers: all };
    this.#formWaits = false;
    this.#textWaits = false;
    this.text = written.text;
  }
}

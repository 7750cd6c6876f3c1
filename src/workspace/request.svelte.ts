import { operation as findOperation, type Contract, type Operation } from '../contract/contract';
import { exampleValues } from '../envelope/example';
import type { Extra } from '../envelope/read';
import type { Values } from '../envelope/values';
import { writeRequest } from '../envelope/write';
import { AUTHENTICATION_HEADER, type Authentication } from '../signature/sign';
import { applyEdits } from '../xml/edits';
import type { Edit } from '../xml/placed';
import type { LanguageService, RequestReading } from './language-service';
import { mergeValues, same } from './merge';

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
  | { readonly kind: 'values-refused'; readonly message: string };

/** A change that an editor applies instead of replacing its whole text, so that cursor and undo survive. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
}

/** How long typing in the text pauses before the form follows, in milliseconds. */
const PAUSE = 120;

type Headers = Readonly<Record<string, Values>>;

interface Content {
  readonly values: Values;
  readonly headers: Headers;
}

/** What was typed on one side and has not reached the other. */
type Step =
  | { readonly side: 'text'; readonly text: string; readonly reading?: RequestReading }
  | { readonly side: 'form'; readonly from: Content; readonly to: Content };

/** Everything that a document holds while another one is open. */
interface Draft extends Content {
  readonly text: string;
  readonly operation: Operation | undefined;
  readonly extras: readonly Extra[];
  readonly form: FormState;
  readonly agreed: Content;
  readonly steps: readonly Step[];
}

/**
 * One request as text and as form. The text is the truth; the form follows it, and what is typed in the form is brought
 * into the text. Both may change while the other side is still being worked out: then the two are merged, field by
 * field, and what was typed last wins.
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
  #agreed: Content = { values: {}, headers: {} };
  /** What was typed since, in the order of typing. */
  #steps: readonly Step[] = [];
  /** What each document held when another one was opened. */
  readonly #drafts: Record<string, Draft> = {};
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
    if (this.document) this.#drafts[this.document] = this.#draft();
    this.document = name;
    this.change = undefined;
    const draft = this.#drafts[name];
    if (draft) this.#restore(draft);
    else this.#show(operation, exampleValues(this.contract, operation));
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
    this.#typeText();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), PAUSE);
  }

  /**
   * Makes edits to the text that were worked out for it, such as a fix.
   *
   * @returns false when the text has changed since; nothing is done then.
   */
  amend(before: string, edits: readonly Edit[]): boolean {
    if (before !== this.text) return false;
    this.#apply(before, applyEdits(before, edits), edits);
    this.#typeText();
    void this.settle();
    return true;
  }

  /** Puts another text in the place of the whole text; the editor can undo it. */
  replace(text: string) {
    this.amend(this.text, [{ start: 0, end: this.text.length, text }]);
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
    await this.settle();
    const before = this.text;
    const revision = await this.#service.authenticate(before, authentication);
    if (this.text !== before) return this.sign(authentication);
    if (!revision.ok) return revision.message;
    this.#apply(before, revision.text, revision.edits);
    this.#typeText();
    await this.settle();
    return undefined;
  }

  /** Waits until form and text agree as far as they can. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#working ??= Promise.resolve().then(() => this.#work());
    return this.#working;
  }

  #typeText() {
    const earlier = this.#steps.at(-1)?.side === 'text' ? this.#steps.slice(0, -1) : this.#steps;
    this.#steps = [...earlier, { side: 'text', text: this.text }];
  }

  #typeForm(to: Content) {
    const [first, ...more] = this.#steps;
    const from = { values: this.values, headers: this.headers };
    // Once the text has changed too, what was typed and taken back counts as well: it was typed after the text.
    if (first?.side === 'form' && more.length === 0) this.#steps = [{ ...first, to }];
    else this.#steps = [...this.#steps, { side: 'form', from, to }];
    this.values = to.values;
    this.headers = to.headers;
    void this.settle();
  }

  async #work() {
    try {
      while (this.#steps.length > 0) {
        if (this.#steps.some(({ side }) => side === 'text')) await this.#follow();
        else if (!(await this.#revise())) return;
      }
    } finally {
      this.#working = undefined;
    }
  }

  /** Form follows text. */
  async #follow() {
    // More may be typed while a text is read.
    for (;;) {
      const unread = this.#steps.find((step) => step.side === 'text' && !step.reading);
      if (unread?.side !== 'text') break;
      const reading = await this.#service.readRequest(unread.text);
      this.#steps = this.#steps.map((step) => (step === unread ? { ...unread, reading } : step));
    }
    let { operation } = this;
    let agreed = this.#agreed;
    let merged = agreed;
    for (const step of this.#steps) {
      if (step.side === 'form') {
        merged = mergeContent(step.from, step.to, merged);
        continue;
      }
      const { reading } = step;
      const found = reading && this.#take(reading);
      if (!found || !reading?.ok) continue;
      const { values, headers } = reading;
      const content = { values, headers };
      // Another operation has other fields: nothing of the last one has a place in it.
      merged = found === operation ? mergeContent(agreed, content, merged) : content;
      agreed = content;
      operation = found;
    }
    this.operation = operation;
    this.values = merged.values;
    this.headers = merged.headers;
    this.#agree(agreed);
  }

  /** Shows what became of reading the text. @returns its operation, if it is a request of the contract. */
  #take(reading: RequestReading): Operation | undefined {
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
      const { message } = revision;
      if (revision.reason === 'values') this.form = { kind: 'values-refused', message };
      else if (this.form.kind === 'in-step') this.form = { kind: 'text-broken', message };
      return false;
    }
    this.#agree({ values, headers });
    this.form = { kind: 'in-step' };
    this.#apply(text, revision.text, revision.edits);
    return true;
  }

  /** The text says this now; what the form holds beyond it is still to be written. */
  #agree(content: Content) {
    const { values, headers } = this;
    this.#agreed = content;
    const waits = !same(values, content.values) || !same(headers, content.headers);
    this.#steps = waits ? [{ side: 'form', from: content, to: { values, headers } }] : [];
  }

  #draft(): Draft {
    const { text, operation, values, headers, extras, form } = this;
    return { text, operation, values, headers, extras, form, agreed: this.#agreed, steps: this.#steps };
  }

  #restore(draft: Draft) {
    this.text = draft.text;
    this.operation = draft.operation;
    this.values = draft.values;
    this.headers = draft.headers;
    this.extras = draft.extras;
    this.form = draft.form;
    this.#agreed = draft.agreed;
    this.#steps = draft.steps;
    void this.settle();
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
      const message = written.problems.map((problem) => problem.message).join(' ');
      this.form = { kind: 'values-refused', message };
      return;
    }
    this.operation = operation;
    this.values = values;
    this.headers = all;
    this.extras = [];
    this.form = { kind: 'in-step' };
    this.#agreed = { values, headers: all };
    this.#steps = [];
    this.text = written.text;
  }
}

function mergeContent(base: Content, mine: Content, theirs: Content): Content {
  return {
    values: mergeValues(base.values, mine.values, theirs.values),
    headers: mergeValues(base.headers, mine.headers, theirs.headers) as Headers,
  };
}

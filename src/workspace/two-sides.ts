import type { Operation } from '../contract/contract';
import type { Values } from '../envelope/values';
import type { RequestReading } from './language-service';
import { mergeValues, same } from './merge';

/** The values of a request's headers, by their names. */
export type HeaderValues = Readonly<Record<string, Values>>;

/** What a form shows: the request's values and those of its headers. */
export interface FormValues {
  readonly values: Values;
  readonly headers: HeaderValues;
}

/** What was typed on one side and has not reached the other. */
export type SideEdit =
  | { readonly side: 'text'; readonly text: string; readonly reading?: RequestReading }
  | { readonly side: 'form'; readonly from: FormValues; readonly to: FormValues };

/**
 * The text and the form of one request while they differ: what both agreed on last, and what was typed on either side
 * since, in the order of typing. Both may change while the other one is still being worked out; they are then merged
 * field by field, and what was typed last wins.
 */
export class TwoSides {
  #agreed: FormValues;
  #steps: readonly SideEdit[];

  constructor(agreed: FormValues = { values: {}, headers: {} }, steps: readonly SideEdit[] = []) {
    this.#agreed = agreed;
    this.#steps = steps;
  }

  /** True when nothing typed on one side has still to reach the other. */
  get agree(): boolean {
    return this.#steps.length === 0;
  }

  /** True when the text was typed in, so that the form has to follow it. */
  get textLeads(): boolean {
    return this.#steps.some(({ side }) => side === 'text');
  }

  /** The first text that nobody has read yet. */
  get unread(): string | undefined {
    return this.#unreadStep?.text;
  }

  get #unreadStep() {
    const step = this.#steps.find((one) => one.side === 'text' && !one.reading);
    return step?.side === 'text' ? step : undefined;
  }

  /** The text was typed in, pasted or revised by something other than the form. */
  typeText(text: string) {
    const earlier = this.#steps.at(-1)?.side === 'text' ? this.#steps.slice(0, -1) : this.#steps;
    this.#steps = [...earlier, { side: 'text', text }];
  }

  /** The form was typed in. */
  typeForm(from: FormValues, to: FormValues) {
    const [first, ...more] = this.#steps;
    // Once the text has changed too, what was typed and taken back counts as well: it was typed after the text.
    if (first?.side === 'form' && more.length === 0) this.#steps = [{ ...first, to }];
    else this.#steps = [...this.#steps, { side: 'form', from, to }];
  }

  /** The first unread text has been read. */
  read(reading: RequestReading) {
    const unread = this.#unreadStep;
    this.#steps = this.#steps.map((step) => (step === unread ? { ...unread, reading } : step));
  }

  /**
   * Merges everything that was typed, step by step.
   *
   * @param operationOf looks at a reading. @returns its operation, if it is a request of the contract.
   * @returns what the form shows from now on; `agree` still has to be told about it.
   */
  merge(
    operation: Operation | undefined,
    operationOf: (reading: RequestReading) => Operation | undefined,
  ): { operation: Operation | undefined; shown: FormValues; inText: FormValues } {
    let inText = this.#agreed;
    let shown = inText;
    for (const step of this.#steps) {
      if (step.side === 'form') {
        shown = mergeForms(step.from, step.to, shown);
        continue;
      }
      const { reading } = step;
      const found = reading && operationOf(reading);
      if (!found || !reading?.ok) continue;
      const read = { values: reading.values, headers: reading.headers };
      // Another operation has other fields: nothing of the last one has a place in it.
      shown = found === operation ? mergeForms(inText, read, shown) : read;
      inText = read;
      operation = found;
    }
    return { operation, shown, inText };
  }

  /** The text says `inText` now; what the form shows beyond it has still to be written. */
  agreeOn(inText: FormValues, shown: FormValues) {
    this.#agreed = inText;
    const waits = !same(shown.values, inText.values) || !same(shown.headers, inText.headers);
    this.#steps = waits ? [{ side: 'form', from: inText, to: shown }] : [];
  }
}

function mergeForms(base: FormValues, mine: FormValues, theirs: FormValues): FormValues {
  return {
    values: mergeValues(base.values, mine.values, theirs.values),
    headers: mergeValues(base.headers, mine.headers, theirs.headers) as HeaderValues,
  };
}

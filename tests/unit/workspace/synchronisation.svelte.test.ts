import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { valueAt, withValueAt, type Path } from '#src/envelope/values';
import { RequestState } from '#src/workspace/request.svelte';
import { hostileText } from '../values';
import { escapeText } from '#src/xml/escape';
import { slowLanguage } from './world';

/** Four places of one request that both sides can change, with the element that the text has for each. */
const FIELDS: Readonly<Record<string, Path>> = {
  keyType: ['leadSelector', 'keyType'],
  lastUpdatedAt: ['lastUpdatedAt'],
  streamPosition: ['streamPosition'],
  batchSize: ['batchSize'],
};

const START = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://www.marketo.com/mktows/">
 <s:Body><m:paramsGetMultipleLeads>
  <leadSelector xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="m:LeadKeySelector">
    <keyType>EMAIL</keyType><keyValues><stringItem>a@example.com</stringItem></keyValues></leadSelector>
  <lastUpdatedAt>2026-01-01T00:00:00Z</lastUpdatedAt><streamPosition>p</streamPosition>
  <batchSize>1</batchSize>
 </m:paramsGetMultipleLeads></s:Body>
</s:Envelope>`;

/** Makes any text around it unreadable, and can be found again. */
const BREAK = '<<broken>';

type Command =
  | { readonly kind: 'form' | 'text'; readonly field: string; readonly value: string }
  | { readonly kind: 'note'; readonly element: boolean }
  | { readonly kind: 'break' | 'repair' }
  | { readonly kind: 'wait'; readonly time: number };

const field = fc.constantFrom(...Object.keys(FIELDS));
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('form' as const), field, value: hostileText }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('text' as const), field, value: hostileText }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('note' as const), element: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('break' as const, 'repair' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      time: fc.constantFrom(0, 1, 5, 119, 121, 400),
    }),
  },
);

/** Plays the commands and keeps account of what was typed last in each field, and of every note. */
class Player {
  readonly last: Record<string, string> = {};
  readonly notes: string[] = [];
  readonly #state: RequestState;
  #edits = 0;
  /** What the text changed since the form was typed in last. */
  #inText = new Set<string>();

  constructor(state: RequestState) {
    this.#state = state;
  }

  get broken() {
    return this.#state.text.includes(BREAK);
  }

  async play(next: Command) {
    const { text, values } = this.#state;
    switch (next.kind) {
      case 'form':
        // What is there already is not typed.
        if (valueAt(values, FIELDS[next.field]!) === next.value) return;
        // While the text can't be read, nobody can tell what in it was typed before and what after the form.
        if (this.broken && this.#inText.has(next.field)) return;
        if (!this.broken) this.#inText.clear();
        this.last[next.field] = next.value;
        return this.#state.fill(withValueAt(values, FIELDS[next.field]!, next.value));
      case 'text': {
        const element = new RegExp(`<${next.field}(/>|>[^]*?</${next.field}>)`);
        // A text that is put back to what it was before anybody read it says nothing new: so no two are the same.
        const value = `${next.value}#${++this.#edits}`;
        const written = `<${next.field}>${escapeText(value)}</${next.field}>`;
        const after = text.replace(element, () => written);
        this.last[next.field] = value;
        this.#inText.add(next.field);
        return this.#state.edit(after);
      }
      case 'note': {
        const name = `note${this.notes.length}`;
        const note = next.element ? `<${name} at="1">kept</${name}>` : `<!-- ${name} -->`;
        this.notes.push(note);
        return this.#state.edit(text.replace('<lastUpdatedAt', () => `${note}<lastUpdatedAt`));
      }
      case 'break':
        if (!this.broken) this.#state.edit(text.replace('</m:params', `${BREAK}</m:params`));
        return;
      case 'repair':
        return this.#state.edit(text.replace(BREAK, ''));
      case 'wait':
        await vi.advanceTimersByTimeAsync(next.time);
    }
  }
}

describe('Form and text of one request', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hold what was typed last on either side, whatever the order and however slow the reading', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { maxLength: 14 }),
        fc.array(fc.constantFrom(0, 1, 3, 50, 200), { minLength: 1, maxLength: 6 }),
        async (commands, times) => {
          const state = new RequestState(marketo, slowLanguage(times), () => {
            throw new Error('The text is given.');
          });
          state.operation = marketo.operations.find(({ name }) => name === 'getMultipleLeads');
          state.edit(START);
          await vi.runAllTimersAsync();
          const player = new Player(state);
          for (const next of commands) await player.play(next);
          await player.play({ kind: 'repair' });
          await vi.runAllTimersAsync();

          expect(state.form).toEqual({ kind: 'in-step' });
          const read = readRequest(state.text, marketo);
          if (!read.ok) throw new Error(read.problem.message);
          expect(read.request.values).toEqual(state.values);
          for (const [name, value] of Object.entries(player.last))
            expect([name, valueAt(state.values, FIELDS[name]!)]).toEqual([name, value]);
          for (const note of player.notes) expect(state.text).toContain(note);
        },
      ),
      { numRuns: 400 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, textModels, type Editor, type Monaco } from '#src/ui/editor/models';
import type { TextChange } from '#src/workspace/text-document.svelte';
import { applyEdits } from '#src/xml/edits';

const pieces = fc.constantFrom('a', 'b', '\r\n', '\n', '🎉', '🎊', '漢', '<x/>');
const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

/** Half of a character beyond U+FFFF. */
const LONE = /\p{Surrogate}/u;

describe('The difference of two texts', () => {
  it('turns one into the other, and never cuts a character in two', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = difference(before, after);
        expect(applyEdits(before, [edit])).toBe(after);
        for (const part of [before.slice(0, edit.start), before.slice(edit.start, edit.end), edit.text])
          expect(part).not.toMatch(LONE);
      }),
    );
  });

  it.each([
    ['abc', 'abXc', { start: 2, end: 2, text: 'X' }],
    ['abXc', 'abc', { start: 2, end: 3, text: '' }],
    ['aaa', 'aa', { start: 2, end: 3, text: '' }],
    ['x🎉y', 'x🎊y', { start: 1, end: 3, text: '🎊' }],
    ['same', 'same', { start: 4, end: 4, text: '' }],
  ])('of %j and %j is the least', (before, after, edit) => {
    expect(difference(before, after)).toEqual(edit);
  });
});

/** As much of an editor as bringing a text into it takes; `log` is what was done to it. */
function fakeEditor(before: string, { readOnly = false, spoils = false } = {}) {
  const log: string[] = [];
  let value = before;
  const model = {
    getValue: () => value,
    setValue(next: string) {
      value = next;
      log.push('set');
    },
    getPositionAt: (offset: number) => offset,
    getFullModelRange: () => ({ getEndPosition: () => value.length }),
    applyEdits(edits: { range: { start: number; end: number }; text: string }[]) {
      value = applyEdits(
        value,
        edits.map(({ range, text }) => ({ ...range, text })),
      );
      log.push(`add ${edits.length}`);
    },
    pushEditOperations(_: unknown, edits: { range: { start: number; end: number }; text: string }[]) {
      value =
        applyEdits(
          value,
          edits.map(({ range, text }) => ({ ...range, text })),
        ) + (spoils ? '!' : '');
      log.push(`edit ${edits.length}`);
    },
  };
  const editor = {
    getOption: () => readOnly,
    getSelections: () => [],
    pushUndoStop: () => void log.push('stop'),
  };
  const monaco = {
    editor: { EditorOption: { readOnly: 0 } },
    Range: { fromPositions: (start: number, end: number) => ({ start, end }) },
  };
  const bring = (next: string, change?: TextChange) => {
    type Model = Parameters<ReturnType<typeof textModels>['bring']>[1];
    const models = textModels(monaco as unknown as Monaco);
    models.bring(editor as unknown as Editor, model as unknown as Model, next, change);
  };
  return { bring, log, value: () => value };
}

describe('Bringing a text into an editor', () => {
  const change = (before: string, after: string): TextChange => ({
    before,
    after,
    edits: [
      { start: 0, end: 1, text: 'X' },
      { start: 2, end: 3, text: 'Z' },
    ],
  });

  it('does nothing when the editor has it', () => {
    const { bring, log } = fakeEditor('abc');
    bring('abc');
    expect(log).toEqual([]);
  });

  it('makes the edits that were made, between two stops of undo', () => {
    const { bring, log, value } = fakeEditor('abc');
    bring('XbZ', change('abc', 'XbZ'));
    expect(log).toEqual(['stop', 'edit 2', 'stop']);
    expect(value()).toBe('XbZ');
  });

  it.each([
    ['another text', change('abd', 'XbZ')],
    ['another end', change('abc', 'XbY')],
    ['nowhere', undefined],
  ])('replaces the part that differs when the edits are for %s', (_, other) => {
    const { bring, log, value } = fakeEditor('abc');
    bring('XbZ', other);
    expect(log).toEqual(['stop', 'edit 1', 'stop']);
    expect(value()).toBe('XbZ');
  });

  it('sets the text whole in an editor that nobody types in, or that is new', () => {
    for (const editor of [fakeEditor('abc', { readOnly: true }), fakeEditor('')]) {
      editor.bring('XbZ');
      expect(editor.log).toEqual(['set']);
      expect(editor.value()).toBe('XbZ');
    }
  });

  it('adds what comes after what stands in an editor that nobody types in, so that nothing moves', () => {
    const { bring, log, value } = fakeEditor('abc', { readOnly: true });
    bring('abcdef');
    expect(log).toEqual(['add 1']);
    expect(value()).toBe('abcdef');
  });

  it('shows the text as it is even where the editor would change it', () => {
    const { bring, log, value } = fakeEditor('abc', { spoils: true });
    bring('XbZ');
    expect(log).toEqual(['stop', 'edit 1', 'stop', 'set']);
    expect(value()).toBe('XbZ');
  });
});

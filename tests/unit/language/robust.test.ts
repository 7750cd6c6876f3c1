import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operation as find } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { revise } from '#src/envelope/revise/revise';
import { withValueAt } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { check, fixAll } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { format } from '#src/language/format';
import { hover } from '#src/language/hover';
import { locate, pathAt } from '#src/language/locate';
import { outline } from '#src/language/outline';
import { applyEdits, overlap } from '#src/xml/edits';
import { disguise, dress } from '../envelope/disguise';
import { anyRequest, hostileText } from '../values';
import { mutated } from './mutations';

describe('Whatever the text', () => {
  it('every problem has its place in it, and every fix can be made', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const problem of check(text, marketo, { now: 0 })) {
          expect(problem.range.start).toBeGreaterThanOrEqual(0);
          expect(problem.range.end).toBeGreaterThanOrEqual(problem.range.start);
          expect(problem.range.end).toBeLessThanOrEqual(text.length);
          for (const fix of problem.fixes) {
            expect(overlap(fix.edits)).toBe(false);
            expect(applyEdits(text, fix.edits)).not.toBe(text);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('mending everything comes to an end, and leaves nothing to mend that it could', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const mended = fixAll(text, marketo);
        expect(fixAll(mended.text, marketo).text).toBe(mended.text);
      }),
      { numRuns: 200 },
    );
  });

  it('completion, help, outline, formatting and places answer at any offset', () => {
    fc.assert(
      fc.property(mutated, fc.nat(), (text, place) => {
        const offset = place % (text.length + 1);
        for (const completion of complete(text, offset, marketo, { userId: 'u', timestamp: 't' })) {
          expect(completion.range.start).toBeLessThanOrEqual(offset);
          expect(completion.range.end).toBeGreaterThanOrEqual(offset);
          expect(
            completion.also.every(
              (edit) => edit.end <= completion.range.start || edit.start >= completion.range.end,
            ),
          ).toBe(true);
        }
        const found = hover(text, offset, marketo);
        if (found) expect(found.range.start <= offset && offset <= found.range.end).toBe(true);
        expect(outline(text).every((symbol) => symbol.range.end <= text.length)).toBe(true);
        expect(overlap(format(text))).toBe(false);
        const field = pathAt(text, marketo, offset);
        if (field) expect(locate(text, marketo, field)?.range.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 600 },
    );
  });
});

/** One step of somebody's work: in the form, or in the text. */
const step = fc.oneof(
  fc.record({
    in: fc.constant('form' as const),
    field: fc.nat(),
    value: fc.oneof(hostileText, fc.constant(null)),
  }),
  fc.record({
    in: fc.constant('text' as const),
    place: fc.nat(),
    piece: fc.constantFrom('<!-- note -->', '<mine a="1">kept</mine>', '\n', '<?x y?>'),
  }),
);

describe('Work in the form and in the text by turns', () => {
  it('loses nothing that was typed in either', () => {
    fc.assert(
      fc.property(anyRequest(marketo), disguise, fc.array(step, { maxLength: 8 }), (data, how, steps) => {
        const written = writeRequest(marketo, data);
        if (!written.ok) throw new Error(written.problems[0]?.message);
        let text = dress(written.text, how);
        let values = data.values;
        const notes: string[] = [];
        const { operation } = data;
        const type = operation.input!.type;
        const names = marketo.types[type.name]!.fields.filter((field) => field.type.kind !== 'complex').map(
          (field) => field.name,
        );
        for (const action of steps) {
          if (action.in === 'form') {
            const name = names[action.field % Math.max(names.length, 1)];
            if (name === undefined) continue;
            values = withValueAt(values, [name], action.value);
            const revised = revise(text, marketo, { operation, values });
            if (!revised.ok) throw new Error(revised.message);
            text = revised.text;
          } else {
            // Between two fields of the request, where what is typed belongs to none of them.
            const gaps = [...text.matchAll(/(?<=<\/(?:leadRecord|source|type|batchSize|leadKey)>)/g)];
            const at = gaps[action.place % Math.max(gaps.length, 1)]?.index;
            if (at === undefined) continue;
            text = text.slice(0, at) + action.piece + text.slice(at);
            if (action.piece.trim() !== '') notes.push(action.piece);
          }
          const read = readRequest(text, marketo);
          if (!read.ok) throw new Error(`${read.problem.message}\n${text}`);
          expect(read.request.values).toEqual(values);
          for (const note of new Set(notes)) {
            const count = notes.filter((other) => other === note).length;
            expect(text.split(note).length - 1).toBeGreaterThanOrEqual(count);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps both while the text is broken: the text as it stands, the values as they were', () => {
    const operation = find(marketo, 'getLead')!;
    const values = { leadKey: { keyType: 'EMAIL', keyValue: 'a@b.c' } };
    const written = writeRequest(marketo, { operation, values, headers: {} });
    const broken = written.ok ? written.text.replace('</leadKey>', '</leadKe') : '';
    expect(revise(broken, marketo, { operation, values: { leadKey: { keyType: 'IDNUM' } } })).toMatchObject({
      ok: false,
    });
    const mended = fixAll(broken, marketo).text;
    const revised = revise(mended, marketo, { operation, values: { leadKey: { keyType: 'IDNUM' } } });
    const read = revised.ok && readRequest(revised.text, marketo);
    expect(read && read.ok && read.request.values).toEqual({ leadKey: { keyType: 'IDNUM' } });
  });
});

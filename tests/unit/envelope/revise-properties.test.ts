import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { placedRequest } from '#src/envelope/revise/change';
import { readRequest } from '#src/envelope/read';
import { revise } from '#src/envelope/revise/revise';
import type { Value, Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { applyEdits } from '#src/xml/edits';
import { placedElements } from '#src/xml/placed';
import { placeXml } from '#src/xml/positions';
import { requestOf, type RequestData } from '../values';
import { disguise, dress } from './disguise';

/** Two requests of one operation, the second often a small change of the first. */
const change = fc.constantFrom(...marketo.operations).chain((operation) =>
  fc
    .record({
      from: requestOf(marketo, operation),
      other: requestOf(marketo, operation),
      kept: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
      turn: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ from, other, kept, turn }) => {
      const names =
        operation.input!.type.kind === 'complex' ? marketo.types[operation.input!.type.name]!.fields : [];
      const keep = names.filter((_, index) => kept.includes(index)).map((field) => field.name);
      const values: Record<string, Value> = {};
      for (const name of [...Object.keys(from.values), ...Object.keys(other.values)]) {
        const value = keep.includes(name)
          ? from.values[name]
          : turned(from.values[name] ?? null, other.values[name], turn);
        if (value !== undefined) values[name] = value;
      }
      return { from, to: { ...other, values } as RequestData, keep };
    }),
);

/** Sometimes the other value, sometimes the old one with its lists turned round. */
function turned(value: Value, other: Value | undefined, turn: number): Value | undefined {
  return turn === 0 || value === null ? other : turnLists(value, turn);
}

function turnLists(value: Value, turn: number): Value {
  if (Array.isArray(value)) {
    const list = value as readonly Value[];
    const items = list.map((item) => turnLists(item, turn));
    if (turn === 1) return items.reverse();
    if (turn === 2) return [...items.slice(1), ...items.slice(0, 1)];
    return items.length > 1 ? items.slice(1) : [...items, ...items];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Values).map(([key, part]) => [key, turnLists(part as Value, turn)]),
  );
}

function write(data: RequestData): string {
  const written = writeRequest(marketo, data);
  if (!written.ok) throw new Error(written.problems[0]?.message);
  return written.text;
}

function read(text: string) {
  const result = readRequest(text, marketo);
  if (!result.ok) throw new Error(`${result.problem.message}\n${text}`);
  return result.request;
}

/** The source of the children of the Body's element that are called so, and of those that no field is called. */
function sources(text: string, names: readonly string[], fields: readonly string[]): string[] {
  const { content } = placedRequest(placeXml(text), marketo)!;
  return placedElements(content!)
    .filter((element) => names.includes(element.name) || !fields.includes(element.name))
    .map((element) => text.slice(element.start, element.end));
}

/** Everything between the Envelope's start tag, which may get a declaration, and the request. */
function beforeRequest(text: string): string {
  const { root, content } = placedRequest(placeXml(text), marketo)!;
  return text.slice(root.open.end, content!.start);
}

describe('Changing a text from the form', () => {
  it('makes it say exactly the wanted values, whatever it looked like before', () => {
    fc.assert(
      fc.property(change, disguise, ({ from, to }, how) => {
        const text = dress(write(from), how);
        expect(read(text).values).toEqual(from.values);
        const revised = revise(text, marketo, to);
        if (!revised.ok) throw new Error(revised.message);
        expect(read(revised.text).values).toEqual(to.values);
        expect(read(revised.text).headers).toEqual(to.headers);
        expect(applyEdits(text, revised.edits)).toBe(revised.text);
      }),
      { numRuns: 1500 },
    );
  });

  it('makes no edit when the text says it already', () => {
    fc.assert(
      fc.property(change, disguise, ({ from, to }, how) => {
        const text = dress(write(from), how);
        expect(revise(text, marketo, from)).toEqual({ ok: true, text, edits: [] });
        const revised = revise(text, marketo, to);
        if (!revised.ok) throw new Error(revised.message);
        expect(revise(revised.text, marketo, to)).toEqual({ ok: true, text: revised.text, edits: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('leaves every field that is not changed, and every element that is not the contract’s, byte for byte', () => {
    fc.assert(
      fc.property(change, disguise, ({ from, to, keep }, how) => {
        const text = dress(write(from), how);
        const revised = revise(text, marketo, { ...to, headers: undefined });
        if (!revised.ok) throw new Error(revised.message);
        const type = from.operation.input!.type.name;
        const fields = marketo.types[type]!.fields.map((field) => field.name);
        expect(sources(revised.text, keep, fields)).toEqual(sources(text, keep, fields));
        expect(beforeRequest(revised.text)).toBe(beforeRequest(text));
        const tail = text.slice(text.lastIndexOf('</'));
        expect(revised.text.endsWith(tail)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

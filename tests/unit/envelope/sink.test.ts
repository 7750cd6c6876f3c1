import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSink, TextSink, type Sink } from '#src/envelope/sink';
import { Tags } from '#src/envelope/tags';

/** One thing that is written; `aside` is written elsewhere first. */
type Step = { kind: 'open' | 'close' | 'empty' | 'text'; name: string; depth: number; aside: boolean };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('open', 'close', 'empty', 'text'),
  name: fc.constantFrom('a', 'attribute', 'ns1:leadRecordList'),
  depth: fc.integer({ min: 0, max: 9 }),
  aside: fc.boolean(),
});

function write(sink: Sink, steps: readonly Step[], tags: Map<string, Tags>) {
  for (const { kind, name, depth, aside } of steps) {
    const key = `${depth} ${name}`;
    if (!tags.has(key)) tags.set(key, new Tags(name, depth));
    const its = tags.get(key)!;
    const work = () => {
      if (kind === 'text') sink.element(its, `${name} at ${depth}\nand on`);
      else sink.tag(kind === 'open' ? its.openLine : kind === 'close' ? its.closeLine : its.empty);
    };
    if (aside) sink.element(its, sink.aside(work));
    else work();
  }
}

/** The same without any shortcut. */
function plainly(steps: readonly Step[]): string {
  const lines = steps.map(({ kind, name, depth, aside }) => {
    const indent = '  '.repeat(depth);
    const line = {
      open: `${indent}<${name}>`,
      close: `${indent}</${name}>`,
      empty: `${indent}<${name}/>`,
      text: `${indent}<${name}>${name} at ${depth}\nand on</${name}>`,
    }[kind];
    return aside ? `${indent}<${name}>${line}</${name}>` : line;
  });
  return lines.map((line) => `${line}\n`).join('');
}

describe('A message', () => {
  it('is the same text whether it is written whole or as lines, whatever follows whatever', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const tags = new Map<string, Tags>();
        for (let again = 0; again < 2; again += 1) {
          const [text, lines] = [new TextSink(), new LineSink()];
          write(text, steps, tags);
          write(lines, steps, tags);
          expect(text.textBetween('', '')).toBe(plainly(steps));
          expect(lines.lines.map((line) => `${line}\n`).join('')).toBe(plainly(steps));
        }
      }),
    );
  });
});

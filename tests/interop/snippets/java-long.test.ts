import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { javaString, javaTextBlocks } from '#src/snippets/escape/java';
import { runtimes } from '../runtimes';
import { HOSTILE_TEXTS } from '../support/hostile';
import { run } from '../support/run';
import { workDirectory } from '../support/snippets';

const work = workDirectory();
afterAll(() => work.remove());

describe.runIf(runtimes.java.found || process.env.CI)('a text longer than a constant of Java', () => {
  it('compiles and is the same text, as a literal and as a text block', async () => {
    const hostile = HOSTILE_TEXTS.join('\n');
    // Long by letters of one, two and three bytes, and with what has to be escaped at every place of a cut.
    const texts = ['x'.repeat(140_000), '  é日😀"\\ '.repeat(20_000), `  ${hostile}\n`.repeat(300)];
    const blocks = texts.map((text) => `${text.replaceAll('\r', '')}\n`);
    const methods = [
      ...texts.map(javaString),
      ...blocks.map((text) => javaTextBlocks(text, '    ').join('\n')),
    ].map((literal, index) => `static String text${index}() {\n    return ${literal};\n}`);
    const print = methods.map(
      (_, index) => `System.out.write((text${index}() + "=====").getBytes("UTF-8"));`,
    );
    const main = `public static void main(String[] args) throws Exception {\n${print.join('\n')}\n}`;
    const file = work.file('Long.java');
    writeFileSync(file, `public class Long {\n${methods.join('\n')}\n${main}\n}\n`);
    const outcome = await run('java', [file]);
    expect(outcome.code, outcome.stderr.slice(0, 1000)).toBe(0);
    expect(outcome.stdout.split('=====').slice(0, -1)).toEqual([...texts, ...blocks]);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { envelopeRaw } from '#src/snippets/kinds/envelope';
import { literals } from '#src/snippets/kinds/literals';
import { pythonRequests, runtimes, type Runtime } from '../runtimes';
import { canonical } from '../support/canonical';
import { run, type Outcome } from '../support/run';
import { requestFor, workDirectory } from '../support/snippets';

/** How the literals of a language are printed, all in one program, each followed by a line that can't be in an envelope. */
interface Printer {
  readonly runtime: Runtime;
  readonly file: string;
  readonly program: (statements: readonly string[]) => string;
  readonly start: (file: string) => Promise<Outcome>;
}

const END = '=====';
const node = { name: 'Node', found: true };
const tail = (print: string) => (statement: string) => `${statement}\n${print}\n`;

const printers: Record<string, Printer> = {
  shell: {
    runtime: runtimes.bash,
    file: 'all.sh',
    program: (all) => all.map(tail(`printf '%s\\n%s\\n' "$envelope" '${END}'`)).join(''),
    start: (file) => run('sh', [file]),
  },
  php: {
    runtime: runtimes.phpCurl,
    file: 'all.php',
    program: (all) =>
      `<?php\n${all
        .map((one) => one.replace('<?php\n', ''))
        .map(tail(`echo $envelope, "\\n${END}\\n";`))
        .join('')}`,
    start: (file) => run('php', [file]),
  },
  ruby: {
    runtime: runtimes.ruby,
    file: 'all.rb',
    program: (all) => all.map(tail(`puts envelope, '${END}'`)).join(''),
    start: (file) => run('ruby', [file]),
  },
  python: {
    runtime: runtimes.requests,
    file: 'all.py',
    program: (all) => all.map(tail(`print(envelope, '${END}', sep='\\n')`)).join(''),
    start: (file) => run(pythonRequests() ?? 'python3', [file]),
  },
  javascript: {
    runtime: node,
    file: 'all.js',
    program: (all) =>
      all
        .map(tail(`console.log(envelope + '\\n${END}');`))
        .map((one) => `{\n${one}}\n`)
        .join(''),
    start: (file) => run(process.execPath, [file]),
  },
  java: {
    runtime: runtimes.java,
    file: 'All.java',
    program: (all) =>
      inMethods(
        all,
        (one) => `static void ${one} throws Exception`,
        `System.out.write((envelope + "\\n${END}\\n").getBytes("UTF-8"));`,
        'public static void main(String[] args) throws Exception',
        'public class All',
      ),
    start: (file) => run('java', [file]),
  },
  csharp: {
    runtime: runtimes.mono,
    file: 'All.cs',
    program: (all) =>
      inMethods(
        all,
        (one) => `static void ${one}`,
        `System.Console.WriteLine(envelope + "\\n${END}");`,
        'public static void Main()',
        'public class All',
      ),
    start: async (file) => {
      const compiled = await run('mcs', [`-out:${file}.exe`, file]);
      return compiled.code === 0 ? run('mono', [`${file}.exe`]) : compiled;
    },
  },
  go: {
    runtime: runtimes.go,
    file: 'all.go',
    program: (all) =>
      `package main\n\nimport "fmt"\n\nfunc main() {\n${all
        .map(tail(`fmt.Println(envelope + "\\n${END}")`))
        .map((one) => `{\n${one}}\n`)
        .join('')}}\n`,
    start: (file) => run('go', ['run', file]),
  },
};

/** A method for each statement, since a method's size is limited, and one that calls them all. */
function inMethods(
  statements: readonly string[],
  method: (call: string) => string,
  print: string,
  main: string,
  type: string,
): string {
  const calls = statements.map((_, index) => `print${index}()`);
  const methods = statements.map((one, index) => `${method(calls[index] ?? '')} {\n${one}\n${print}\n}`);
  return `${type} {\n${methods.join('\n')}\n${main} {\n${calls.map((call) => `${call};`).join('\n')}\n}\n}\n`;
}

const work = workDirectory();
afterAll(() => work.remove());

for (const kind of literals) {
  const printer = printers[kind.language];
  if (!printer) continue;
  describe.runIf(printer.runtime.found || process.env.CI)(kind.label, () => {
    let printed: string[] = [];

    beforeAll(async () => {
      const statements = marketo.operations.map((operation) => {
        const snippet = kind.write(requestFor(operation, 'full', 'http://127.0.0.1/soap/mktows/3_1'));
        if (!snippet.ok) throw new Error(snippet.reason);
        return snippet.text;
      });
      const file = work.file(kind.language, printer.file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, printer.program(statements));
      const outcome = await printer.start(file);
      expect(outcome, outcome.stderr + outcome.stdout.slice(0, 500)).toMatchObject({ code: 0 });
      printed = outcome.stdout.split(`${END}\n`);
    });

    marketo.operations.forEach((operation, index) => {
      it(`${operation.name} is the same envelope when ${kind.language} has read it`, () => {
        const request = requestFor(operation, 'full', '');
        const envelope = envelopeRaw.write(request);
        if (!envelope.ok) throw new Error(envelope.reason);
        expect(canonical(marketo, printed[index] ?? '')).toEqual(canonical(marketo, envelope.text));
      });
    });
  });
}

it('has a printer for every literal but those that say that they are not verified', () => {
  const without = literals.filter(({ language }) => !printers[language]);
  expect(without.map(({ verified }) => verified)).not.toContain(true);
});

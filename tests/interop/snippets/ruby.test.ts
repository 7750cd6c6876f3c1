import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { rubyHttp } from '#src/snippets/kinds/ruby-http';
import { rubySavon } from '#src/snippets/kinds/ruby-savon';
import { runtimes } from '../runtimes';
import { run } from '../support/run';
import { requestFor, workDirectory } from '../support/snippets';
import { snippetSuite } from '../support/suite';

snippetSuite({ kind: rubyHttp, runtime: runtimes.ruby, command: (file) => ['ruby', '-w', file] });

// Savon is in no Debian package. Its programs are parsed, and say themselves that they were not run.
describe.runIf(runtimes.ruby.found || process.env.CI)(rubySavon.label, () => {
  const work = workDirectory();
  afterAll(() => work.remove());

  it("passes Ruby's own syntax check, warnings included, for every operation", async () => {
    const files = marketo.operations.flatMap((operation) =>
      (['full', 'nil'] as const).map((which) => {
        const snippet = rubySavon.write(requestFor(operation, which, 'http://127.0.0.1/soap/mktows/3_1'));
        if (!snippet.ok) throw new Error(snippet.reason);
        const file = work.file(`${operation.name}-${which}.rb`);
        writeFileSync(file, snippet.text);
        return file;
      }),
    );
    const compile = 'ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }';
    const checked = await run('ruby', ['-w', '-e', compile, ...files]);
    expect(checked.code, checked.stderr).toBe(0);
    expect(checked.stderr).toBe('');
    expect(rubySavon.verified).toContain('no test runs it');
  });
});

import { basename, dirname } from 'node:path';
import { expect } from 'vitest';
import { javaHttp } from '#src/snippets/kinds/java-http';
import { runtimes } from '../runtimes';
import { run } from '../support/run';
import { snippetSuite } from '../support/suite';

snippetSuite({
  kind: javaHttp,
  runtime: runtimes.java,
  command: (file) => ['java', '-XX:TieredStopAtLevel=1', '-cp', classes(file), basename(file, '.java')],
  // Left out is a warning about white space at the end of lines, which takes U+2028 for an end of a line.
  // Two programs for one operation have classes of the same name, so each directory level is compiled by itself.
  prepare: async (files) => {
    for (const target of new Set(files.map(classes))) {
      const together = files.filter((file) => classes(file) === target);
      const compiled = await run('javac', ['-Xlint:all,-text-blocks', '-Werror', '-d', target, ...together]);
      expect(compiled, compiled.stderr).toMatchObject({ code: 0 });
    }
  },
});

function classes(file: string): string {
  return `${dirname(dirname(file))}/classes`;
}

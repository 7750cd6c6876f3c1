import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { STUBS } from '#src/snippets/kinds/java-beans';
import { javaJaxws } from '#src/snippets/kinds/java-jaxws';
import { JAXWS_JAR, runtimes } from '../runtimes';
import { run } from '../support/run';
import { makeStubs } from '../support/stubs';
import { snippetSuite } from '../support/suite';

snippetSuite({
  kind: javaJaxws,
  runtime: runtimes.jaxws,
  cases: ['full', 'nil', 'example'],
  noise: /^.* javax\.xml\.soap\.FactoryFinder find\nWARNING: Using deprecated .*\n/gm,
  // The snippet says so in a note.
  tolerance: { emptyHeaders: true },
  command: (file) => ['java', '-XX:TieredStopAtLevel=1', '-cp', classPath(file), basename(file, '.java')],
  prepare: async (files, directory, server) => {
    await makeStubs(server.endpoint('stubs'), join(directory, 'stubs'), { package: STUBS });
    // Two programs for one operation have classes of the same name.
    for (const target of new Set(files.map(classes))) {
      const together = files.filter((file) => classes(file) === target);
      const compiled = await run('javac', ['-nowarn', '-cp', classPath(target), '-d', target, ...together]);
      expect(compiled, compiled.stderr).toMatchObject({ code: 0 });
    }
  },
});

function classes(file: string): string {
  return join(dirname(dirname(file)), 'classes');
}

function classPath(file: string): string {
  const own = basename(file) === 'classes' ? file : classes(file);
  return [own, join(dirname(dirname(own)), 'stubs'), JAXWS_JAR].join(':');
}

import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { goHttp } from '#src/snippets/kinds/go';
import { runtimes } from '../runtimes';
import { run } from '../support/run';
import { snippetSuite } from '../support/suite';

// One module with a package for each program, built in one go.
snippetSuite({
  kind: goHttp,
  runtime: runtimes.go,
  command: (file) => [join(file, '../../../bin', basename(dirname(file)))],
  prepare: async (_files, directory) => {
    writeFileSync(join(directory, 'go.mod'), 'module snippets\n\ngo 1.19\n');
    const built = await run('go', ['build', '-o', 'bin/', './...'], { cwd: directory });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const formatted = await run('gofmt', ['-l', '.'], { cwd: directory });
    expect(formatted.stdout, 'files that gofmt would change').toBe('');
  },
});

import { expect } from 'vitest';
import { csharpHttp } from '#src/snippets/kinds/csharp';
import { runtimes } from '../runtimes';
import { run, twoAtATime } from '../support/run';
import { snippetSuite } from '../support/suite';

const assemblies = ['System.Net.Http', 'System.Xml', 'System.Xml.Linq', 'System.Core'];
const options = ['-langversion:latest', '-warnaserror', ...assemblies.map((name) => `-r:${name}.dll`)];

snippetSuite({
  kind: csharpHttp,
  runtime: runtimes.mono,
  command: (file) => ['mono', `${file}.exe`],
  prepare: (files) =>
    twoAtATime(files, async (file) => {
      const compiled = await run('mcs', [...options, `-out:${file}.exe`, file]);
      expect(compiled, compiled.stdout + compiled.stderr).toMatchObject({ code: 0 });
    }),
});

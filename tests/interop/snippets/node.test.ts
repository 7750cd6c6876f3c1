import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFetch } from '#src/snippets/kinds/node-fetch';
import { nodeSoap } from '#src/snippets/kinds/node-soap';
import { snippetSuite } from '../support/suite';

const node = { name: 'Node', found: true };
const packages = fileURLToPath(new URL('../../../node_modules', import.meta.url));

snippetSuite({ kind: nodeFetch, runtime: node, command: (file) => [process.execPath, file] });

snippetSuite({
  kind: nodeSoap,
  runtime: node,
  cases: ['full', 'nil', 'example'],
  command: (file) => [process.execPath, file],
  prepare: async (_files, directory) => symlinkSync(packages, join(directory, 'node_modules')),
  // node-soap writes a carriage return as it is.
  tolerance: { lineEnds: true },
});

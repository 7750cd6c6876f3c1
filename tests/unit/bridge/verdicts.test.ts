import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { verdictTable } from '#src/bridge/verdicts';

it('the table of the README is what the code says of each operation', async () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const table = await format(verdictTable(), { parser: 'markdown', printWidth: 140 });
  expect(readme).toContain(table.trim());
});

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

it('runs a TypeScript module with its arguments', async () => {
  const program = path('./programs/arguments.ts');
  const { stdout } = await run(process.execPath, [
    path('../../../src/server/run.js'),
    program,
    'one',
    '--two',
  ]);
  expect(JSON.parse(stdout)).toEqual({ words: ['one', '--two'], proxy: '/proxy' });
});

it('says how it is used when there is nothing to run', async () => {
  const failed = run(process.execPath, [path('../../../src/server/run.js')]);
  await expect(failed).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage:') as string,
  });
});

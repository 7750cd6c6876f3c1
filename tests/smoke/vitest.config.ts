import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/smoke/**/*.test.ts'],
    globalSetup: './tests/smoke/support/serve.ts',
    maxWorkers: 2,
    // On a busy machine WebKit, which paints without a graphics card, takes its time for all operations.
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});

import { describe, expect, it } from 'vitest';
import { runtimes } from './runtimes';

// A developer sees a missing one as skipped here; where CI is set it is a failure. .ci/install-runtimes installs them all.
describe('the languages and SOAP stacks that these tests run', () => {
  for (const { name, found } of Object.values(runtimes)) {
    it.runIf(found || process.env.CI)(`include ${name}`, () => {
      expect(found).toBe(true);
    });
  }
});

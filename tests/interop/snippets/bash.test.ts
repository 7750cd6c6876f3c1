import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { bashCurl } from '#src/snippets/kinds/bash-curl';
import { runtimes } from '../runtimes';
import { run } from '../support/run';
import { requestFor } from '../support/snippets';
import { snippetSuite } from '../support/suite';

snippetSuite({ kind: bashCurl, runtime: runtimes.bash, command: (file) => ['bash', file] });

describe.runIf(runtimes.bash.found || process.env.CI)("the script's own HMAC", () => {
  it('is the one of node:crypto for any key, and never an argument of a program', async () => {
    const getLead = operation(marketo, 'getLead');
    const snippet = getLead && bashCurl.write(requestFor(getLead, 'example', 'http://127.0.0.1/'));
    if (!snippet?.ok) throw new Error('not written');
    const [own = ''] = /^hmac_sha1\(\) \{\n[^]*?\n\}$/m.exec(snippet.text) ?? [];
    const keys = [
      'k',
      'x'.repeat(64),
      'x'.repeat(65),
      'é日😀'.repeat(9),
      `6\\'"$(id) %s \\x36`,
      '\u00366'.repeat(40),
    ];
    for (const key of keys) {
      // What openssl is given is written down, before it is given.
      const script = `set -euo pipefail\nexport LC_ALL=C\nopenssl() { echo "openssl $*" >&2; command openssl "$@"; }\n${own}\nprintf '%s' 'a message' | hmac_sha1`;
      const outcome = await run('bash', ['-c', script], { env: { secret_key: key } });
      expect(outcome.stdout.trim(), key).toBe(createHmac('sha1', key).update('a message').digest('hex'));
      expect(outcome.stderr).toContain('openssl dgst -sha1');
      expect(outcome.stderr.replaceAll(/openssl dgst -sha1( -binary)?\n/g, ''), key).toBe('');
    }
  });
});

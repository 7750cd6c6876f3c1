import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { snippetKinds } from '#src/snippets/index';
import type { SnippetKind } from '#src/snippets/snippet';
import { FROZEN, requestOf } from './requests';

/** Everything that a kind writes for Marketo's own examples, signing as it runs and with a signature that is made. */
function written(kind: SnippetKind): string {
  const texts = marketo.operations.flatMap(({ name }) =>
    [undefined, { frozen: FROZEN }].map((options) => {
      const snippet = kind.write(requestOf(name), options);
      return JSON.stringify([name, snippet, kind.run(name, options), kind.fileName(name)]);
    }),
  );
  return texts.join('\n');
}

// Where snippets are meant to change: npx vitest run tests/unit/snippets/digests.test.ts -u
it('writes the same snippets for all examples, byte for byte, until they are meant to change', async () => {
  const lines = snippetKinds.map((kind) => {
    const digest = createHash('sha256').update(written(kind)).digest('hex');
    return `${kind.id} ${digest}\n`;
  });
  await expect(lines.join('')).toMatchFileSnapshot('digests.txt');
});

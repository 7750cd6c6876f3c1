import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { diagnose } from '#src/signature/diagnose';
import { random } from './random';

const next = random(2202);
const text = (length: number) => Array.from({ length }, () => Math.floor(next() * 36).toString(36)).join('');

/** A right signature under a key that is not the one given. */
function request(shape: (digest: Buffer) => string): { input: string; key: string } {
  const userId = `demo_1_${text(20).toUpperCase()}`;
  const timestamp = new Date(1.3e12 + Math.floor(next() * 4e11)).toISOString().slice(0, 19) + '-08:00';
  const digest = createHmac('sha1', text(12))
    .update(timestamp + userId)
    .digest();
  return { input: `User ID: ${userId}\nSignature: ${shape(digest)}\nTimestamp: ${timestamp}`, key: text(12) };
}

test(
  'Of 1,000 signatures made with wrong random keys none is claimed to be explained',
  { timeout: 600_000 },
  async () => {
    for (let count = 0; count < 1000; count++) {
      const { input, key } = request((digest) => digest.toString('hex'));
      const { verdict, causes } = await diagnose(input, key);
      expect([verdict, causes]).toEqual(['unexplained', []]);
    }
  },
);

test.each<[string, (digest: Buffer) => string]>([
  ['cut to 12 digits', (digest) => digest.toString('hex').slice(0, 12)],
  ['cut to 4 digits', (digest) => digest.toString('hex').slice(0, 4)],
  ['cut to 31 digits', (digest) => digest.toString('hex').slice(9)],
  ['in base64', (digest) => digest.toString('base64')],
  ['in base64 cut to 17 characters', (digest) => digest.toString('base64').slice(0, 17)],
  ['as long as SHA-256', (digest) => digest.toString('hex') + digest.toString('hex').slice(0, 24)],
])('Nor is any made with a wrong key and %s', async (_, shape) => {
  for (let count = 0; count < 25; count++) {
    const { input, key } = request(shape);
    expect((await diagnose(input, key)).verdict).toBe('unexplained');
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '#src/signature/diagnose';
import { sign } from '#src/signature/sign';
import { nextSteps } from '#src/signature/steps';
import { envelopeOf, facts } from './facts';
import { make } from './mistakes';
import { vectors } from './vectors';

const right = envelopeOf(facts, sign(facts.timestamp, facts.userId, facts.secretKey));

test('A right signature is never doubted, whatever timestamp, user id and key are', async () => {
  // Carriage returns and what XML cannot hold would not reach the service as they are.
  const text = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .filter((value) => !/[\r\0-\x08\x0b\x0c\x0e-\x1f]/.test(value));
  const key = fc.oneof(text, fc.constant(''), fc.string({ minLength: 65, maxLength: 90 }));
  await fc.assert(
    fc.asyncProperty(text, text, key, async (timestamp, userId, secretKey) => {
      const input = envelopeOf({ ...facts, timestamp, userId }, sign(timestamp, userId, secretKey));
      const { verdict, causes } = await diagnose(input, secretKey);
      expect([verdict, causes]).toEqual(['verified', []]);
    }),
    { numRuns: 300 },
  );
});

describe('Of the documented samples', () => {
  const paste = ({ userId, timestamp, signature }: (typeof vectors)[number]) =>
    `${userId}\n${timestamp}\n${signature}`;

  test.each(vectors.filter(({ verifies }) => verifies))('that of $timestamp is verified', async (vector) => {
    expect((await diagnose(paste(vector), vector.secret)).verdict).toBe('verified');
  });

  test.each(vectors.filter(({ verifies }) => !verifies))(
    'that of $timestamp is said not to be reproducible, with the advice why',
    async (vector) => {
      const diagnosis = await diagnose(paste(vector), vector.secret);
      expect(diagnosis.verdict).toBe('unexplained');
      expect(diagnosis.advice).toEqual([{ code: 'user-id-from-documentation' }]);
      expect(nextSteps(diagnosis).map(({ code }) => code)).toEqual(['conclusion', 'use-own-credentials']);
    },
  );
});

test('What was signed instead is shown beside what should have been', async () => {
  const made = make(facts, [{ code: 'order' }, { code: 'separator', separator: '|' }]);
  const diagnosis = await diagnose(envelopeOf(facts, made?.signature ?? ''), facts.secretKey);
  expect(diagnosis.stringToSign).toBe(facts.timestamp + facts.userId);
  expect(diagnosis.signedText).toBe(`${facts.userId}|${facts.timestamp}`);
  expect(diagnosis.expected).toBe(sign(facts.timestamp, facts.userId, facts.secretKey));
});

test('An endpoint given as an option is tried where the text names none', async () => {
  const cause = { code: 'part-added', part: 'endpoint', form: 'host', position: 'after' } as const;
  const input = envelopeOf(facts, make(facts, [cause])?.signature ?? '');
  expect((await diagnose(input, facts.secretKey)).verdict).toBe('unexplained');
  expect((await diagnose(input, facts.secretKey, { endpoint: facts.endpoint })).causes).toEqual([cause]);
});

test('A key that was typed with white space is named when the signature was made without it', async () => {
  const { causes } = await diagnose(right, `${facts.secretKey}\n`);
  expect(causes).toEqual([{ code: 'whitespace-trimmed', where: 'secret-key' }]);
});

test('A missing value makes a text unreadable, and is named', async () => {
  const { verdict, found } = await diagnose(
    right.replace(/<requestSignature>.*<\/requestSignature>/, ''),
    'key',
  );
  expect([verdict, found.missing]).toEqual(['unreadable', ['requestSignature']]);
});

test('Nothing at all is unreadable', async () => {
  expect((await diagnose('', '')).verdict).toBe('unreadable');
});

test('A signature too short to be traced is never explained', async () => {
  const cut = envelopeOf(facts, sign(facts.timestamp, facts.userId, facts.secretKey).slice(0, 11));
  const { verdict, advice } = await diagnose(cut, facts.secretKey);
  expect([verdict, advice]).toEqual(['unexplained', [{ code: 'signature-too-short', length: 11 }]]);
});

test('Values longer than any real one are checked, but not searched', async () => {
  const userId = 'u'.repeat(5000);
  const wrong = await diagnose(envelopeOf({ ...facts, userId }, 'a'.repeat(40)), 'key');
  expect([wrong.verdict, wrong.tried]).toEqual(['unexplained', { calculations: 1, skipped: true }]);
  const signature = sign(facts.timestamp, userId, 'key');
  expect((await diagnose(envelopeOf({ ...facts, userId }, signature), 'key')).verdict).toBe('verified');
});

test('The same question gets the same answer', async () => {
  const input = envelopeOf(facts, make(facts, [{ code: 'order' }])?.signature ?? '');
  expect(await diagnose(input, facts.secretKey)).toEqual(await diagnose(input, facts.secretKey));
});

describe('A search is cancelled', () => {
  const hopeless = envelopeOf(facts, '0123456789abcdef0123456789abcdef01234567');

  test('before it begins', async () => {
    const reason = new Error('not wanted');
    await expect(diagnose(hopeless, 'key', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('by an event that comes while it runs', async () => {
    const controller = new AbortController();
    const reason = new Error('another keystroke');
    const search = diagnose(hopeless, 'key', {
      signal: controller.signal,
      clock: () => performance.now(),
    });
    setTimeout(() => controller.abort(reason), 1);
    await expect(search).rejects.toBe(reason);
  });

  test('and lets other events through while it runs', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await diagnose(hopeless, 'key', { clock: () => performance.now() });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Cause } from '#src/signature/cause';
import { describe as inWords, fixLine, languages } from '#src/signature/causes';
import { diagnose } from '#src/signature/diagnose';
import { report } from '#src/signature/report';
import { sign } from '#src/signature/sign';
import { nextSteps } from '#src/signature/steps';
import { loners, mistakes } from './catalogue';
import { envelopeOf, facts } from './facts';
import { make } from './mistakes';

const causes: readonly Cause[] = [...mistakes, ...loners].map(({ cause }) => cause);

describe('A cause is put into words', () => {
  test('that say what was done and what the service does', () => {
    expect(inWords({ code: 'order' }).sentence).toBe(
      'You signed user id + timestamp; the service signs timestamp + user id.',
    );
    expect(inWords({ code: 'separator', separator: '\n' }).sentence).toContain('a line feed (\\n)');
  });

  test.each(causes.map((cause) => [JSON.stringify(cause), cause] as const))('for %s', (_, cause) => {
    const { title, sentence, fix: change } = inWords(cause);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(sentence).toMatch(/^You .*the service .*\.$/);
    expect(change).toMatch(/^\S.*\.$/);
    expect(title + sentence + change).not.toMatch(/undefined|null|\[object|[\n\r\t\u00a0\ufeff]/);
  });
});

test('Every cause has a line of right code in every language, but another account needs none', () => {
  for (const language of languages) {
    for (const cause of causes) {
      const line = fixLine(cause, language);
      if (cause.code === 'other-user-id') expect(line).toBeNull();
      else expect(line).toMatch(/^[^\n]{10,}$/);
    }
  }
});

test("Node's line makes the right signature when it is run", () => {
  const line = fixLine({ code: 'order' }, 'javascript') ?? '';
  const run = new Function('createHmac', 'key', 'timestamp', 'userId', `${line} return signature;`) as (
    ...values: unknown[]
  ) => string;
  expect(run(createHmac, 'clé', facts.timestamp, facts.userId)).toBe(
    sign(facts.timestamp, facts.userId, 'clé'),
  );
});

const hasOpenssl = spawnSync('bash', ['-c', 'command -v openssl']).status === 0;

test.runIf(hasOpenssl)("The shell's line makes the right signature when it is run", () => {
  const script = `${fixLine({ code: 'order' }, 'bash')}\nprintf %s "$signature"`;
  const env = { PATH: process.env.PATH, key: 'Jefe', timestamp: facts.timestamp, user_id: facts.userId };
  const { stdout } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
  expect(stdout).toBe(sign(facts.timestamp, facts.userId, 'Jefe'));
});

describe('A report for a colleague', () => {
  const secretKey = 'S3cret-Käse-Key';
  const secret = { ...facts, secretKey };
  const signedWith = (planted: readonly Cause[]) =>
    envelopeOf(secret, make(secret, planted)?.signature ?? '');

  test.each<[string, readonly Cause[], string]>([
    ['a right signature', [], 'The signature is right'],
    ['one mistake', [{ code: 'order' }], 'one mistake gives exactly this signature'],
    [
      'two mistakes',
      [{ code: 'swapped' }, { code: 'key-form', form: 'base64-encoded' }],
      '2 mistakes together give exactly this signature',
    ],
  ])('tells of %s and leaves out the key and what is made from it', async (_, planted, headline) => {
    const text = report(await diagnose(signedWith(planted), secretKey));
    expect(text).toContain(headline);
    const right = sign(facts.timestamp, facts.userId, secretKey);
    if (planted.length > 0) expect(text).not.toContain(right);
    const bytes = Buffer.from(secretKey);
    for (const form of [
      secretKey,
      bytes.toString('hex'),
      bytes.toString('base64'),
      encodeURIComponent(secretKey),
    ]) {
      expect(text).not.toContain(form);
    }
  });

  test('tells what was tried and what to do next when nothing explains the signature', async () => {
    const diagnosis = await diagnose(signedWith([]), 'another key');
    const text = report(diagnosis);
    expect(text).toContain(
      `None of the ${diagnosis.tried.calculations.toLocaleString('en-US')} calculations`,
    );
    expect(text).toContain('Most likely the key differs.');
    expect(nextSteps(diagnosis).map(({ code }) => code)).toEqual([
      'conclusion',
      'compare-key',
      'same-account',
      'print-what-is-signed',
      'sign-a-known-case',
      'paste-unchanged',
    ]);
    expect(text).not.toContain('another key');
  });

  test('shows what is invisible, and no password or query of a URL', async () => {
    const input = envelopeOf({ ...facts, userId: 'a\u00a0b\n' }, 'x');
    const text = report(
      await diagnose(`https://me:pass@host.example/soap/mktows/3_1?k=v ${input}`, secretKey),
    );
    expect(text).toContain('"a\\u00a0b\\n"');
    expect(text).toContain('endpoint: https://host.example/soap/mktows/3_1\n');
  });

  test('is not made where the user id is the key', async () => {
    expect(report(await diagnose(signedWith([]), facts.userId))).not.toContain(facts.userId);
  });

  test('names what is missing', async () => {
    const diagnosis = await diagnose('curl -d @body.xml https://host.example/', secretKey);
    expect(report(diagnosis)).toContain('mktowsUserId, requestSignature, requestTimestamp not found');
    expect(nextSteps(diagnosis).map(({ code }) => code)).toEqual(['paste-file', 'paste-missing']);
  });
});

test('There is nothing to find out after a verdict that says it all', async () => {
  expect(
    nextSteps(await diagnose(envelopeOf(facts, make(facts, [])?.signature ?? ''), facts.secretKey)),
  ).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import {
  adviseKey,
  adviseSignature,
  adviseTimestamp,
  adviseUserId,
  type Advice,
} from '#src/signature/advice';
import { adviceInWords } from '#src/signature/advice-words';
import { diagnose } from '#src/signature/diagnose';
import { sign } from '#src/signature/sign';
import { envelopeOf, facts } from './facts';

describe('A timestamp is advised about', () => {
  const now = Date.parse('2024-05-06T13:05:00Z');
  test.each<[string, readonly Advice[]]>([
    ['2024-05-06T13:04:54+00:00', []],
    ['2024-05-06T13:04:54Z', []],
    ['2024-05-06T13:04:54', [{ code: 'timestamp-no-offset' }]],
    ['2024-05-06T13:04:54+0000', [{ code: 'timestamp-offset-without-colon' }]],
    ['2024-05-06T13:04:54+00', [{ code: 'timestamp-offset-without-colon' }]],
    ['2024-05-06T13:04:54.123456+00:00', [{ code: 'timestamp-fraction', digits: 6 }]],
    ['24-05-06T13:04:54+00:00', [{ code: 'timestamp-two-digit-year' }]],
    ['2024-05-06 13:04:54+00:00', [{ code: 'timestamp-space' }]],
    ['2024-05-06T01:04:54+00:00', [{ code: 'timestamp-twelve-hour-slip' }]],
    ['2024-05-06T01:04:54 PM', [{ code: 'timestamp-twelve-hour-slip' }]],
    ['1715000694', [{ code: 'timestamp-not-w3c', shape: 'epoch' }]],
    ['Mon, 06 May 2024 13:04:54 GMT', [{ code: 'timestamp-not-w3c', shape: 'rfc-2822' }]],
    ['yesterday', [{ code: 'timestamp-not-a-date' }]],
    ['', [{ code: 'timestamp-not-a-date' }]],
    [' 2024-05-06T13:04:54Z', [{ code: 'whitespace', where: 'timestamp' }]],
  ])('when it is %j', (text, advice) => {
    expect(adviseTimestamp(text, now)).toEqual(advice);
  });

  test('without a word about twelve hours when the time is not known', () => {
    expect(adviseTimestamp('2024-05-06T01:04:54+00:00')).toEqual([]);
  });

  test('even when the signature is right', async () => {
    const odd = { ...facts, timestamp: '2013-06-09T14:04:54.5' };
    const input = envelopeOf(odd, sign(odd.timestamp, odd.userId, odd.secretKey));
    const { verdict, advice } = await diagnose(input, odd.secretKey);
    expect(verdict).toBe('verified');
    expect(advice).toEqual([{ code: 'timestamp-no-offset' }, { code: 'timestamp-fraction', digits: 1 }]);
  });
});

test.each<[string, readonly Advice[]]>([
  ['demo_1', []],
  ['demo_1 ', [{ code: 'whitespace', where: 'user-id' }]],
  ['größe', [{ code: 'not-ascii', where: 'user-id' }]],
  ['me@example.com', [{ code: 'user-id-is-email' }]],
  ['bigcorp1_461839624B16E06BA2D663', [{ code: 'user-id-from-documentation' }]],
])('The user id %j is advised about', (userId, advice) => {
  expect(adviseUserId(userId)).toEqual(advice);
});

test.each<[string, readonly Advice[]]>([
  ['key', []],
  ['', [{ code: 'key-empty' }]],
  ['key\n', [{ code: 'whitespace', where: 'secret-key' }]],
  ['clé', [{ code: 'not-ascii', where: 'secret-key' }]],
  ['demo_1', [{ code: 'key-is-user-id' }]],
])('The key %j is advised about', (key, advice) => {
  expect(adviseKey(key, 'demo_1')).toEqual(advice);
});

test.each<[string, readonly Advice[]]>([
  ['d27074cb49414b3410fd7ab58b5945c3e86d28d4', []],
  ['d27074cb49414b3410fd7ab58b5945c3e86d28d4\n', [{ code: 'whitespace', where: 'signature' }]],
  ['[B@6d06d69c', [{ code: 'signature-too-short', length: 11 }]],
  ['<Buffer 4a 65 66 65>', [{ code: 'signature-not-a-digest' }]],
])('The signature %j is advised about', (signature, advice) => {
  expect(adviseSignature(signature)).toEqual(advice);
});

test('Every advice is said in words', () => {
  const all: readonly [Advice, string][] = [
    [{ code: 'timestamp-not-a-date' }, 'not a date'],
    [{ code: 'timestamp-not-w3c', shape: 'epoch' }, '1970'],
    [{ code: 'timestamp-not-w3c', shape: 'rfc-2822' }, 'mail'],
    [{ code: 'timestamp-no-offset' }, 'no offset'],
    [{ code: 'timestamp-offset-without-colon' }, 'colon'],
    [{ code: 'timestamp-fraction', digits: 3 }, '3 digits'],
    [{ code: 'timestamp-two-digit-year' }, 'two digits'],
    [{ code: 'timestamp-space' }, 'space'],
    [{ code: 'timestamp-twelve-hour-slip' }, 'twelve hours'],
    [{ code: 'whitespace', where: 'user-id' }, 'user id'],
    [{ code: 'not-ascii', where: 'secret-key' }, 'secret key'],
    [{ code: 'user-id-is-email' }, 'e-mail'],
    [{ code: 'user-id-from-documentation' }, 'altered'],
    [{ code: 'key-empty' }, 'empty'],
    [{ code: 'key-is-user-id' }, 'same text'],
    [{ code: 'signature-too-short', length: 7 }, '7 characters'],
    [{ code: 'signature-not-a-digest' }, 'neither hex nor base64'],
  ];
  for (const [advice, words] of all) expect(adviceInWords(advice)).toContain(words);
});

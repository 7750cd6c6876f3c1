import { createHmac } from 'node:crypto';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authenticate, sign, stringToSign } from '#src/signature/sign';
import { vectors } from './vectors';

describe('HMAC-SHA1 gives what RFC 2202 says', () => {
  const filled = (byte: number, length: number) => new Uint8Array(length).fill(byte);
  test.each([
    ['1', filled(0x0b, 20), utf8ToBytes('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
    [
      '2',
      utf8ToBytes('Jefe'),
      utf8ToBytes('what do ya want for nothing?'),
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    ],
    ['3', filled(0xaa, 20), filled(0xdd, 50), '125d7342b9ac11cd91a39af48aa17b4f63f175d3'],
    [
      '4',
      hexToBytes('0102030405060708090a0b0c0d0e0f10111213141516171819'),
      filled(0xcd, 50),
      '4c9007f4026250c6bc8414f9bf50c86c2d7235da',
    ],
    ['5', filled(0x0c, 20), utf8ToBytes('Test With Truncation'), '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04'],
    [
      '6',
      filled(0xaa, 80),
      utf8ToBytes('Test Using Larger Than Block-Size Key - Hash Key First'),
      'aa4ae5e15272d00e95705637ce8a3b55ed402112',
    ],
    [
      '7',
      filled(0xaa, 80),
      utf8ToBytes('Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data'),
      'e8e99d0f45237d786d6bbaa7965c7808bbff1a91',
    ],
  ])('in test case %s', (_, key, message, digest) => {
    expect(bytesToHex(hmac(sha1, key, message))).toBe(digest);
  });

  test('when its text key and message are signed as timestamp and user id', () => {
    const digest = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79';
    expect(sign('what do ya want ', 'for nothing?', 'Jefe')).toBe(digest);
  });
});

test.each(vectors.filter(({ verifies }) => verifies))(
  'The documented signature of $timestamp is made',
  (vector) => {
    expect(sign(vector.timestamp, vector.userId, vector.secret)).toBe(vector.signature);
  },
);

test('The string to sign is the timestamp and then the user id, with nothing between or around', () => {
  expect(stringToSign(' t\n', 'u ')).toBe(' t\nu ');
});

test('A fresh header holds the timestamp that was signed', () => {
  const user = { mktowsUserId: 'demo_1', secretKey: 'key' };
  expect(authenticate(user, '2020-01-01T00:00:00+00:00')).toEqual({
    mktowsUserId: 'demo_1',
    requestTimestamp: '2020-01-01T00:00:00+00:00',
    requestSignature: sign('2020-01-01T00:00:00+00:00', 'demo_1', 'key'),
  });
});

test("sign agrees with Node's crypto for any text, for empty keys and for keys longer than a block", () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  const key = fc.oneof(text, fc.constant(''), fc.string({ minLength: 60, maxLength: 200, unit: 'grapheme' }));
  fc.assert(
    fc.property(text, text, key, (timestamp, userId, secretKey) => {
      const expected = createHmac('sha1', Buffer.from(secretKey, 'utf8'))
        .update(timestamp + userId, 'utf8')
        .digest('hex');
      expect(sign(timestamp, userId, secretKey)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

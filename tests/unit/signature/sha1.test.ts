import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hmacSha1, sha1 } from '#src/signature/search/sha1';

/** Bytes of every value, the same each time. */
const bytes = (length: number, start: number) =>
  Uint8Array.from({ length }, (_, index) => (start + index * 167 + (index >> 3) * 29) & 0xff);
const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');

describe("The search's own SHA-1 agrees with node:crypto", () => {
  it('for messages of every length around its blocks', () => {
    for (let length = 0; length <= 260; length++) {
      const message = bytes(length, length);
      expect(hex(sha1(message)), `${length}`).toBe(createHash('sha1').update(message).digest('hex'));
    }
  });

  it('for keys shorter and longer than a block, each prepared once for many messages', () => {
    for (const keyLength of [0, 1, 3, 20, 55, 63, 64, 65, 128, 200]) {
      const key = bytes(keyLength, 11);
      const mac = hmacSha1(key);
      for (const length of [0, 1, 2, 3, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 40_000]) {
        const message = bytes(length, keyLength);
        const expected = createHmac('sha1', key).update(message).digest('hex');
        expect(hex(mac(message)), `${keyLength}, ${length}`).toBe(expected);
      }
    }
  });

  it('for two keys whose messages take turns', () => {
    const [one, other] = [hmacSha1(bytes(20, 1)), hmacSha1(bytes(90, 2))];
    for (let turn = 0; turn < 3; turn++) {
      const message = bytes(60 + turn, turn);
      expect(hex(one(message))).toBe(createHmac('sha1', bytes(20, 1)).update(message).digest('hex'));
      expect(hex(other(message))).toBe(createHmac('sha1', bytes(90, 2)).update(message).digest('hex'));
    }
  });
});

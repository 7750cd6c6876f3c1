import { createHash, createHmac, type BinaryLike } from 'node:crypto';

/** The three values that a signature is made from. */
export interface Signer {
  readonly timestamp: string;
  readonly userId: string;
  readonly key: string;
}

export const signer: Signer = {
  timestamp: '2013-08-02T05:47:06-07:00',
  userId: 'demo17_1_809934544BFABAE58E5D27',
  key: '27272727aa',
};

/** HMAC-SHA1 as hex. */
export function hmac(key: BinaryLike, message: BinaryLike): string {
  return createHmac('sha1', key).update(message).digest('hex');
}

/** HMAC-SHA1 as bytes. */
export function mac(key: BinaryLike, message: BinaryLike): Buffer {
  return createHmac('sha1', key).update(message).digest();
}

/** A hash as bytes. */
export function hash(name: string, message: BinaryLike): Buffer {
  return createHash(name).update(message).digest();
}

/** What a program would have pasted for these values and this signature. */
export function pasted({ timestamp, userId }: Signer, signature: string): string {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<ns1:AuthenticationHeader xmlns:ns1="http://www.marketo.com/mktows/"><mktowsUserId>${escape(userId)}</mktowsUserId><requestSignature>${escape(signature)}</requestSignature><requestTimestamp>${escape(timestamp)}</requestTimestamp></ns1:AuthenticationHeader>`;
}

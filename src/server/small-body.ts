import type { OutgoingMessage } from 'node:http';

/** Up to this many bytes a copy costs less than a second write. */
const SMALL = 64 * 1024;

/**
 * Ends a message with its whole body. Node sends head and body of a small one together when the body is a text, and in
 * two pieces when it is bytes; Latin-1 is a text with the very same bytes.
 */
export function endWith(message: OutgoingMessage, body: Uint8Array): void {
  if (body.byteLength > SMALL) message.end(body);
  else message.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1');
}

import type { Contract } from '../contract/contract';
import type { ServiceVersion } from '../contract/versions';
import { decodeXml } from './decode-xml';
import { readCall, type ReadCall } from './read-call';

/** A message as it came: bytes, and the charset of its content type. */
export interface ReceivedMessage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly charset: string | undefined;
}

/** What was read of a message, and what a log shows of it. */
export interface ReadMessage {
  readonly call: ReadCall | { readonly ok: false; readonly encoding: true; readonly message: string };
  /** The beginning of its text. */
  readonly start: string;
  /** The length of its text, in UTF-16 code units. */
  readonly length: number;
}

/**
 * Reads a message as `readMessage` does with the contract of that version; undefined, at once or later, leaves it to whoever asks.
 *
 * @param version undefined for the newest.
 */
export type ReadElsewhere = (
  message: ReceivedMessage,
  version: ServiceVersion | undefined,
  inferTypes: boolean,
) => Promise<ReadMessage | undefined> | undefined;

/** How much of a text comes back as its beginning, in UTF-16 code units. */
const START = 5_000;

/** More start tags than any real message has: 300 leads with 200 attributes each are some 240,000. */
const MAX_TAGS = 500_000;

/** Reads a message; a message is plain data on either side, so this may be done in another thread. */
export function readMessage(
  { bytes, charset }: ReceivedMessage,
  contract: Contract,
  inferTypes: boolean,
): ReadMessage {
  const decoded = decodeXml(bytes, charset);
  if (!decoded.ok) return { call: { ...decoded, encoding: true }, start: '', length: 0 };
  const { text } = decoded;
  const call: ReadCall = hasTooManyTags(text)
    ? { ok: false, message: `The message has more than ${MAX_TAGS} tags: send it in pieces` }
    : readCall(text, contract, inferTypes);
  return { call, start: text.slice(0, START), length: text.length };
}

/** Counted before anything is made of them: a tree of millions of elements takes more memory than there may be. */
function hasTooManyTags(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text.charCodeAt(at + 1) !== SLASH && ++count > MAX_TAGS) return true;
  }
  return false;
}

const SLASH = 0x2f;

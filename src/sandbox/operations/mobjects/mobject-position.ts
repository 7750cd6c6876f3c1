import * as v from 'valibot';
import { fault, type SoapFault } from '../../../service/fault';

const position = v.strictObject({
  /** A mark of the question that the pages answer. */
  q: v.string(),
  /** The last id of the page before. */
  id: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A mark that two different questions are most unlikely to share: a hash (FNV-1a) of its text. */
export function markOf(question: unknown): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify(question))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16);
}

/** The position after a page. Like the service's own it is base64 and nobody else's business what is in it. */
export function formatObjectPosition(mark: string, lastId: number): string {
  return btoa(JSON.stringify({ q: mark, id: lastId }));
}

/**
 * Reads a position.
 *
 * @returns the last id of the page before, or fault 20122 when the position is none or belongs to another question.
 */
export function readObjectPosition(text: string, mark: string): number | SoapFault {
  const read = v.safeParse(position, decode(text));
  if (!read.success) return fault('20122', 'The stream position has an unknown form');
  return read.output.q === mark
    ? read.output.id
    : fault('20122', 'The stream position belongs to another question');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(atob(text));
  } catch {
    return undefined;
  }
}

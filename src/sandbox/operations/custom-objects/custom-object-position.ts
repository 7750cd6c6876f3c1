import * as v from 'valibot';
import { fault, type SoapFault } from '../../../service/fault';

const position = v.strictObject({
  ky: v.array(v.string()),
  os: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** The position after a page, in the shape of a recorded one: the values of the keys, and how many records came before. */
export function formatKeyPosition(keyValues: readonly string[], offset: number): string {
  return JSON.stringify({ ky: keyValues, os: offset });
}

/**
 * Reads a position.
 *
 * @param keyValues the values of the keys that this request has.
 * @returns how many records to pass over, or fault 20122 when the position is none or belongs to other keys.
 */
export function readKeyPosition(text: string, keyValues: readonly string[]): number | SoapFault {
  const read = v.safeParse(position, parse(text));
  if (!read.success) return fault('20122', 'The stream position has an unknown form');
  const { ky, os } = read.output;
  const same = ky.length === keyValues.length && ky.every((value, index) => value === keyValues[index]);
  return same ? os : fault('20122', 'The stream position belongs to other keys');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

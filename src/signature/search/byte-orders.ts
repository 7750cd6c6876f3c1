import type { ByteOrder } from '../cause';

/** Ways to write the bytes of a digest in another order; each one undoes itself. Hex goes in and comes out. */
export const byteOrders: Readonly<Record<ByteOrder, (hex: string) => string>> = {
  'bytes-reversed': (hex) => reversed(pieces(hex, 2)),
  'bytes-of-words-reversed': (hex) =>
    pieces(hex, 8)
      .map((word) => reversed(pieces(word, 2)))
      .join(''),
  'words-reversed': (hex) => reversed(pieces(hex, 8)),
  'pairs-swapped': (hex) =>
    pieces(hex, 4)
      .map((pair) => reversed(pieces(pair, 2)))
      .join(''),
  'digits-swapped': (hex) =>
    pieces(hex, 2)
      .map((byte) => reversed(pieces(byte, 1)))
      .join(''),
  'digits-reversed': (hex) => reversed(pieces(hex, 1)),
};

function pieces(text: string, length: number): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length; at += length) out.push(text.slice(at, at + length));
  return out;
}

function reversed(parts: readonly string[]): string {
  return parts.toReversed().join('');
}

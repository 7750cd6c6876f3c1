import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { detached, sharedRead } from '#src/server/read-buffer';

describe('a chunk that was read into the shared buffer', () => {
  it('is copied before the next one is read into it', () => {
    const seen: Uint8Array[] = [];
    const socket = {
      emit: (_: string, chunk: Uint8Array) => seen.push(detached(chunk)),
    } as unknown as Socket;
    const { buffer, callback } = sharedRead;
    const bytes = buffer as Uint8Array;
    for (const value of [1, 2]) {
      bytes.fill(value, 0, 10);
      callback.call(socket, 10, bytes);
    }
    expect(seen.map((chunk) => [...chunk.slice(0, 2)])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('is handed on as it is when it lies elsewhere', () => {
    const elsewhere = Buffer.from('elsewhere');
    expect(detached(elsewhere)).toBe(elsewhere);
  });
});

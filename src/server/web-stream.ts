import type { Readable } from 'node:stream';

/**
 * A Node stream as a web stream that is read no further than it is asked for. One that breaks off is an error, never a
 * short body.
 *
 * @param begun what was read of it already.
 * @param cancel what becomes of the source when nobody reads on.
 */
export function webStream(
  chunks: AsyncIterator<Uint8Array<ArrayBuffer>>,
  cancel: () => void,
  begun: Uint8Array<ArrayBuffer>[] = [],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const first = begun.shift();
        if (first) return controller.enqueue(first);
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

/** The chunks of a stream; whoever leaves off leaves the stream as it is. */
export function chunksOf(source: Readable): AsyncIterator<Uint8Array<ArrayBuffer>> {
  return source.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array<ArrayBuffer>>;
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { detached } from './read-buffer';
import type { UpstreamAnswer, UpstreamBody } from '../proxy/upstream';

/** Node's headers under the methods of `Headers` that the proxy uses, without copying them. */
export function nodeHeaders(headers: IncomingHttpHeaders): UpstreamAnswer['headers'] {
  return {
    get(name) {
      const value = headers[name.toLowerCase()];
      return typeof value === 'string' ? value : (value?.join(', ') ?? null);
    },
    keys: () => Object.keys(headers),
  };
}

/** A Node stream as a body that is asked for one chunk at a time. One that breaks off is an error, never a short body. */
export function nodeBody(source: Readable): UpstreamBody {
  let waiting:
    { resolve: (chunk: Uint8Array | undefined) => void; reject: (error: Error) => void } | undefined;
  let ended = false;
  let broken: Error | undefined;

  const settle = (chunk: Uint8Array | undefined) => {
    source.pause();
    waiting?.resolve(chunk);
    waiting = undefined;
  };
  const fail = (error?: Error) => {
    // Every source is closed some time, and an error is costly to make.
    if (ended) return;
    broken ??= error ?? new Error('The body broke off.');
    waiting?.reject(broken);
    waiting = undefined;
  };
  source.on('data', (chunk: Uint8Array) => settle(detached(chunk)));
  source.once('end', () => {
    ended = true;
    settle(undefined);
  });
  source.on('error', fail);
  source.once('close', () => fail());
  source.pause();

  return {
    read() {
      if (ended) return Promise.resolve(undefined);
      if (broken) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        source.resume();
      });
    },
    cancel: () => void source.destroy(),
  };
}

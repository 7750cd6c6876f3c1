import { readStream } from '../../proxy/body';
import type { HttpRequest } from '../../rest/http';
import { readRestAnswer, type Sent } from './problem';
import type { Wait } from './fair-queue';

/** What makes a call over HTTP; it rejects when there is no answer. */
export type Fetch = (request: Request) => Promise<Response>;

/** How calls go over HTTP. */
export interface HttpWays {
  readonly fetch: Fetch;
  readonly wait: Wait;
  /** Whether a rejection of `fetch` means that not a byte of the call reached the service; by default nobody knows. */
  readonly isUnsent?: (error: unknown) => boolean;
}

/** The largest answer that is read, in bytes: 300 leads with every field are some 2 MB. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Makes one call, once. Whatever happens, it ends within that time. Redirects are not followed: nobody but the configured
 * instance is ever called.
 *
 * @param patience in milliseconds.
 */
export async function sendOnce(
  { method, url, headers, body }: HttpRequest,
  { fetch, wait, isUnsent }: HttpWays,
  patience: number,
): Promise<Sent> {
  const over = new AbortController();
  const call = new AbortController();
  const late = wait(patience, over.signal).then((): Sent => {
    call.abort();
    return {
      ok: false,
      problem: { kind: 'lost', message: `there was no answer within ${Math.ceil(patience / 1_000)} s` },
    };
  });
  const work = async (): Promise<Sent> => {
    let begun = false;
    try {
      const request = new Request(url, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
        redirect: 'manual',
        signal: call.signal,
      });
      const response = await fetch(request);
      begun = true;
      const bytes = response.body
        ? await readStream(response.body, MOST_BYTES, call.signal)
        : new Uint8Array();
      if (bytes.byteLength > MOST_BYTES) {
        return { ok: false, problem: { kind: 'lost', message: 'the answer is larger than what is read' } };
      }
      return readRestAnswer(
        response.status,
        new TextDecoder().decode(bytes),
        response.headers.get('retry-after'),
      );
    } catch (error) {
      const unsent = !begun && isUnsent?.(error) === true;
      return {
        ok: false,
        problem: unsent
          ? { kind: 'unsent', message: 'the instance can not be reached' }
          : { kind: 'lost', message: begun ? 'the answer broke off' : 'the connection broke off' },
      };
    }
  };
  try {
    return await Promise.race([work(), late]);
  } finally {
    over.abort();
  }
}

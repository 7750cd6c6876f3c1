import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Shorter answers are sent as they are, in bytes: packed they fill no fewer packets. */
const SHORT = 1_400;

/**
 * An answer as its client can take it: packed by gzip where the client asks for that (RFC 9110, 12.5.3) and the answer is not
 * short.
 *
 * @param accepted the request's `Accept-Encoding`.
 */
export async function compressed(response: Response, accepted: string | null): Promise<Response> {
  if (response.type === 'error' || !response.body || response.headers.has('content-encoding'))
    return response;
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept-Encoding');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status } = response;
  if (bytes.length < SHORT || !takesGzip(accepted)) return new Response(bytes, { status, headers });
  headers.set('Content-Encoding', 'gzip');
  headers.delete('Content-Length');
  // The quickest: it is sent over a wire that is as quick.
  const packed = await compress(bytes, { level: constants.Z_BEST_SPEED });
  return new Response(packed, { status, headers });
}

/** `gzip`, or `*` where gzip is not named; a quality of 0 says no. */
function takesGzip(accepted: string | null): boolean {
  const qualities = new Map(
    (accepted ?? '').split(',').map((item): [string, boolean] => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))];
    }),
  );
  return qualities.get('gzip') ?? qualities.get('x-gzip') ?? qualities.get('*') ?? false;
}

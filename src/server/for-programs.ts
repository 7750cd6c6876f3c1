import { MAX_REQUEST, readBody } from '../proxy/body';
import { checkCaller, type OurHosts } from '../proxy/caller';
import { refuse } from '../proxy/refusal';
import { Worlds } from '../sandbox/worlds';
import { compressed } from './compress';
import type { Handler } from './http-handler';

/**
 * The sandbox as outside clients see it: for programs on this machine, and for no foreign website.
 *
 * @param limit the largest request, in bytes.
 */
export function forPrograms(sandbox: Handler, ourHosts: OurHosts, limit = MAX_REQUEST): Handler {
  return async (request) => {
    const stranger = checkCaller(request, ourHosts);
    if (stranger) return stranger;
    if (request.method !== 'POST' || Worlds.limitsItself(request)) return sandbox(request);
    const body = await readBody(request, limit);
    if (body.ok) {
      const { url, method, signal } = request;
      const answer = await sandbox(
        new Request(url, { method, headers: [...request.headers], body: body.bytes, signal }),
      );
      return compressed(answer, request.headers.get('accept-encoding'));
    }
    return body.problem === 'too-large'
      ? refuse('request-too-large', `The request is larger than ${limit} bytes.`)
      : refuse('cancelled', 'The request broke off.');
  };
}

import { guardBody, readBody } from './body';
import type { Call } from './call';
import { headersToReturn, headersToSend } from './headers';
import type { ProxyLimits, RefusalReason } from './protocol';
import { refuse } from './refusal';
import type { ProxyTarget } from './target';
import type { UpstreamAnswer, UpstreamFailure, UpstreamFetch, UpstreamRequest } from './upstream';

const WITHOUT_BODY = [204, 205, 304];

/**
 * Sends one call to its target and gives back what the target answered, or a refusal. The call ends with the answer's last
 * byte.
 *
 * @param fetch the way to targets that are hosts.
 */
export async function forward(
  request: Request,
  target: ProxyTarget,
  call: Call,
  limits: ProxyLimits,
  fetch: UpstreamFetch,
): Promise<Response> {
  const turnDown = (reason: RefusalReason, message: string) => {
    call.end();
    return refuse(reason, message);
  };
  const stopped = (late: 'request-timed-out' | 'timed-out', message: string) =>
    call.stopped() === 'cancelled' ? refuse('cancelled', 'The call was cancelled.') : refuse(late, message);

  let body: UpstreamRequest['body'] = null;
  if (request.method === 'POST') {
    const read = await call.race(readBody(request, limits.requestBytes, call.signal));
    if (read === undefined) return stopped('request-timed-out', 'The request did not arrive in time.');
    if (!read.ok) {
      return read.problem === 'too-large'
        ? turnDown('request-too-large', `The request is larger than ${limits.requestBytes} bytes.`)
        : turnDown('cancelled', 'The request broke off.');
    }
    body = read.bytes;
  }
  const method = body ? 'POST' : 'GET';
  const headers = headersToSend(request.headers, target.kind);
  const sent = send({ url: target.url, method, headers, body, signal: call.signal }, target, fetch);
  const answer = await call.race(sent);
  if (answer === undefined) {
    // An answer that arrives now has nobody to read it.
    sent.then((late) => ('failed' in late ? undefined : late.body?.cancel())).catch(() => undefined);
    return stopped('timed-out', 'The target did not answer in time.');
  }
  if ('failed' in answer) return turnDown(answer.failed, answer.message);

  const { status } = answer;
  const back = headersToReturn(answer, target);
  const tooLarge = Number(back['content-length'] ?? 0) > limits.responseBytes;
  const impossible = status < 200 || status > 599;
  if (answer.body !== null && !tooLarge && !impossible && !WITHOUT_BODY.includes(status)) {
    return new Response(guardBody(answer.body, limits.responseBytes, call), { status, headers: back });
  }
  answer.body?.cancel().catch(() => undefined);
  if (impossible) return turnDown('response-invalid', `The target answered with status ${status}.`);
  if (tooLarge) {
    return turnDown('response-too-large', `The answer is larger than ${limits.responseBytes} bytes.`);
  }
  call.end();
  return new Response(null, { status, headers: back });
}

async function send(
  outgoing: UpstreamRequest,
  target: ProxyTarget,
  fetch: UpstreamFetch,
): Promise<UpstreamAnswer | UpstreamFailure> {
  if (target.kind === 'host') return fetch(outgoing, { allowLoopback: target.loopback });
  const { url, ...init } = outgoing;
  const answer = await target.upstream.handle(new Request(url, init));
  if (answer.type !== 'error') return answer;
  return { failed: 'connection-failed', message: `The connection to ${target.route} was dropped.` };
}

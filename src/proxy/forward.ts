import { guardBody, readBody } from './body';
import type { Call } from './call';
import { headersToReturn, headersToSend } from './headers';
import type { ProxyLimits } from './protocol';
import { refuse, type Refusal } from './refusal';
import type { Target } from './target';
import {
  fromResponse,
  type RelayedAnswer,
  type UpstreamAnswer,
  type UpstreamFailure,
  type UpstreamFetch,
  type UpstreamRequest,
} from './upstream';

const WITHOUT_BODY = [204, 205, 304];

/**
 * Sends one call to its target and gives back what the target answered. The call ends with the answer's last byte.
 *
 * @param fetch the way to targets that are hosts.
 */
export async function forward(
  request: Request,
  target: Target,
  call: Call,
  limits: ProxyLimits,
  fetch: UpstreamFetch,
): Promise<Response | RelayedAnswer | Refusal> {
  let body: UpstreamRequest['body'] = null;
  if (request.method === 'POST') {
    const read = await call.race(readBody(request, limits.requestBytes, call.signal));
    if (read === undefined) return stopped(call, 'request-timed-out');
    if (!read.ok) return unreadable(read.problem, limits);
    body = read.bytes;
  }
  const outgoing: UpstreamRequest = {
    url: target.url,
    method: body ? 'POST' : 'GET',
    headers: headersToSend(request.headers, target.kind),
    body,
    signal: call.signal,
  };
  const sent = send(outgoing, target, fetch);
  const answer = await call.race(sent);
  if (answer === undefined) {
    discardLate(sent);
    return stopped(call, 'timed-out');
  }
  if ('failed' in answer) return refuse(answer.failed, answer.message);
  return respond(answer, target, call, limits);
}

function respond(
  answer: UpstreamAnswer,
  target: Target,
  call: Call,
  limits: ProxyLimits,
): Response | RelayedAnswer | Refusal {
  const { status } = answer;
  const headers = headersToReturn(answer, target);
  const body = WITHOUT_BODY.includes(status) ? null : answer.body;
  const tooLarge = Number(headers['content-length'] ?? 0) > limits.responseBytes;
  if (body === null || tooLarge || status < 200 || status > 599) {
    answer.body?.cancel();
    if (status < 200 || status > 599)
      return refuse('response-invalid', `The target answered with status ${status}.`);
    if (tooLarge)
      return refuse('response-too-large', `The answer is larger than ${limits.responseBytes} bytes.`);
    call.end();
    return new Response(null, { status, headers });
  }
  return { status, headers, body: guardBody(body, limits.responseBytes, call) };
}

async function send(
  outgoing: UpstreamRequest,
  target: Target,
  fetch: UpstreamFetch,
): Promise<UpstreamAnswer | UpstreamFailure> {
  if (target.kind === 'host') return fetch(outgoing, { allowLoopback: target.loopback });
  const { url, method, headers, body, signal } = outgoing;
  const answer = await target.upstream.handle(new Request(url, { method, headers, body, signal }));
  if (answer.type !== 'error') return fromResponse(answer);
  return { failed: 'connection-failed', message: `The connection to ${target.route} was dropped.` };
}

/** An answer that arrives after the call was stopped has nobody to read it. */
function discardLate(sent: Promise<UpstreamAnswer | UpstreamFailure>): void {
  sent.then((late) => ('failed' in late ? undefined : late.body?.cancel())).catch(() => undefined);
}

function stopped(call: Call, late: 'request-timed-out' | 'timed-out'): Refusal {
  if (call.stopped() === 'cancelled') return refuse('cancelled', 'The call was cancelled.');
  return late === 'timed-out'
    ? refuse(late, 'The target did not answer in time.')
    : refuse(late, 'The request did not arrive in time.');
}

function unreadable(problem: 'too-large' | 'broken', limits: ProxyLimits): Refusal {
  return problem === 'too-large'
    ? refuse('request-too-large', `The request is larger than ${limits.requestBytes} bytes.`)
    : refuse('cancelled', 'The request broke off.');
}

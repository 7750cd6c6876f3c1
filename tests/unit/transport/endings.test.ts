import { afterEach, describe, expect, it, vi } from 'vitest';
import { REFUSED_HEADER } from '#src/proxy/protocol';
import { send } from '#src/transport/send';
import { brokenBody, inPage, never, throughProxy, toHost, toSandbox } from './ports';

const patient = { timeout: 60_000 };

/** Makes the time limit something that the test lets pass. */
function timeLimit() {
  const limit = new AbortController();
  const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  return { asked, pass: () => limit.abort(new DOMException('The time is up.', 'TimeoutError')) };
}

describe('A call ends', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([200, 204, 301, 400, 404, 418, 500, 503])(
    'answered, when the answer has status %i',
    async (status) => {
      const { ports } = throughProxy(() => new Response(status === 204 ? null : '<a/>', { status }));
      expect(await send(toSandbox, ports, patient)).toMatchObject({
        kind: 'answered',
        status,
        text: status === 204 ? '' : '<a/>',
      });
    },
  );

  it('refused, with the proxy’s reason and sentence', async () => {
    const { ports } = throughProxy(() =>
      Response.json(
        { refused: 'target-not-allowed', message: 'Not listed.' },
        { status: 403, headers: { [REFUSED_HEADER]: 'target-not-allowed' } },
      ),
    );
    expect(await send(toHost, ports, patient)).toEqual({
      kind: 'refused',
      reason: 'target-not-allowed',
      message: 'Not listed.',
    });
  });

  it.each(['', 'no JSON', 'null', '"text"', '{"refused":"x"}'])(
    'refused without a sentence, when the refusal’s body is %j',
    async (body) => {
      const { ports } = throughProxy(
        () => new Response(body, { headers: { [REFUSED_HEADER]: 'cross-origin' } }),
      );
      expect(await send(toHost, ports, patient)).toEqual({
        kind: 'refused',
        reason: 'cross-origin',
        message: '',
      });
    },
  );

  it('timed out, when nothing comes within the limit', async () => {
    const { asked, pass } = timeLimit();
    const { ports } = throughProxy(({ init }) => never(init.signal));
    const outcome = send(toSandbox, ports, { timeout: 1234 });
    pass();
    expect(await outcome).toEqual({ kind: 'timed-out', limit: 1234 });
    expect(asked).toHaveBeenCalledWith(1234);
  });

  it('timed out, when the answer stops in the middle until the limit', async () => {
    const { pass } = timeLimit();
    const { body, breakOff } = brokenBody();
    const { ports } = throughProxy(() => new Response(body));
    const outcome = send(toSandbox, ports, patient);
    pass();
    breakOff(new DOMException('The time is up.', 'TimeoutError'));
    expect(await outcome).toEqual({ kind: 'timed-out', limit: 60_000 });
  });

  it('cancelled, when the user cancels while it waits', async () => {
    const user = new AbortController();
    const { ports } = throughProxy(({ init }) => never(init.signal));
    const outcome = send(toSandbox, ports, { ...patient, signal: user.signal });
    user.abort();
    expect(await outcome).toEqual({ kind: 'cancelled' });
  });

  it('cancelled, when the user cancels in the middle of the answer', async () => {
    const user = new AbortController();
    const { body, breakOff } = brokenBody();
    const { ports } = throughProxy(() => new Response(body));
    const outcome = send(toSandbox, ports, { ...patient, signal: user.signal });
    user.abort();
    breakOff(new DOMException('Aborted.', 'AbortError'));
    expect(await outcome).toEqual({ kind: 'cancelled' });
  });

  it('cancelled in the page too: the sandbox is told', async () => {
    const user = new AbortController();
    const outcome = send(
      toSandbox,
      inPage((request) => never(request.signal)),
      { ...patient, signal: user.signal },
    );
    user.abort();
    expect(await outcome).toEqual({ kind: 'cancelled' });
  });

  it('unreachable, when there is no connection', async () => {
    const { ports } = throughProxy(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await send(toSandbox, ports, patient)).toEqual({
      kind: 'unreachable',
      message: 'Failed to fetch',
    });
  });

  it('broken off, when the connection ends in the middle of the answer', async () => {
    const { body, breakOff } = brokenBody();
    const { ports } = throughProxy(() => new Response(body));
    const outcome = send(toSandbox, ports, patient);
    breakOff(new TypeError('network error'));
    expect(await outcome).toEqual({ kind: 'broken-off', message: 'network error' });
  });

  it('without a proxy, when a host is meant and the page has none, and nothing is sent', async () => {
    const ports = inPage(() => {
      throw new Error('This call is not the sandbox’s.');
    });
    expect(await send(toHost, ports, patient)).toEqual({ kind: 'no-proxy' });
  });

  it('as a value, even when something throws that is no error', async () => {
    const { ports } = throughProxy(() => Promise.reject('just text'));
    expect(await send(toSandbox, ports, patient)).toEqual({ kind: 'unreachable', message: 'just text' });
  });
});

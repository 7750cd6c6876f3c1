import type { OutgoingCall, Ports } from '#src/transport/send';

export const toSandbox: OutgoingCall = { target: { kind: 'sandbox' }, body: '<é/>', soapAction: '' };
export const toHost: OutgoingCall = { ...toSandbox, target: { kind: 'host', url: 'https://host/soap?x=1' } };

/** What went out through `fetch`. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** Ports behind a proxy that answers as told; `sent` is what went out. */
export function throughProxy(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const ports: Ports = {
    proxy: './proxy',
    async fetch(url, init) {
      const one = { url, init, headers: new Headers(init.headers) };
      sent.push(one);
      return answer(one);
    },
    sandbox: () => Promise.reject(new Error('There is a proxy.')),
    now: clock(),
  };
  return { ports, sent };
}

/** Ports of a page without a proxy. */
export function inPage(answer: (request: Request) => Response | Promise<Response>): Ports {
  return {
    sandbox: async (request) => answer(request),
    fetch: () => Promise.reject(new Error('There is no proxy.')),
    now: clock(),
  };
}

/** A clock on which each look takes a quarter of a second. */
function clock() {
  let now = 1000;
  return () => (now += 250);
}

/** An answer that never comes: it ends when the caller gives up, as `fetch` does. */
export function never(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** A body that begins and goes no further, until the test breaks it. */
export function brokenBody() {
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
      controller.enqueue(new TextEncoder().encode('<half'));
    },
  });
  return { body, breakOff: (error: Error) => stream?.error(error) };
}

import { wrap } from 'comlink';

/** A request as it travels to the worker. */
export interface CarriedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: ArrayBuffer;
}

/** A response as it travels back. */
export interface CarriedResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer;
}

interface SandboxWorker {
  handle(request: CarriedRequest): Promise<CarriedResponse>;
}

/** The sandbox inside the page, in a worker that starts with the first call. */
export function pageSandbox(): (request: Request) => Promise<Response> {
  let worker: ReturnType<typeof wrap<SandboxWorker>> | undefined;
  return async (request) => {
    worker ??= wrap<SandboxWorker>(
      new Worker(new URL('./sandbox.worker.ts', import.meta.url), { type: 'module' }),
    );
    const body = request.method === 'POST' ? await request.arrayBuffer() : undefined;
    const answer = worker.handle({
      url: request.url,
      method: request.method,
      headers: [...request.headers],
      body,
    });
    const { status, headers, body: bytes } = await Promise.race([answer, aborted(request.signal)]);
    return new Response(bytes, { status, headers: headers as [string, string][] });
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

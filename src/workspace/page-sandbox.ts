import { wrap } from 'comlink';
import type { SandboxControls } from '../sandbox/http/controls';

/** A request as it travels to the worker. */
export interface CarriedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: ArrayBuffer;
}

/** A response as it travels back, or the news that the sandbox dropped the connection. */
export type CarriedResponse =
  | {
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ArrayBuffer;
    }
  | { readonly dropped: true };

/** What the worker offers. */
export interface SandboxWorker extends SandboxControls {
  handle(request: CarriedRequest): Promise<CarriedResponse>;
}

/** The sandbox inside the page, in a worker that starts with the first use. */
export class PageSandbox {
  #worker: SandboxWorker | undefined;

  /** Its levers. */
  get levers(): SandboxControls {
    return this.#started();
  }

  /** Answers a request. Rejects when it is cancelled, or when the sandbox drops the connection. */
  handle = async (request: Request): Promise<Response> => {
    const body = request.method === 'POST' ? await request.arrayBuffer() : undefined;
    const { url, method, headers } = request;
    const answer = this.#started().handle({ url, method, headers: [...headers], body });
    const carried = await Promise.race([answer, aborted(request.signal)]);
    if ('dropped' in carried) throw new TypeError('The sandbox dropped the connection, as its weather says.');
    return new Response(carried.body, {
      status: carried.status,
      headers: carried.headers as [string, string][],
    });
  };

  #started(): SandboxWorker {
    this.#worker ??= wrap<SandboxWorker>(
      new Worker(new URL('./sandbox.worker.ts', import.meta.url), { type: 'module' }),
    ) as unknown as SandboxWorker;
    return this.#worker;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

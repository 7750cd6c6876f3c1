import type { SupervisedWorker } from './supervised-worker.svelte';
import { workerClient, type AskWorker } from './worker-client';
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

/** The worker's side: a request as it travelled, answered by the sandbox. */
export async function answerCarried(
  sandbox: { handle(request: Request): Promise<Response> },
  { url, method, headers, body }: CarriedRequest,
): Promise<CarriedResponse> {
  const response = await sandbox.handle(
    new Request(url, { method, headers: Object.fromEntries(headers), body }),
  );
  if (response.type === 'error') return { dropped: true };
  return { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() };
}

/** The sandbox inside the page, in a worker that starts with the first use. */
export class PageSandbox {
  readonly #ask: AskWorker<SandboxWorker>;

  constructor(worker: SupervisedWorker) {
    this.#ask = workerClient<SandboxWorker>(worker);
  }

  /** Its controls; they reject with WorkerUnavailable when the worker fails. */
  get controls(): SandboxControls {
    const ask = this.#ask;
    return {
      settings: () => ask((sandbox) => sandbox.settings()),
      configure: (change) => ask((sandbox) => sandbox.configure(change)),
      reset: () => ask((sandbox) => sandbox.reset()),
      exportState: () => ask((sandbox) => sandbox.exportState()),
      importState: (text) => ask((sandbox) => sandbox.importState(text)),
      log: () => ask((sandbox) => sandbox.log()),
      clearLog: () => ask((sandbox) => sandbox.clearLog()),
    };
  }

  /**
   * Answers a request. Rejects when it is cancelled, when the sandbox drops the connection, and with WorkerUnavailable
   * when the worker fails.
   */
  handle = async (request: Request): Promise<Response> => {
    const hasNone = request.method === 'GET' || request.method === 'HEAD';
    const body = hasNone ? undefined : await request.arrayBuffer();
    request.signal.throwIfAborted();
    const { url, method, headers } = request;
    const answer = this.#ask((sandbox) => sandbox.handle({ url, method, headers: [...headers], body }));
    const carried = await Promise.race([answer, aborted(request.signal)]);
    if ('dropped' in carried)
      throw new TypeError('The sandbox dropped the connection, as it was ordered to.');
    return new Response(carried.body, {
      status: carried.status,
      headers: carried.headers as [string, string][],
    });
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

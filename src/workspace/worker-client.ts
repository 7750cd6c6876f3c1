import { WorkerUnavailable, type SupervisedWorker } from './supervised-worker.svelte';

/** Asks a supervised worker something, and waits for the answer. It rejects when the worker fails. */
export type AskWorker<Service> = <T>(question: (service: Service) => Promise<T>) => Promise<T>;

/**
 * What a worker offers, to be asked from the page. A service's functions take and give what can be cloned.
 *
 * @param prepare tells a worker that has just started what it must know before anything is asked.
 * @returns asking rejects with WorkerUnavailable when the worker fails.
 */
export function workerClient<Service>(
  supervised: SupervisedWorker,
  prepare: (service: Service) => Promise<unknown> = async () => undefined,
): AskWorker<Service> {
  let known: { worker: Worker; prepared: Promise<{ readonly service: Service }> } | undefined;
  const ask: AskWorker<Service> = async (question) => {
    if (supervised.ready) await supervised.ready;
    const worker = supervised.start();
    if (known?.worker !== worker) {
      const prepared = connect<Service>(supervised, worker).then(async (service) => {
        await prepare(service);
        return { service };
      });
      known = { worker, prepared: supervised.answered(prepared) };
    }
    const { service } = await known.prepared;
    // It may have failed meanwhile, or another one may have been started.
    if (supervised.start() !== worker) return ask(question);
    return supervised.answered(question(service));
  };
  return ask;
}

/** What a worker offers. The form is usable before Comlink is there; without it, no worker can be asked. */
async function connect<Service>(supervised: SupervisedWorker, worker: Worker): Promise<Service> {
  try {
    const { wrap } = await import('comlink');
    return wrap<Service>(worker) as Service;
  } catch {
    supervised.refuse(worker);
    throw new WorkerUnavailable(supervised.problem);
  }
}

/** Asks as `ask` does; when the worker fails, `without` makes the answer from the sentence that says so. */
export function withStandIn<Service>(ask: AskWorker<Service>) {
  return async <T>(
    question: (service: Service) => Promise<T>,
    without: (message: string) => T,
  ): Promise<T> => {
    try {
      return await ask(question);
    } catch (error) {
      if (error instanceof WorkerUnavailable) return without(error.message);
      throw error;
    }
  };
}

import type { AnswerService } from './answer-service';
import { WorkerUnavailable, type SupervisedWorker } from './supervised-worker.svelte';
import { workerClient } from './worker-client';

/** The work on answers in a worker, which starts with the first answer. Only `notes` rejects when the worker fails. */
export function answersClient(worker: SupervisedWorker): AnswerService {
  /** The WSDL that was loaded last: a worker that is started anew knows Marketo's only. */
  let wsdl: string | undefined;
  const ask = workerClient<AnswerService>(worker, async (service) => {
    if (wsdl !== undefined) await service.useContract(wsdl);
  });
  const otherwise = async <T>(answer: Promise<T>, without: (message: string) => T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof WorkerUnavailable) return without(error.message);
      throw error;
    }
  };
  const isIdle = () => worker.status === 'idle';
  return {
    read: (text, request) =>
      otherwise(
        ask((service) => service.read(text, request)),
        () => undefined,
      ),
    readFetched: (text, request) =>
      otherwise(
        ask((service) => service.readFetched(text, request)),
        (message) => ({ kind: 'unreadable', message }),
      ),
    async cancel() {
      // Nothing is under way in a worker that was never asked.
      if (!isIdle())
        await otherwise(
          ask((service) => service.cancel()),
          () => undefined,
        );
    },
    json: (text) =>
      otherwise(
        ask((service) => service.json(text)),
        () => undefined,
      ),
    tree: (text) =>
      otherwise(
        ask((service) => service.tree(text)),
        () => ({ nodes: new Int32Array(0) }),
      ),
    // Whoever asks says that nothing was checked.
    notes: (text) => ask((service) => service.notes(text)),
    async useContract(text) {
      wsdl = text;
      if (!isIdle())
        await otherwise(
          ask((service) => service.useContract(text)),
          () => undefined,
        );
    },
  };
}

import type { Contract } from '../contract/contract';
import type { TreeIndex } from '../response/tree';
import type { AnswerService } from './answer-service';
import type { SupervisedWorker } from './supervised-worker.svelte';
import { withStandIn, workerClient } from './worker-client';

/** The work on answers in a worker, which starts with the first answer. Only `notes` rejects when the worker fails. */
export function answersClient(worker: SupervisedWorker): AnswerService {
  /** The contract that is in use: a worker that is started anew knows Marketo's only. */
  let contract: Contract | undefined;
  const askStrictly = workerClient<AnswerService>(worker, async (service) => {
    if (contract !== undefined) await service.useContract(contract);
  });
  const ask = withStandIn(askStrictly);
  const isIdle = () => worker.status === 'idle';
  return {
    read: (text, request) =>
      ask(
        (service) => service.read(text, request),
        () => undefined,
      ),
    readFetched: (text, request) =>
      ask(
        (service) => service.readFetched(text, request),
        (message) => ({ kind: 'unread', message }),
      ),
    async cancel() {
      // Nothing is under way in a worker that was never asked.
      if (!isIdle())
        await ask(
          (service) => service.cancel(),
          () => undefined,
        );
    },
    json: (text) =>
      ask(
        (service) => service.json(text),
        () => undefined,
      ),
    tree: (text) =>
      ask(
        (service) => service.tree(text),
        (): TreeIndex => ({ nodes: new Int32Array(0) }),
      ),
    // Whoever asks says that nothing was checked.
    notes: (text) => askStrictly((service) => service.notes(text)),
    async useContract(other) {
      contract = other;
      if (!isIdle())
        await ask(
          (service) => service.useContract(other),
          () => undefined,
        );
    },
  };
}

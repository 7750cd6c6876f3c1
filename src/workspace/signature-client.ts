import type { SignatureService } from './signature-check.svelte';
import type { SupervisedWorker } from './supervised-worker.svelte';
import { workerClient } from './worker-client';

/** The signature service of a worker; a check rejects with WorkerUnavailable when the worker fails. */
export function signatureClient(worker: SupervisedWorker): SignatureService {
  const ask = workerClient<SignatureService>(worker);
  return {
    diagnose: (input, secretKey, options) => ask((service) => service.diagnose(input, secretKey, options)),
    read: (input) => ask((service) => service.read(input)),
  };
}

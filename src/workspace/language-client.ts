import type { LanguageService } from './language-service';
import { WorkerUnavailable, type SupervisedWorker } from './supervised-worker.svelte';
import { workerClient } from './worker-client';

/** The language service of a worker. It never rejects when the worker fails; its answers then say so. */
export function languageClient(worker: SupervisedWorker): LanguageService {
  /** The WSDL that was loaded last: a worker that is started anew knows Marketo's only. */
  let wsdl: string | undefined;
  const ask = workerClient<LanguageService>(worker, async (service) => {
    if (wsdl !== undefined) await service.loadContract(wsdl);
  });
  const otherwise = async <T>(answer: Promise<T>, without: (message: string) => T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof WorkerUnavailable) return without(error.message);
      throw error;
    }
  };
  const unrevised = (message: string) => ({ ok: false, reason: 'unavailable', message }) as const;
  return {
    readRequest: (text) =>
      otherwise(
        ask((service) => service.readRequest(text)),
        (message) => ({ ok: false, unread: true, message }),
      ),
    revise: (text, content) =>
      otherwise(
        ask((service) => service.revise(text, content)),
        unrevised,
      ),
    authenticate: (text, authentication) =>
      otherwise(
        ask((service) => service.authenticate(text, authentication)),
        unrevised,
      ),
    readResponse: (text) =>
      otherwise(
        ask((service) => service.readResponse(text)),
        () => undefined,
      ),
    check: (text, context) =>
      otherwise(
        ask((service) => service.check(text, context)),
        () => undefined,
      ),
    fixAll: (text, context) =>
      otherwise(
        ask((service) => service.fixAll(text, context)),
        () => ({ text, fixed: 0 }),
      ),
    complete: (text, offset, context) =>
      otherwise(
        ask((service) => service.complete(text, offset, context)),
        () => [],
      ),
    hover: (text, offset) =>
      otherwise(
        ask((service) => service.hover(text, offset)),
        () => undefined,
      ),
    outline: (text) =>
      otherwise(
        ask((service) => service.outline(text)),
        () => [],
      ),
    format: (text) =>
      otherwise(
        ask((service) => service.format(text)),
        () => [],
      ),
    locate: (text, field) =>
      otherwise(
        ask((service) => service.locate(text, field)),
        () => undefined,
      ),
    pathAt: (text, offset) =>
      otherwise(
        ask((service) => service.pathAt(text, offset)),
        () => undefined,
      ),
    recognise: (text) =>
      otherwise(
        ask((service) => service.recognise(text)),
        () => undefined,
      ),
    async loadContract(text) {
      const result = await otherwise(
        ask((service) => service.loadContract(text)),
        (message) => ({ ok: false as const, message }),
      );
      if (result.ok) wsdl = text;
      return result;
    },
    async resetContract() {
      wsdl = undefined;
      await otherwise<unknown>(
        ask((service) => service.resetContract()),
        () => undefined,
      );
    },
  };
}

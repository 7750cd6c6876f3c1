import type { WsdlResult } from '../contract/wsdl';
import type { WsdlFile } from '../contract/wsdl/files';
import type { LanguageService } from './language-service';
import type { SupervisedWorker } from './supervised-worker.svelte';
import { withStandIn, workerClient } from './worker-client';

/** The language service of a worker. It never rejects when the worker fails; its answers then say so. */
export function languageClient(worker: SupervisedWorker): LanguageService {
  /** The WSDL that was loaded last: a worker that is started anew knows Marketo's only. */
  let wsdl: string | readonly WsdlFile[] | undefined;
  const ask = withStandIn(
    workerClient<LanguageService>(worker, async (service) => {
      if (wsdl !== undefined) await service.loadContract(wsdl);
    }),
  );
  const unrevised = (message: string) => ({ ok: false, reason: 'unavailable', message }) as const;
  return {
    readRequest: (text) =>
      ask(
        (service) => service.readRequest(text),
        (message) => ({ ok: false, unread: true, message }),
      ),
    revise: (text, content) => ask((service) => service.revise(text, content), unrevised),
    authenticate: (text, authentication) =>
      ask((service) => service.authenticate(text, authentication), unrevised),
    readResponse: (text) =>
      ask(
        (service) => service.readResponse(text),
        () => undefined,
      ),
    summariseResponse: (text) =>
      ask(
        (service) => service.summariseResponse(text),
        () => undefined,
      ),
    check: (text, context) =>
      ask(
        (service) => service.check(text, context),
        () => undefined,
      ),
    fixAll: (text, context) =>
      ask(
        (service) => service.fixAll(text, context),
        () => ({ text, fixed: 0 }),
      ),
    complete: (text, offset, context) =>
      ask(
        (service) => service.complete(text, offset, context),
        () => [],
      ),
    hover: (text, offset) =>
      ask(
        (service) => service.hover(text, offset),
        () => undefined,
      ),
    outline: (text) =>
      ask(
        (service) => service.outline(text),
        () => [],
      ),
    format: (text) =>
      ask(
        (service) => service.format(text),
        () => [],
      ),
    locate: (text, field) =>
      ask(
        (service) => service.locate(text, field),
        () => undefined,
      ),
    pathAt: (text, offset) =>
      ask(
        (service) => service.pathAt(text, offset),
        () => undefined,
      ),
    recognise: (text) =>
      ask(
        (service) => service.recognise(text),
        () => undefined,
      ),
    async loadContract(source) {
      const result = await ask<WsdlResult>(
        (service) => service.loadContract(source),
        (message) => ({ ok: false, message }),
      );
      if (result.ok) wsdl = source;
      return result;
    },
    contractProgress: () =>
      ask(
        (service) => service.contractProgress(),
        () => undefined,
      ),
    async cancelContract() {
      await ask<unknown>(
        (service) => service.cancelContract(),
        () => undefined,
      );
    },
    missingFiles: (files) =>
      ask(
        (service) => service.missingFiles(files),
        () => [],
      ),
    async resetContract() {
      wsdl = undefined;
      await ask<unknown>(
        (service) => service.resetContract(),
        () => undefined,
      );
    },
  };
}

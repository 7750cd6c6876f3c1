import { expose } from 'comlink';
import { marketo, marketoWsdl } from '../contract/marketo';
import { localLevers } from '../sandbox/local-levers';
import { createSandbox } from '../sandbox/service';
import type { CarriedResponse, SandboxWorker } from './page-sandbox';

const sandbox = createSandbox({ contract: marketo, wsdl: marketoWsdl, now: () => Date.now() });

const worker: SandboxWorker = {
  ...localLevers(sandbox),
  async handle({ url, method, headers, body }): Promise<CarriedResponse> {
    const response = await sandbox.handle(
      new Request(url, { method, headers: Object.fromEntries(headers), body }),
    );
    if (response.type === 'error') return { dropped: true };
    return { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() };
  },
};

expose(worker);

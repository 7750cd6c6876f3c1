import { expose } from 'comlink';
import { marketo, marketoWsdl } from '../contract/marketo';
import { localControls } from '../sandbox/http/local-controls';
import { createSandbox } from '../sandbox/sandbox';
import type { CarriedResponse, SandboxWorker } from './page-sandbox';
import { announceStart } from './worker-life';

const sandbox = createSandbox({
  contract: marketo,
  wsdl: marketoWsdl,
  now: () => Date.now(),
  random: Math.random,
});

const worker: SandboxWorker = {
  ...localControls(sandbox),
  async handle({ url, method, headers, body }): Promise<CarriedResponse> {
    const response = await sandbox.handle(
      new Request(url, { method, headers: Object.fromEntries(headers), body }),
    );
    if (response.type === 'error') return { dropped: true };
    return { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() };
  },
};

expose(worker);
announceStart(postMessage);

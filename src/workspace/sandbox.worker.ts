import { expose } from 'comlink';
import { marketo, marketoWsdl } from '../contract/marketo';
import { localControls } from '../sandbox/http/local-controls';
import { createSandbox } from '../sandbox/sandbox';
import { answerCarried, type SandboxWorker } from './page-sandbox';
import { announceStart } from './worker-life';

const sandbox = createSandbox({
  contract: marketo,
  wsdl: marketoWsdl,
  now: () => Date.now(),
  random: Math.random,
});

const worker: SandboxWorker = {
  ...localControls(sandbox),
  handle: (request) => answerCarried(sandbox, request),
};

expose(worker);
announceStart(postMessage);

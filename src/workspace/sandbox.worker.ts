import { expose } from 'comlink';
import { marketo, marketoWsdl } from '../contract/marketo';
import { localControls } from '../sandbox/http/local-controls';
import { createSandbox } from '../sandbox/sandbox';
import { Worlds } from '../sandbox/worlds';
import { answerCarried, type SandboxWorker } from './page-sandbox';
import { announceStart } from './worker-life';

const sandbox = createSandbox({
  contract: marketo,
  wsdl: marketoWsdl,
  now: () => Date.now(),
  random: Math.random,
});

/** With every face that a sandbox has, and no world beside the page's own. */
const worlds = new Worlds({ create: () => sandbox, limit: 0 });

const worker: SandboxWorker = {
  ...localControls(sandbox),
  handle: (request) => answerCarried(worlds, request),
};

expose(worker);
announceStart(postMessage);

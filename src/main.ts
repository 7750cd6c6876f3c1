import { mount } from 'svelte';
import App from './App.svelte';
import { marketo } from './contract/marketo';
import { discoverProxy } from './transport/discover';
import { send } from './transport/send';
import './ui/tokens.css';
import './ui/base.css';
import './ui/first.css';
import { painted } from './ui/parts/painted';
import { answersClient } from './workspace/answers-client';
import { languageClient } from './workspace/language-client';
import { pageWorkers } from './workspace/page-workers';
import { PageSandbox } from './workspace/page-sandbox';
import { signatureClient } from './workspace/signature-client';
import { allowOwnScripts } from './workspace/trusted-types';
import { Workspace } from './workspace/workspace.svelte';

/** Relative to the page, so that the page may live under any path. */
const PROXY = './proxy';
/** A minute, like most SOAP clients. */
const TIMEOUT = 60_000;

allowOwnScripts();

const browserFetch = (url: string, init: RequestInit) => fetch(url, init);
const proxy = discoverProxy(PROXY, browserFetch);
// The page is mounted below, before the next frame: what the form does not need begins after that.
const formPainted = painted();
const workers = pageWorkers(
  {
    language: () =>
      new Worker(new URL('./workspace/language.worker.ts', import.meta.url), { type: 'module' }),
    signature: () =>
      new Worker(new URL('./workspace/signature.worker.ts', import.meta.url), { type: 'module' }),
    sandbox: () => new Worker(new URL('./workspace/sandbox.worker.ts', import.meta.url), { type: 'module' }),
    answers: () => new Worker(new URL('./workspace/answer.worker.ts', import.meta.url), { type: 'module' }),
    editor: () => new Worker(new URL('./ui/editor/editor.worker.ts', import.meta.url), { type: 'module' }),
  },
  formPainted,
);
const sandbox = new PageSandbox(workers.sandbox);

const workspace = new Workspace({
  contract: marketo,
  language: languageClient(workers.language),
  signature: signatureClient(workers.signature),
  answers: answersClient(workers.answers),
  workers: Object.values(workers),
  sandboxControls: proxy.then(async (found) => {
    if (!found) return sandbox.controls;
    const { remoteControls } = await import('./sandbox/http/remote-controls');
    return remoteControls((url, init) => fetch(url, init));
  }),
  now: () => Date.now(),
  tabStorage: () => sessionStorage,
  kept: async (own) => (await import('./workspace/kept/open-kept')).openKept(own),
  proxy,
  send: async (call, signal) => {
    const found = await proxy;
    const ports = {
      proxy: found && PROXY,
      fetch: browserFetch,
      sandbox: sandbox.handle,
      now: () => performance.now(),
    };
    return send(call, ports, { signal, timeout: TIMEOUT });
  },
});

// Other tabs keep their endpoints in the same place.
addEventListener('storage', () => workspace.endpoints.follow());

const target = document.getElementById('app');
// The layout that stood there for the first paint makes room.
target?.replaceChildren();
if (target) mount(App, { target, props: { workspace, editorWorker: workers.editor } });
void formPainted.then(() => workspace.loadKept());

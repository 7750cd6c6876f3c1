import { wrap } from 'comlink';
import { mount } from 'svelte';
import App from './App.svelte';
import { marketo } from './contract/marketo';
import { remoteControls } from './sandbox/http/remote-controls';
import { discoverProxy } from './transport/discover';
import { send } from './transport/send';
import './ui/tokens.css';
import './ui/base.css';
import type { LanguageService } from './workspace/language-service';
import type { SignatureService } from './workspace/signature-check.svelte';
import { PageSandbox } from './workspace/page-sandbox';
import { allowOwnScripts } from './workspace/trusted-types';
import { Workspace } from './workspace/workspace.svelte';

/** Relative to the page, so that the page may live under any path. */
const PROXY = './proxy';
/** A minute, like most SOAP clients. */
const TIMEOUT = 60_000;

allowOwnScripts();

const browserFetch = (url: string, init: RequestInit) => fetch(url, init);
const proxy = discoverProxy(PROXY, browserFetch);
const sandbox = new PageSandbox();
const language = wrap<LanguageService>(
  new Worker(new URL('./workspace/language.worker.ts', import.meta.url), { type: 'module' }),
);

const signature = wrap<SignatureService>(
  new Worker(new URL('./workspace/signature.worker.ts', import.meta.url), { type: 'module' }),
);

const workspace = new Workspace({
  contract: marketo,
  language: language as unknown as LanguageService,
  signature: signature as unknown as SignatureService,
  levers: proxy.then((found) => (found ? remoteControls((url, init) => fetch(url, init)) : sandbox.levers)),
  now: () => Date.now(),
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

const target = document.getElementById('app');
if (target) mount(App, { target, props: { workspace } });

import type { Workspace } from '../workspace.svelte';
import { indexedHistory } from './indexed-history';
import { KeptWork } from './kept';

/** Opens what is kept on this device, and puts the answers of before beside their requests. */
export function openKept(workspace: Workspace): KeptWork {
  const tabs = new BroadcastChannel('marketo-soap-playground/history');
  const kept = new KeptWork(workspace, {
    store: indexedHistory(),
    tell: () => tabs.postMessage('changed'),
    tabStorage: () => sessionStorage,
    random: () => Math.random(),
  });
  tabs.onmessage = () => void kept.history.follow();
  void kept.restoreAnswers();
  return kept;
}

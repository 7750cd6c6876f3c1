import type { CommandId } from '../../guide/words/command-words';
import type { Workspace } from '../../workspace/workspace.svelte';

/** Does what a command of the search says. */
export function runCommand(id: CommandId, workspace: Workspace) {
  const { view } = workspace;
  switch (id) {
    case 'send':
      view.pane = 'answer';
      void workspace.send();
      return;
    case 'next-page':
      void workspace.nextPage();
      return;
    case 'sign':
      view.signature = 'sign';
      view.show('signature');
      return;
    case 'check':
      view.showCheck();
      return;
    case 'problems':
    case 'code':
    case 'history':
    case 'sandbox':
      view.show(id);
      return;
    case 'compare':
    case 'share':
      view.dialog = { kind: id };
      return;
    case 'support-bundle':
      view.dialog = { kind: 'bundle' };
      return;
    case 'contents':
      workspace.follow({ kind: 'guide', page: 'contents' });
      return;
    case 'tour':
      view.tour = true;
      return;
    case 'reset-example':
      workspace.request.reset();
      return;
    case 'theme-light':
      workspace.preferences.theme = 'light';
      return;
    case 'theme-dark':
      workspace.preferences.theme = 'dark';
      return;
    case 'theme-system':
      workspace.preferences.theme = 'system';
  }
}

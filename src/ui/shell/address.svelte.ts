import { readRoute, writeRoute } from '../../workspace/route';
import type { Workspace } from '../../workspace/workspace.svelte';

/**
 * Keeps the page's address and what is shown together. Opening an operation, or following a link to the guide, is a step
 * that Back takes back; a change of tab is none.
 */
export function keepAddress(workspace: Workspace) {
  const urlOf = (hash: string) => location.pathname + location.search + hash;
  const follow = () => {
    const route = readRoute(location.hash);
    workspace.follow(route);
    // What a link brought is the tab's own from then on: opened again by a reload, it would take the place of later work.
    if (route?.kind === 'shared') history.replaceState(null, '', urlOf(writeRoute(workspace.route)));
  };
  follow();
  let shown = workspace.request.document;
  $effect(() => {
    const hash = writeRoute(workspace.route);
    const opened = workspace.request.document;
    if (hash !== location.hash) {
      if (opened === shown) history.replaceState(null, '', urlOf(hash));
      else history.pushState(null, '', urlOf(hash));
    }
    shown = opened;
  });

  /** A link to where the address is already changes nothing there, and is followed all the same. */
  const onclick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link?.hash && link.href === location.href && !elsewhere) follow();
  };
  return { follow, onclick };
}

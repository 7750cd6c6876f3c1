import type { ViewState } from '../../workspace/view.svelte';

/** Puts the focus on the heading of a page that was asked for, once. */
export function takeFocus(view: ViewState, heading: HTMLElement | undefined) {
  if (!view.guideAsked || !heading) return;
  view.guideVisited();
  heading.focus();
}

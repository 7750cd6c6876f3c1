import { PANES, type ViewState } from '../../workspace/view.svelte';

/** Where the focus goes in each pane, on a wide page, in the order of F6. */
const STOPS = [
  '[role=tablist][aria-label="Operations and form"] [aria-selected=true], nav[aria-label=Operations] input',
  'section[aria-label=Request] textarea',
  'section[aria-label=Response] textarea, section[aria-label=Response] button',
  '[role=tablist][aria-label=Inspector] [tabindex="0"]',
];

/** Moves the focus to the next pane, or to the one before; on a small screen it shows that pane. */
export function focusPane(view: ViewState, narrow: boolean, step: 1 | -1) {
  const active = document.activeElement;
  const sections = STOPS.map((selector) => document.querySelector<HTMLElement>(selector));
  if (narrow) {
    const at = PANES.indexOf(view.pane);
    const next = PANES[(at + step + PANES.length) % PANES.length];
    if (next) view.pane = next;
    document.getElementById(`pane-tab-${next}`)?.focus();
    return;
  }
  const panes = sections.map((stop) => stop?.closest('section, .column, nav'));
  const at = panes.findIndex((pane) => pane?.contains(active));
  for (let count = 1; count <= sections.length; count += 1) {
    const stop =
      sections[(at + step * count + 2 * sections.length + (at < 0 && step < 0 ? 1 : 0)) % sections.length];
    if (!stop) continue;
    stop.focus();
    return;
  }
}

/** The inspector's tabs, in their order. */
export const INSPECTOR_TABS = ['signature'] as const;

export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** What the inspector shows, and which part of the request it points at. */
export class InspectorState {
  tab: InspectorTab = $state('signature');
  /** *Sign*: how this request's signature is made. *Check*: judge one that failed. */
  signature: 'sign' | 'check' = $state('sign');
  /** A part of the request's text, as offsets in UTF-16 code units. */
  highlight: { readonly start: number; readonly end: number } | undefined = $state.raw();
  /** Grows each time something asks for the inspector to be looked at. */
  calls = $state(0);

  /** Shows the place where a failing signature is judged. */
  showCheck() {
    this.tab = 'signature';
    this.signature = 'check';
    this.calls += 1;
  }
}

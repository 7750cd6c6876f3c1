import type { Range } from '../xml/placed';

/** The inspector's tabs, in their order. */
export const INSPECTOR_TABS = ['problems', 'signature', 'code', 'sandbox', 'guide'] as const;

export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** What the inspector shows, and which part of the request it points at. */
export class InspectorState {
  tab: InspectorTab = $state('signature');
  /** *Sign*: how this request's signature is made. *Check*: judge one that failed. */
  signature: 'sign' | 'check' = $state('sign');
  /** A part of the request's text that is pointed at. */
  highlight: Range | undefined = $state.raw();
  /** A part of the request's text to put the cursor on; each visit is an object of its own. */
  target: Range | undefined = $state.raw();
  /** Grows each time something asks for the inspector to be looked at. */
  calls = $state(0);

  /** Shows the place where a failing signature is judged. */
  showCheck() {
    this.signature = 'check';
    this.show('signature');
  }

  /** Shows a tab. */
  show(tab: InspectorTab) {
    this.tab = tab;
    this.calls += 1;
  }

  /** Puts the cursor of the request's editor there. */
  visit(range: Range) {
    this.target = { ...range };
  }
}

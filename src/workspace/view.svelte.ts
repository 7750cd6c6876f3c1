import type { FieldPlace } from '../language/locate';
import type { TextRange } from '../xml/placed';

/** The inspector's tabs, in their order. */
export const INSPECTOR_TABS = [
  'problems',
  'signature',
  'code',
  'rest',
  'history',
  'sandbox',
  'guide',
] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** On a small screen one of these is shown at a time. */
export const PANES = ['operation', 'request', 'answer', 'inspector'] as const;
export type PaneName = (typeof PANES)[number];

/** A dialog about what is kept and shared. */
export type PageDialog =
  /** Sides are named as `src/ui/kept/sides.ts` names them; those that are left out are chosen there. */
  | { readonly kind: 'compare'; readonly before?: string; readonly after?: string }
  | { readonly kind: 'share' }
  /** Of the request that is open, or of a call of the history. */
  | { readonly kind: 'bundle'; readonly call?: string }
  /** A shared link that could not be opened, and why. */
  | { readonly kind: 'link'; readonly message: string };

/** How high the inspector is: `large` leaves a strip of the panes above it; a number is a height in pixels. */
export type InspectorSize = 'large' | number;

const HALF = 236;
/** Heights that suit what a tab shows; all others open at half. */
const SIZES: Readonly<Partial<Record<InspectorTab, InspectorSize>>> = {
  problems: 150,
  rest: 'large',
};

/**
 * What the page shows, and where: panes, tabs, the place that something asked to be shown. Whoever shows a place takes it
 * from here, so that it is shown once.
 */
export class ViewState {
  /** On a small screen: the pane that is shown. */
  pane: PaneName = $state('operation');
  /** Of the left column: the list of operations, or the form of the open one. */
  column: 'operations' | 'form' = $state('form');
  #tab: InspectorTab = $state('problems');
  /** Whether the inspector shows more than its tabs. */
  inspectorOpen = $state(false);
  #sizes: Readonly<Partial<Record<InspectorTab, InspectorSize>>> = $state.raw(SIZES);
  /** *Sign*: how this request's signature is made. *Check*: judge one that failed. */
  signature: 'sign' | 'check' = $state('sign');
  /** A part of the request's text that is pointed at. */
  highlight: TextRange | undefined = $state.raw();
  #textPlace: TextRange | undefined = $state.raw();
  #field: FieldPlace | undefined = $state.raw();
  /** The page of the guide that was asked for, by its name; undefined shows the page of the open operation. */
  guidePage: string | undefined = $state();
  #guideAsked = $state(false);
  /** Whether the tour of first steps is shown. */
  tour = $state(false);
  /** The dialog that is open, if it is one of these. */
  dialog: PageDialog | undefined = $state.raw();
  #questionAsked = $state(false);

  get tab(): InspectorTab {
    return this.#tab;
  }

  /** The shown tab's size. */
  get size(): InspectorSize {
    return this.#sizes[this.#tab] ?? HALF;
  }

  set size(size: InspectorSize) {
    this.#sizes = { ...this.#sizes, [this.#tab]: size };
    this.inspectorOpen = true;
  }

  /** True while the inspector takes nearly all the height. */
  get isLarge(): boolean {
    return this.inspectorOpen && this.size === 'large';
  }

  /** Shows a tab of the inspector. */
  show(tab: InspectorTab) {
    this.#tab = tab;
    this.inspectorOpen = true;
    this.pane = 'inspector';
  }

  /** Opens a tab, without bringing the inspector before other panes on a small screen. */
  openTab(tab: InspectorTab) {
    this.#tab = tab;
    this.inspectorOpen = true;
  }

  /** A click on a tab: opens it, and closes it when it is open already. */
  toggle(tab: InspectorTab) {
    if (this.inspectorOpen && tab === this.#tab) this.inspectorOpen = false;
    else this.show(tab);
  }

  /** From closed to half, to large, and around again. */
  cycleSize() {
    if (!this.inspectorOpen) this.inspectorOpen = true;
    else if (this.size !== 'large') this.size = 'large';
    else {
      this.size = SIZES[this.#tab] ?? HALF;
      this.inspectorOpen = false;
    }
  }

  /** Makes room for the panes above the inspector again. */
  showPanes() {
    if (this.isLarge) this.size = SIZES[this.#tab] === 'large' ? HALF : (SIZES[this.#tab] ?? HALF);
  }

  /** Shows the place where a failing signature is judged. */
  showCheck() {
    this.signature = 'check';
    this.show('signature');
  }

  /** The list of operations. */
  showOperations() {
    this.column = 'operations';
    this.pane = 'operation';
  }

  /** The form of the open operation. */
  showForm() {
    this.column = 'form';
    this.pane = 'operation';
  }

  /** Puts the cursor of the request's editor there. */
  visitText(range: TextRange) {
    this.#textPlace = range;
    this.showPanes();
    this.pane = 'request';
  }

  /** Puts the focus into a field of the form. */
  visitField(field: FieldPlace) {
    this.#field = field;
    this.showForm();
  }

  /** Shows a page of the guide, or that of the open operation, and puts the focus on its heading. */
  visitGuide(page: string | undefined) {
    this.guidePage = page;
    this.#guideAsked = true;
    this.show('guide');
  }

  /** Puts the focus on the question about the request's own signature. */
  visitQuestion() {
    this.#questionAsked = true;
    this.showPanes();
    this.pane = 'request';
  }

  /** True while that question waits for the focus. */
  get questionAsked(): boolean {
    return this.#questionAsked;
  }

  questionVisited() {
    this.#questionAsked = false;
  }

  /** A part of the request's text that waits to be visited. */
  get textPlace(): TextRange | undefined {
    return this.#textPlace;
  }

  /** A field of the form that waits to be visited. */
  get field(): FieldPlace | undefined {
    return this.#field;
  }

  /** True while the guide's heading waits for the focus. */
  get guideAsked(): boolean {
    return this.#guideAsked;
  }

  /** Whoever has shown the place says so. */
  textVisited() {
    this.#textPlace = undefined;
  }

  fieldVisited() {
    this.#field = undefined;
  }

  guideVisited() {
    this.#guideAsked = false;
  }
}

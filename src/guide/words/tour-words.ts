/** The steps of the tour, in their order. */
export const TOUR_STEPS = ['send', 'sign', 'break', 'check', 'mend', 'copy'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** A step in one language. Names in asterisks are those of the page's controls. */
export interface TourWords {
  readonly title: string;
  /** What this is about. */
  readonly text: string;
  /** What to do now. */
  readonly todo: string;
  /** Said once it was done. */
  readonly done: string;
}

import type { TourStep } from '../../guide/words/tour-words';

/** Where the control of a step is; the first of them that is to be seen. */
const SELECTORS: Readonly<Record<TourStep, readonly string[]>> = {
  send: ['header .act'],
  sign: ['#inspector-tab-signature'],
  break: ['section[aria-label="Request"] .switch'],
  check: ['section[aria-label="Response"] [data-check]', '#inspector-tab-signature'],
  mend: ['section[aria-label="Request"] .switch'],
  copy: ['#inspector-tab-code'],
};

/** The place of a step's control in the window, or undefined while it is not to be seen. */
export function targetOf(step: TourStep): DOMRect | undefined {
  for (const selector of SELECTORS[step]) {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (box && box.width > 0 && box.height > 0) return box;
  }
  return undefined;
}

import type { TypeRef } from '../../contract/contract';
import type { valueComplaint } from './value-complaint';

/** What reads values in all their forms is large; the form is usable before. */
let complain: typeof valueComplaint | undefined = $state.raw();
let isAsked = false;

/** As `valueComplaint`; undefined while what reads values is on its way. It is reactive. */
export function complaintOf(type: TypeRef, text: string): string | undefined {
  if (!isAsked) {
    isAsked = true;
    import('./value-complaint').then(
      (loaded) => (complain = loaded.valueComplaint),
      () => (isAsked = false),
    );
  }
  return complain?.(type, text);
}

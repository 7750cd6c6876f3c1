import { trimXml } from '../../../text/white-space';

/** Whether two names mean the same: the service compares them without case. */
export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === trimXml(b).toLowerCase();
}

/** Sorts by name, in the order of code units, as answers of the service were. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** A list parameter with one value in it; one with a comma is repeated, or it would be taken for two. */
export function onlyValue(value: string): readonly string[] {
  return value.includes(',') ? [value, value] : [value];
}

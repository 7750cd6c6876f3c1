import type { FieldPlace } from '../../language/locate';
import { controlIn, idsTo, itemBoxId } from './field-id';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Puts the focus into a field of the form, or as near to it as the form goes; groups on the way are opened. */
export async function visitField(place: FieldPlace) {
  await frame();
  let target: HTMLElement | null = null;
  for (const id of idsTo(place)) {
    const group = document.getElementById(itemBoxId(id))?.querySelector('details');
    if (group && !group.open) {
      group.open = true;
      // The event that says so comes later, and only then the fields are made.
      await frame();
      await frame();
    }
    target = document.getElementById(id) ?? document.getElementById(itemBoxId(id)) ?? target;
  }
  for (
    let around = target?.closest('details');
    around;
    around = around.parentElement?.closest('details') ?? null
  ) {
    around.open = true;
  }
  controlIn(target)?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

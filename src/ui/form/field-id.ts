import type { FieldPlace } from '../../language/locate';

/*
 * The ids of the form's fields, made and parsed here and nowhere else. An id is the field's path:
 * `field.leadSelector.keyType`, `header-MktowsContextHeader.targetWorkspace`. A dot in a name is written `%2E`, a per
 * cent sign `%25`.
 */

const BODY = 'field';
const HEADER = 'header-';

const escape = (name: string) => name.replace(/[%.]/g, (character) => (character === '.' ? '%2E' : '%25'));
const unescape = (name: string) => name.replaceAll('%2E', '.').replaceAll('%25', '%');

/** The id of the whole form of the Body's element, or of a header's. */
export function rootId(header?: string): string {
  return header === undefined ? BODY : HEADER + escape(header);
}

/** The id of a field, or of an item of a list, in the field with the id `parent`. */
export function childId(parent: string, step: string | number): string {
  return `${parent}.${typeof step === 'number' ? step : escape(step)}`;
}

/** The id of the box around an item of a list. */
export function itemBoxId(item: string): string {
  return `${item}-item`;
}

/** The ids on the way to a field, from the outermost in. */
export function idsTo({ path, header }: FieldPlace): string[] {
  const ids: string[] = [];
  let id = rootId(header);
  for (const step of path) ids.push((id = childId(id, step)));
  return ids;
}

/** The field that an id stands for; undefined for the id of anything else. */
export function placeOfId(id: string): FieldPlace | undefined {
  const [root = '', ...steps] = id.split('.');
  if (steps.length === 0) return undefined;
  const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : unescape(step)));
  if (root === BODY) return { path };
  return root.startsWith(HEADER) ? { path, header: unescape(root.slice(HEADER.length)) } : undefined;
}

/** What takes the focus in a box: the box itself if it is a control, or the first control in it. */
export function controlIn(box: HTMLElement | null | undefined): HTMLElement | undefined {
  if (!box) return undefined;
  if (box.matches('input, select, textarea')) return box;
  return box.querySelector<HTMLElement>('input, select, textarea, button') ?? undefined;
}

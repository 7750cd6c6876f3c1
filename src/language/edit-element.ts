import type { PlacedElement } from '../xml/placed';
import { withLine } from '../envelope/revise/layout';
import type { Edit } from '../xml/placed';
import type { Fix } from '../xml/flaw';

/** Renames an element in both of its tags. */
export function rename(element: PlacedElement, qname: string): Edit[] {
  const { start, end } = element.nameRange;
  const edits: Edit[] = [{ start, end, text: qname }];
  if (element.close) {
    const from = element.close.start + 2;
    edits.push({ start: from, end: from + element.qname.length, text: qname });
  }
  return edits;
}

/** A fix that renames an element and keeps its prefix. */
export function renameFix(element: PlacedElement, name: string): Fix {
  const qname = element.prefix ? `${element.prefix}:${name}` : name;
  return { title: `Rename to ${qname}`, edits: rename(element, qname) };
}

/** A fix that removes an element with its line. */
export function removeFix(text: string, element: PlacedElement, title = `Remove <${element.qname}>`): Fix {
  return { title, edits: [{ ...withLine(text, element), text: '' }] };
}

/** Replaces all that stands between an element's tags. */
export function contentEdit(element: PlacedElement, text: string): Edit {
  const { start, end } = element.content;
  return { start, end, text };
}

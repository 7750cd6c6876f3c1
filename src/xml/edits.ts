import type { Edit } from './placed';

/** A text with edits made, all of them in terms of the text before. They may touch, but not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of sorted(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The same change in as few and as small edits as can be: what touches is one edit, and what stays is in none. */
export function tidyEdits(text: string, edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of sorted(edits)) {
    const last = merged.at(-1);
    if (last && last.end === edit.start)
      merged[merged.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    else merged.push(edit);
  }
  return merged.map((edit) => shrink(text, edit)).filter((edit) => edit.start < edit.end || edit.text !== '');
}

/** True when two of the edits change the same characters. */
export function overlap(edits: readonly Edit[]): boolean {
  return sorted(edits).some((edit, index, all) => index > 0 && edit.start < (all[index - 1]?.end ?? 0));
}

/** By place; edits of one place stay in their order, and an insertion goes before a replacement. */
function sorted(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

function shrink(text: string, { start, end, text: next }: Edit): Edit {
  const old = text.slice(start, end);
  const most = Math.min(old.length, next.length);
  let head = 0;
  while (head < most && old[head] === next[head]) head += 1;
  if (splitsPair(old, head) || splitsPair(next, head)) head -= 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  if (splitsPair(old, old.length - tail) || splitsPair(next, next.length - tail)) tail -= 1;
  return { start: start + head, end: end - tail, text: next.slice(head, next.length - tail) };
}

/** An edit may part neither a surrogate pair nor a line end. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (before === 0x0d && after === 0x0a) return true;
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

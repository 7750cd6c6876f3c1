import type { Contract } from '../contract/contract';
import type { Path } from '../envelope/values';
import type { TextRange } from '../xml/placed';
import type { Bound } from './bound';
import { readText, type TextReading } from './reading';

/** Where a field is. */
export interface FieldLocation {
  /** The whole element. */
  readonly range: TextRange;
  /** What stands between its tags. */
  readonly value: TextRange;
  /** False when the field itself is not in the text, and this is the nearest one around it. */
  readonly exact: boolean;
}

/** A field of the form. */
export interface FieldPlace {
  /** As in the request's values, or in the header's. */
  readonly path: Path;
  /** The Header's child that the path is in; absent for the request itself. */
  readonly header?: string;
}

/** Where the text has a field of the form; undefined when it has nothing of it. */
export function locate(text: string, contract: Contract, field: FieldPlace): FieldLocation | undefined {
  const reading = readText(text, contract);
  const [root, prefix] = rootOf(reading, field.header);
  if (!root) return undefined;
  const path = [...prefix, ...field.path];
  let found = root;
  for (;;) {
    const next: Bound | undefined = found.children.find(
      (child) => !child.repeated && child.path.every((step, index) => step === path[index]),
    );
    if (!next) break;
    found = next;
  }
  const { start, end, content } = found.element;
  return { range: { start, end }, value: content, exact: found.path.length === path.length };
}

/** The field of the form that an offset is in; undefined outside of the request and the known headers. */
export function pathAt(text: string, contract: Contract, offset: number): FieldPlace | undefined {
  const reading = readText(text, contract);
  const within = ({ element }: Bound) => element.start <= offset && offset <= element.end;
  const root = [reading.request, ...reading.headers].find((bound) => bound && within(bound));
  if (!root) return undefined;
  let found = root;
  for (;;) {
    const next: Bound | undefined = found.children.find(within);
    if (!next) break;
    found = next;
  }
  if (root === reading.request) return { path: found.path };
  return { header: root.element.name, path: found.path.slice(1) };
}

function rootOf(reading: TextReading, header: string | undefined): [Bound | undefined, Path] {
  if (header === undefined) return [reading.request, []];
  return [reading.headers.find((bound) => bound.element.name === header), [header]];
}

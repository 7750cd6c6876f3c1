import { isNil } from '../../envelope/placed-values';
import { boundChild, type Bound } from '../bound';
import { textOf, type TextReading } from '../reading';
import { trimXml } from '../../text/white-space';

/** Every element of a complex type, in the order of the text. */
export function typed(reading: TextReading, type: string): readonly Bound[] {
  return reading.byType.get(type) ?? [];
}

/** The request, when it is one of these operations. */
export function requestOf(reading: TextReading, ...operations: readonly string[]): Bound | undefined {
  return operations.includes(reading.operation?.name ?? '') ? reading.request : undefined;
}

/** The trimmed text of a child; undefined when it is absent, nil or empty. */
export function childText(reading: TextReading, bound: Bound | undefined, name: string): string | undefined {
  const child = boundChild(bound, name);
  if (!child || isNil(child.element)) return undefined;
  return trimXml(textOf(reading, child) ?? '') || undefined;
}

/** True when a child is there and says something. */
export function has(bound: Bound | undefined, name: string): boolean {
  const child = boundChild(bound, name);
  if (!child || isNil(child.element)) return false;
  return child.element.content.end > child.element.content.start;
}

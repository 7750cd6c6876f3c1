import type { GlobalElement } from '../../contract/contract';
import type { PlacedElement } from '../../xml/placed';
import { namespaceFor } from '../../xml/scope';
import { isElement } from '../find-envelope';
import { isNil } from '../placed-values';
import { isValues, type Value, type Values } from '../values';
import { ElementWriter } from '../element-writer';
import type { RequestChange } from './change';
import type { FieldSlot } from './insert';
import { indentLines, lineIndent, withoutNamespace } from './layout';
import type { Reconciler } from './reconcile';

/** Makes a child of Header or Body hold the wanted values. */
export function reviseGlobal(
  reconciler: Reconciler,
  element: PlacedElement,
  global: GlobalElement,
  next: Values,
) {
  // A nil request reads as an empty one, and may stay nil as long as it is wanted empty.
  if (global.type.kind !== 'complex' || (isNil(element) && Object.keys(next).length === 0)) return;
  reconciler.element(element, global.type, next);
}

/** Makes the known children of Header be the wanted ones. */
export function reviseHeaders(
  request: RequestChange,
  known: readonly GlobalElement[],
  headers: Readonly<Record<string, Values>>,
) {
  const { header } = request.parts;
  if (header) request.reconciler.children(header, headerSlots(known, headers));
  else if (Object.keys(headers).length > 0) addHeaders(request, known, headers);
}

function headerSlots(
  known: readonly GlobalElement[],
  headers: Readonly<Record<string, Values>>,
): FieldSlot[] {
  return known.map((element) => globalSlot(element, headers[element.name]));
}

function globalSlot(element: GlobalElement, next: Values | undefined): FieldSlot {
  return {
    namespace: element.namespace,
    type: element.type,
    list: false,
    next: next === undefined ? [] : [next],
    matches: (candidate) => isElement(candidate, element),
    write: (writer, value: Value) => writer.global(element, isValues(value) ? value : {}, 0),
  };
}

/** Adds Header children; Header itself when there is none, before Body. */
export function addHeaders(
  request: RequestChange,
  known: readonly GlobalElement[],
  headers: Readonly<Record<string, Values>>,
) {
  const { text, parts, layout, reconciler } = request;
  const slots = headerSlots(known, headers);
  if (parts.header) {
    reconciler.children(
      parts.header,
      slots.filter((slot) => slot.next.length > 0),
    );
    return;
  }
  const lines = slots.flatMap((slot) =>
    slot.next.flatMap((next) => newLines(request, parts.body, slot, next)),
  );
  const name = parts.body.prefix ? `${parts.body.prefix}:Header` : 'Header';
  const indent = lineIndent(text, parts.body.start);
  const section = [`<${name}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
  const written = indentLines(section, indent, layout).slice(indent?.length ?? 0);
  const trail = indent === undefined ? '' : layout.lineEnd + indent;
  reconciler.edits.push({ start: parts.body.start, end: parts.body.start, text: written + trail });
}

/** Puts a request in the place of what Body holds, or into an empty Body. */
export function replaceBody(request: RequestChange, input: GlobalElement, values: Values) {
  const { text, parts, layout, reconciler } = request;
  if (parts.content) {
    const lines = newLines(request, parts.body, globalSlot(input, undefined), values);
    const indent = lineIndent(text, parts.content.start);
    const written = indentLines(lines, indent, layout).slice(indent?.length ?? 0);
    reconciler.edits.push({ start: parts.content.start, end: parts.content.end, text: written });
    return;
  }
  reconciler.children(parts.body, [globalSlot(input, values)]);
}

function newLines(request: RequestChange, context: PlacedElement, slot: FieldSlot, value: Value): string[] {
  const writer = new ElementWriter(request.contract, request.prefixes.within(context.scope));
  slot.write(writer, value);
  const standard = namespaceFor(context.scope, '') ?? '';
  if (standard === '' || request.prefixes.qualified) return writer.lines;
  return withoutNamespace(writer.lines);
}

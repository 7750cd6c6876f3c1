import { excludes, type ComplexType, type Field } from '../../contract/contract';
import type { Lack } from '../../contract/content-model';
import { declarationOf, modelOf, reordered, type Walk } from '../../contract/content-walk';
import { blankValue } from '../../envelope/example';
import { insertField } from '../../envelope/revise/insert-field';
import type { Anchor } from '../../envelope/revise/insert';
import { placedElements, type Edit, type PlacedElement } from '../../xml/placed';
import type { Bound } from '../bound';
import { removeFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { lackMessage, unknownElement } from './field-words';

/** So many elements of a choice are named, and offered to be added. */
const MOST_NAMED = 6;

/** The children of a type that has a content model, which says exactly whether they may stand so. */
export function modelContent(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  walk: Walk<PlacedElement>,
  report: Report,
) {
  const model = modelOf(type);
  if (!model || walk.faults.length === 0) return;
  const children = placedElements(bound.element);
  const order = reordered(model, children, walk);
  const moved = order && reorderFix(reading, children, order);
  const after = new Map(order?.map((child, index) => [child, order[index + 1]]));
  for (const fault of walk.faults) {
    if (fault.kind === 'unknown') unknownElement(reading, bound, type, fault.child, report);
    else if (fault.kind === 'misplaced') misplaced(reading, bound, type, fault.child, after, moved, report);
    // What is missing only because it stands elsewhere is told there.
    else if (!order)
      for (const lack of fault.lacks) lacking(reading, bound, type, lack, fault.before, report);
  }
}

function reorderFix(
  reading: TextReading,
  children: readonly PlacedElement[],
  order: readonly PlacedElement[],
): Fix {
  const edits: Edit[] = children.flatMap((place, index) => {
    const by = order[index];
    if (!by || by === place) return [];
    return [{ start: place.start, end: place.end, text: reading.text.slice(by.start, by.end) }];
  });
  return { title: 'Put the elements in the schema’s order', edits };
}

function misplaced(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  element: PlacedElement,
  after: ReadonlyMap<PlacedElement, PlacedElement | undefined>,
  moved: Fix | undefined,
  report: Report,
) {
  const child = bound.children.find((one) => one.element === element);
  const details = (fixes: readonly Fix[]) => ({ path: child?.path ?? bound.path, fixes });
  if (moved) {
    const next = after.get(element);
    const place = next ? `before ${next.name}` : 'at the end';
    const message = `${element.name} is out of order: the schema has it ${place}.`;
    report.error('order', element.nameRange, message, details([moved]));
    return;
  }
  const field = child?.field;
  const earlier = bound.children.filter((one) => one.element.start < element.start);
  const rival = field && earlier.find((one) => one.field && excludes(one.field, field))?.field;
  if (field && rival) {
    const names = type.fields.filter((other) => excludes(other, rival) || other === rival);
    const message = `Only one of ${names.map(({ name }) => name).join(', ')} may stand here, and ${rival.name} does already.`;
    report.error('choice', element.nameRange, message, details([]));
    return;
  }
  const remove = { ...removeFix(reading.text, element, 'Remove this one'), alone: true };
  if (field && earlier.some((one) => one.field === field)) {
    const message = `${element.name} may not stand here once more.`;
    report.error('repeated', element.nameRange, message, details([remove]));
    return;
  }
  const previous = placedElements(bound.element)
    .filter((one) => one.start < element.start)
    .at(-1);
  const message = `${element.name} may not stand ${previous ? `after ${previous.name}` : 'first'} in ${bound.element.name}.`;
  report.error('order', element.nameRange, message, details([]));
}

function lacking(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  { any, times }: Lack,
  before: PlacedElement | undefined,
  report: Report,
) {
  const { element, path } = bound;
  const fields = any.map((one) => one && declarationOf(type, one));
  const names = [...new Set(fields.map((field) => field?.name ?? 'any element'))];
  const fixes = fields.slice(0, MOST_NAMED).flatMap((field, index) => {
    const isOther = any[index]?.other !== undefined;
    return field && !isOther ? addFix(reading, bound, type, field, times, before) : [];
  });
  const [only] = fields;
  const details = { path: only && fields.length === 1 ? [...path, only.name] : path, fixes };
  const place = before ? before.nameRange : element.nameRange;
  report.error('missing', place, message(element.name, names, times, before), details);
}

function message(owner: string, names: readonly string[], times: number, before: PlacedElement | undefined) {
  const where = before ? ` before ${before.name}` : '';
  const [only] = names;
  if (only && names.length === 1)
    return lackMessage(owner, only, times, 0).replace('which the schema requires', `$&${where}`);
  const more = names.length - MOST_NAMED;
  const listed = names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${owner} lacks one of ${listed}: the schema requires ${times > 1 ? `${times} of them` : 'one'}${where}.`;
}

function addFix(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  field: Field,
  times: number,
  before: PlacedElement | undefined,
): Fix[] {
  const { root } = reading.document;
  const { element } = bound;
  if (!root || !element.complete) return [];
  const last = placedElements(element).at(-1);
  const anchor: Anchor = before ? { before } : last ? { after: last } : {};
  const value = blankValue(reading.contract, field, times);
  const edits = insertField(reading.contract, reading.text, root, element, type, field, value, anchor);
  // What it should say is for its author to fill in.
  return [{ title: `Add <${field.name}>`, edits, alone: true }];
}

import type { ComplexType, Field } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import { blankValue, isRequired } from '../../envelope/example';
import { insertField } from '../../envelope/revise/insert-field';
import { isNil } from '../../envelope/placed-values';
import { placedElements, type Edit } from '../../xml/placed';
import type { Bound } from '../bound';
import { contentEdit, removeFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { modelContent } from './model-content';
import { strayText } from './stray-text';
import { lackMessage, unknownElement } from './field-words';

/** Which children an element has: unknown, repeated, misplaced and missing ones, and text where none belongs. */
export function contentRules(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) {
    if (bound.declared.kind !== 'complex') simpleContent(reading, bound, report);
    else if (bound.type && !isNil(bound.element)) complexContent(reading, bound, bound.type, report);
  }
}

function complexContent(reading: TextReading, bound: Bound, type: ComplexType, report: Report) {
  const { element, path } = bound;
  // An abstract type has no fields of its own to judge by; that its subtype is missing is said elsewhere.
  const known = !type.abstract;
  if (bound.walk) {
    if (known) modelContent(reading, bound, type, bound.walk, report);
  } else {
    if (known && !type.open) {
      for (const child of placedElements(element))
        if (!reading.bound.has(child)) unknownElement(reading, bound, type, child, report);
    }
    tooMany(reading, bound, report);
    order(reading, bound, type, report);
    if (known) missing(reading, bound, type, report);
  }
  if (!type.text && !type.mixed) strayText(reading, element, report, path);
}

function tooMany(reading: TextReading, bound: Bound, report: Report) {
  const counts = new Map<Field, number>();
  for (const child of bound.children) {
    const { field, element, path } = child;
    if (!field) continue;
    const count = (counts.get(field) ?? 0) + 1;
    counts.set(field, count);
    if (count <= field.maxOccurs) continue;
    const most = field.maxOccurs === 1 ? 'once only; the first is read' : `${field.maxOccurs} times at most`;
    report.error('repeated', element.nameRange, `${element.name} may stand here ${most}.`, {
      path,
      fixes: [{ ...removeFix(reading.text, element, 'Remove this one'), alone: true }],
    });
  }
}

/** One fix puts all of them in order: those after the first ones need not be told one by one. */
const MOST_OUT_OF_ORDER = 50;

function order(reading: TextReading, bound: Bound, type: ComplexType, report: Report) {
  const rank = (child: Bound) => placeOf(type, child.field as Field);
  const { children } = bound;
  /** The first child of each rank, in the order of the text. */
  const seen = new Map<number, Bound>();
  const late: { child: Bound; follower: Bound }[] = [];
  for (const child of children) {
    const own = rank(child);
    const follower = [...seen].find(([other]) => other > own)?.[1];
    if (follower) late.push({ child, follower });
    if (!seen.has(own)) seen.set(own, child);
  }
  if (late.length === 0) return;
  const places = children.map((child) => child.element);
  const sorted = [...children].sort((a, b) => rank(a) - rank(b)).map((child) => child.element);
  const edits: Edit[] = places.flatMap((place, index) => {
    const by = sorted[index];
    if (!by || by === place) return [];
    return [{ start: place.start, end: place.end, text: reading.text.slice(by.start, by.end) }];
  });
  for (const { child, follower } of late.slice(0, MOST_OUT_OF_ORDER)) {
    const before = follower.element.name;
    const message = `${child.element.name} is out of order: the schema has it before ${before}.`;
    const details = { path: child.path, fixes: [{ title: 'Put the elements in the schema’s order', edits }] };
    // Marketo's service took any order, and its own pages print some.
    if (isMarketo(reading.contract)) report.advice('order', child.element.nameRange, message, details);
    else report.error('order', child.element.nameRange, message, details);
  }
}

/** A field's place in the order; those whose order is free share the first one's. */
function placeOf(type: ComplexType, field: Field): number {
  if (field.anyOrder === undefined) return type.fields.indexOf(field);
  return type.fields.findIndex((other) => other.anyOrder === field.anyOrder);
}

function missing(reading: TextReading, bound: Bound, type: ComplexType, report: Report) {
  const { root } = reading.document;
  for (const field of type.fields) {
    if (!isRequired(field)) continue;
    const { element } = bound;
    const present = bound.children.filter((child) => child.field === field).length;
    if (present > 0 && present >= field.minOccurs) continue;
    const more = Math.max(field.minOccurs, 1) - present;
    const value = blankValue(reading.contract, field, more);
    const fixes: Fix[] = [];
    if (root && element.complete) {
      const edits = insertField(reading.contract, reading.text, root, element, type, field, value);
      // What it should say is for its author to fill in.
      fixes.push({ title: `Add <${field.name}>`, edits, alone: true });
    }
    const details = { path: [...bound.path, field.name], fixes };
    if (field.minOccurs > 0)
      report.error(
        'missing',
        element.nameRange,
        lackMessage(element.name, field.name, more, present),
        details,
      );
    else
      report.advice(
        'missing-in-practice',
        element.nameRange,
        `${element.name} lacks ${field.name}: the schema says it is optional, but the service insists on it.`,
        details,
      );
  }
}

function simpleContent(reading: TextReading, bound: Bound, report: Report) {
  const { element, path, declared } = bound;
  const [first] = placedElements(element);
  if (!first || (declared.kind === 'builtin' && declared.name === 'anyType')) return;
  const position = isMarketo(reading.contract) && element.name === 'streamPosition';
  const message = position
    ? 'streamPosition is a text, to be handed back as the last answer gave it; the kind with elements is startPosition.'
    : `${element.name} holds text only, no elements.`;
  const text = reading.text.slice(first.start, first.end);
  const only = /^<[^<>]*>([^<>]*)<\/[^<>]*>$/.exec(text)?.[1];
  const alone = placedElements(element).length === 1 && only !== undefined && !position;
  report.error(position ? 'position-kind' : 'element-in-text', first.nameRange, message, {
    path,
    fixes: alone ? [{ title: 'Keep the text alone', edits: [contentEdit(element, only)], alone: true }] : [],
  });
}

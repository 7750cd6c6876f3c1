import { excludes, type ComplexType, type Field } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import { blankValue, isRequired } from '../../envelope/example';
import { insertField } from '../../envelope/revise/insert-field';
import { isNil } from '../../envelope/placed-values';
import { placedElements, type Edit, type PlacedElement } from '../../xml/placed';
import type { Bound } from '../bound';
import { contentEdit, removeFix, renameFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';
import { strayText } from './stray-text';
import { vendorName } from './vendor-names';

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
  if (known && !type.open) {
    for (const child of placedElements(element))
      if (!reading.bound.has(child)) unknownElement(reading, bound, type, child, report);
  }
  for (const child of bound.children) {
    if (!child.repeated) continue;
    report.error(
      'repeated',
      child.element.nameRange,
      `${child.element.name} may stand here once only; the first is read.`,
      {
        path: child.path,
        fixes: [{ ...removeFix(reading.text, child.element, 'Remove this one'), alone: true }],
      },
    );
  }
  order(reading, bound, type, report);
  choices(bound, type, report);
  if (known) missing(reading, bound, type, report);
  if (!type.text && !type.open) strayText(reading, element, report, path);
}

function unknownElement(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  child: PlacedElement,
  report: Report,
) {
  const owner = bound.element.name;
  const details = (fixes: readonly (Fix | undefined)[]) => ({ path: bound.path, fixes });
  const vendor = isMarketo(reading.contract) ? vendorName(type.name, child.name) : undefined;
  if (vendor) {
    const taken = type.fields.find((field) => field.name === vendor.name);
    const already = bound.children.some((other) => other.field === taken);
    const fixes = already || !taken ? [] : [renameFix(child, vendor.name)];
    report.advice(vendor.code, child.nameRange, vendor.message, details(fixes));
    return;
  }
  const absent = type.fields.filter((field) => !bound.children.some((other) => other.field === field));
  const meant = nearest(
    child.name,
    absent.map((field) => field.name),
  );
  const home = meant ? undefined : homeOf(reading, type, child.name);
  const hint = meant
    ? ` Did you mean ${meant}?`
    : home
      ? ` It belongs in ${home}.`
      : type.fields.length === 0
        ? ' It has no fields.'
        : '';
  const message = `<${child.qname}> is no field of ${owner}.${hint}`;
  report.error(
    'unknown-element',
    child.nameRange,
    message,
    details([meant ? renameFix(child, meant) : undefined]),
  );
}

/** The field, one level further in, whose type has a field of that name. */
function homeOf(reading: TextReading, type: ComplexType, name: string): string | undefined {
  const { types } = reading.contract;
  for (const field of type.fields) {
    if (field.type.kind !== 'complex') continue;
    const declared = field.type.name;
    const fits = Object.values(types).find(
      (candidate) =>
        (candidate.name === declared || candidate.extends === declared) &&
        candidate.fields.some((inner) => inner.name === name),
    );
    if (fits) return fits.name === declared ? field.name : `${field.name} of the type ${fits.localName}`;
  }
  return undefined;
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

function choices(bound: Bound, type: ComplexType, report: Report) {
  const used: Field[] = [];
  for (const child of bound.children) {
    const { field } = child;
    if (!field?.branches || child.repeated) continue;
    const first = used.find((other) => excludes(other, field));
    if (first) {
      const options = type.fields.filter((other) => excludes(other, first) || other === first);
      const names = options.map((option) => option.name).join(', ');
      const message = `Only one of ${names} may stand here, and ${first.name} does already.`;
      report.error('choice', child.element.nameRange, message, { path: child.path });
    }
    used.push(field);
  }
}

function missing(reading: TextReading, bound: Bound, type: ComplexType, report: Report) {
  const { root } = reading.document;
  for (const field of type.fields) {
    if (!isRequired(field) || bound.children.some((child) => child.field === field)) continue;
    const { element } = bound;
    const value = blankValue(reading.contract, field);
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
        `${element.name} lacks ${field.name}, which the schema requires.`,
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

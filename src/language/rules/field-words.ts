import type { ComplexType } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import type { PlacedElement } from '../../xml/placed';
import type { Bound } from '../bound';
import { renameFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';
import { vendorName } from './vendor-names';

/** What is said of an element that has to stand. */
export function lackMessage(owner: string, name: string, more: number, present: number): string {
  if (present > 0) return `${owner} lacks ${name}: the schema requires ${more} more.`;
  return `${owner} lacks ${name}, which the schema requires${more > 1 ? ` ${more} times` : ''}.`;
}

/** An element that may not stand in this type at all. */
export function unknownElement(
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

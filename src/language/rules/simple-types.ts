import { XSD, type TypeRef } from '../../contract/contract';
import { isMarketo } from '../../contract/is-marketo';
import { namedType } from '../../envelope/value-reader';
import { BUILTIN_TYPES, isDerivedFrom } from '../../text/builtin-types';
import { trimXml } from '../../text/white-space';
import type { Fix } from '../../xml/flaw';
import type { PlacedAttribute } from '../../xml/placed';
import { resolveQName } from '../../xml/scope';
import { writtenType, type Bound } from '../bound';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';

/** The type of an element's own text: the built-in one that its `xsi:type` rightly names, or else the declared one. */
export function textType({ element, declared, type }: Bound): TypeRef | undefined {
  const own = declared.kind === 'complex' ? type?.text : declared;
  const written = own?.kind === 'builtin' ? writtenType(element) : undefined;
  const named = written && resolveQName(element, written.value);
  const narrower = named?.namespace === XSD && own && isDerivedFrom(named.local, own.name);
  return narrower ? { kind: 'builtin', name: named.local } : own;
}

/** An `xsi:type` on an element that holds a text only. */
export function simpleTypeRule(reading: TextReading, bound: Bound, declared: TypeRef, report: Report) {
  const { element, path } = bound;
  const written = writtenType(element);
  if (!written) return;
  const place = written.inner ?? written;
  const named = resolveQName(element, written.value);
  if (!named) {
    const [prefix = '', local = ''] = trimXml(written.value).split(':');
    const message = `The prefix "${prefix}" in this xsi:type is bound to no namespace.`;
    const fixes = BUILTIN_TYPES.includes(local) ? [declareFix(reading, prefix)] : [];
    report.error('type-unbound', place, message, { path, fixes });
  } else if (named.namespace === XSD) builtin(reading, bound, declared, named.local, written, report);
  else if (namedType(reading.contract, element, written.value)) {
    const complex = namedType(reading.contract, element, written.value);
    if (complex?.text || isAny(declared)) return;
    const message = `${named.local} holds elements, and ${element.name} holds text only.`;
    report.error('type-wrong', place, message, { path, fixes: [removeType(reading, written)] });
  } else if (isMarketo(reading.contract)) {
    const known = Object.values(reading.contract.enumerations).find(
      ({ localName, namespace }) => localName === named.local && namespace === named.namespace,
    );
    if (known && (isAny(declared) || declared.name === known.name || declared.name === 'string')) return;
    const message = known
      ? `${named.local} can't stand here; ${element.name} is ${typeWord(reading, declared)}.`
      : `${written.value} is no type of the contract.`;
    report.error(known ? 'type-wrong' : 'type-unknown', place, message, {
      path,
      fixes: [removeType(reading, written)],
    });
  }
}

function builtin(
  reading: TextReading,
  bound: Bound,
  declared: TypeRef,
  name: string,
  written: PlacedAttribute,
  report: Report,
) {
  const { element, path } = bound;
  const place = written.inner ?? written;
  if (!BUILTIN_TYPES.includes(name)) {
    const meant = nearest(name, BUILTIN_TYPES);
    const message = `XML Schema has no type ${name}.${meant ? ` Did you mean ${meant}?` : ''}`;
    const written = element.attributes.find((attribute) => attribute.inner === place);
    const whole = written && meant ? written.value.replace(name, meant) : undefined;
    const fixes = whole ? [{ title: `Write ${whole}`, edits: [{ ...place, text: whole }] }] : [];
    report.error('type-unknown', place, message, { path, fixes });
    return;
  }
  if (declared.kind === 'builtin' && isDerivedFrom(name, declared.name)) return;
  const message = `${name} is not derived from ${typeWord(reading, declared)}, the type of ${element.name}.`;
  const details = { path, fixes: [removeType(reading, written)] };
  // Marketo's service looked at the value only.
  if (isMarketo(reading.contract)) report.advice('type-wrong', place, message, details);
  else report.error('type-wrong', place, message, details);
}

function isAny({ kind, name }: TypeRef): boolean {
  return kind === 'builtin' && (name === 'anyType' || name === 'anySimpleType');
}

function typeWord({ contract }: TextReading, { kind, name }: TypeRef): string {
  return kind === 'enumeration' ? (contract.enumerations[name]?.localName ?? name) : name;
}

function removeType({ text }: TextReading, { start, end }: PlacedAttribute): Fix {
  const before = text.slice(0, start).replace(/[ \t\r\n]+$/, '').length;
  return { title: 'Remove this xsi:type', edits: [{ start: before, end, text: '' }] };
}

function declareFix({ document }: TextReading, prefix: string): Fix {
  const { root } = document;
  const at = root?.attributes.at(-1)?.end ?? root?.nameRange.end ?? 0;
  const edit = { start: at, end: at, text: ` xmlns:${prefix}="${XSD}"` };
  return { title: `Declare xmlns:${prefix} on the ${root?.name ?? 'root'}`, edits: [edit] };
}
